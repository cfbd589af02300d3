/** Shell words and scripts over text with places, and the programs that a command comes to run. */
@NullMarked
package dev.dialtone.syntax.shell;

import org.jspecify.annotations.NullMarked;
