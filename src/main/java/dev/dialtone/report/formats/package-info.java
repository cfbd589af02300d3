/** The formats that a report can have, by name. */
@NullMarked
package dev.dialtone.report.formats;

import org.jspecify.annotations.NullMarked;
