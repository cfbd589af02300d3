/** Applies the fixes of findings to the text of files, and nothing but them. */
@NullMarked
package dev.dialtone.fix;

import org.jspecify.annotations.NullMarked;
