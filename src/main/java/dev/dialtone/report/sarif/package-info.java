/** The report for code scanning and editors: SARIF 2.1.0. */
@NullMarked
package dev.dialtone.report.sarif;

import org.jspecify.annotations.NullMarked;
