/** Rules about what listens. */
@NullMarked
package dev.dialtone.rules.listen;

import org.jspecify.annotations.NullMarked;
