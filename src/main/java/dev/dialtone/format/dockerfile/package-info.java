/** Dockerfiles: from their text to the facts of their stages, as BuildKit reads them. */
@NullMarked
package dev.dialtone.format.dockerfile;

import org.jspecify.annotations.NullMarked;
