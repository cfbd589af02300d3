/** Rules about files that cannot be read. */
@NullMarked
package dev.dialtone.rules.read;

import org.jspecify.annotations.NullMarked;
