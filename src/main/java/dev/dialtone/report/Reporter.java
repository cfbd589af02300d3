package dev.dialtone.report;

import dev.dialtone.lint.LintResult;
import java.io.IOException;

/**
 * Writes the answer to a run in one format. Everything that is written goes through {@link Secrets}
 * first; the same result and options give the same characters everywhere.
 */
public interface Reporter {
  /** Writes the whole report, ending with a line feed if it writes anything. */
  void report(LintResult result, Appendable out) throws IOException;
}
