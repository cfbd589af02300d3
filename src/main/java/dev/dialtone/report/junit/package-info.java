/** The report for servers that show test results: JUnit's XML, a test for each finding. */
@NullMarked
package dev.dialtone.report.junit;

import org.jspecify.annotations.NullMarked;
