/** Hostile input: what a fuzzer calls, and every small change of the test data. */
@NullMarked
package dev.dialtone.fuzz;

import org.jspecify.annotations.NullMarked;
