/** The way from paths to a result: what is looked at, in which order, and what becomes of it. */
@NullMarked
package dev.dialtone.engine;

import org.jspecify.annotations.NullMarked;
