/** What is known of the world: images, server command lines, environment keys, error texts. */
@NullMarked
package dev.dialtone.catalogue;

import org.jspecify.annotations.NullMarked;
