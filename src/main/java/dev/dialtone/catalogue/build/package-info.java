/** Turns rules/catalogue into the bytes that are read at run time; used only by the build. */
@NullMarked
package dev.dialtone.catalogue.build;

import org.jspecify.annotations.NullMarked;
