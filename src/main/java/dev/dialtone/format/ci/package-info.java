/** What the pipelines of all CI services have in common: jobs with containers beside them. */
@NullMarked
package dev.dialtone.format.ci;

import org.jspecify.annotations.NullMarked;
