/** Property files that mean nothing particular to Dialtone: names and values. */
@NullMarked
package dev.dialtone.format.properties;

import org.jspecify.annotations.NullMarked;
