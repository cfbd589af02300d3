/** The configuration of HAProxy. */
@NullMarked
package dev.dialtone.format.haproxy;

import org.jspecify.annotations.NullMarked;
