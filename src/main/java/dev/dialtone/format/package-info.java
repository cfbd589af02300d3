/** One package for each format of configuration, and what several of them need. */
@NullMarked
package dev.dialtone.format;

import org.jspecify.annotations.NullMarked;
