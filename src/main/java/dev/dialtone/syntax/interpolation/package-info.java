/** Compose's variable grammar: {@code ${NAME:-default}} and its kin over text with places. */
@NullMarked
package dev.dialtone.syntax.interpolation;

import org.jspecify.annotations.NullMarked;
