/** The report for people: each finding with the lines that make it wrong, and how to mend it. */
@NullMarked
package dev.dialtone.report.text;

import org.jspecify.annotations.NullMarked;
