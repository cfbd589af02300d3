/** Finds passwords, tokens and keys in text that is about to be shown, and hides them. */
@NullMarked
package dev.dialtone.report.secret;

import org.jspecify.annotations.NullMarked;
