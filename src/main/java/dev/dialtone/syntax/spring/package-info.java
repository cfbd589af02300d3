/** What Spring writes within names and values: placeholders, profile expressions, relaxed names. */
@NullMarked
package dev.dialtone.syntax.spring;

import org.jspecify.annotations.NullMarked;
