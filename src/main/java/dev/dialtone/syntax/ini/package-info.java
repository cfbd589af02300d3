/** Files of sections in brackets and assignments below them. */
@NullMarked
package dev.dialtone.syntax.ini;

import org.jspecify.annotations.NullMarked;
