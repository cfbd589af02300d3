/** The pools of PHP-FPM: where each listens. */
@NullMarked
package dev.dialtone.format.phpfpm;

import org.jspecify.annotations.NullMarked;
