/** The report as a comment on a pull request: GitHub's and GitLab's Markdown. */
@NullMarked
package dev.dialtone.report.markdown;

import org.jspecify.annotations.NullMarked;
