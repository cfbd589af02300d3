/** Rules about addresses that processes dial. */
@NullMarked
package dev.dialtone.rules.dial;

import org.jspecify.annotations.NullMarked;
