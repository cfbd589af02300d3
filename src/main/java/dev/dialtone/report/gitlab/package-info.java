/** The report for GitLab's merge requests: Code Quality, as its documentation describes it. */
@NullMarked
package dev.dialtone.report.gitlab;

import org.jspecify.annotations.NullMarked;
