/** Decides what comes of a dial: names, networks, listeners, order. */
@NullMarked
package dev.dialtone.reach;

import org.jspecify.annotations.NullMarked;
