/** GitLab CI: the jobs of a pipeline that have services. */
@NullMarked
package dev.dialtone.format.gitlab;

import org.jspecify.annotations.NullMarked;
