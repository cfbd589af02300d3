/** Values that files of data and of code give names, read without running anything. */
@NullMarked
package dev.dialtone.syntax.literal;

import org.jspecify.annotations.NullMarked;
