/** GitHub Actions: the jobs of a workflow that have service containers. */
@NullMarked
package dev.dialtone.format.github;

import org.jspecify.annotations.NullMarked;
