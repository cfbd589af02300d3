/** What a rule is and what it reports. */
@NullMarked
package dev.dialtone.lint;

import org.jspecify.annotations.NullMarked;
