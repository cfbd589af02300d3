/** The words of Dockerfiles: quotes, escapes, and the variables in them. */
@NullMarked
package dev.dialtone.syntax.dockerfile;

import org.jspecify.annotations.NullMarked;
