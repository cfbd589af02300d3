/** The configuration of the Apache HTTP server. */
@NullMarked
package dev.dialtone.format.apache;

import org.jspecify.annotations.NullMarked;
