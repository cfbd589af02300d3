/** Joins the facts of all files: which file reaches which process, who listens, who dials. */
@NullMarked
package dev.dialtone.link;

import org.jspecify.annotations.NullMarked;
