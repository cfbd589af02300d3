/** The command line: arguments in, a report and an exit status out. */
@NullMarked
package dev.dialtone.cli;

import org.jspecify.annotations.NullMarked;
