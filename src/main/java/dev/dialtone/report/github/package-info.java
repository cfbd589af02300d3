/** The report for GitHub Actions: a log that folds away and annotations on the lines at fault. */
@NullMarked
package dev.dialtone.report.github;

import org.jspecify.annotations.NullMarked;
