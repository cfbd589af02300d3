/** Configuration files of applications, whatever they are written in: names and values. */
@NullMarked
package dev.dialtone.format.settings;

import org.jspecify.annotations.NullMarked;
