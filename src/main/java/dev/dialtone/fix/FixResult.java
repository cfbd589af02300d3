package dev.dialtone.fix;

import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.LintResult;
import dev.dialtone.source.SourceFile;
import java.util.List;

/**
 * What came of fixing.
 *
 * @param before what was found before
 * @param after what is left to be found
 * @param changes the files that differ now, sorted by path
 * @param fixed the findings that were mended, in the order of their mending
 * @param refused findings whose fix was not applied, and why
 */
public record FixResult(
    LintResult before,
    LintResult after,
    List<Change> changes,
    List<Diagnostic> fixed,
    List<Refusal> refused) {
  public FixResult {
    changes = List.copyOf(changes);
    fixed = List.copyOf(fixed);
    refused = List.copyOf(refused);
  }

  /** A file before and after. */
  public record Change(SourceFile before, SourceFile after) {}

  /** A fix that was not applied, and why. */
  public record Refusal(Diagnostic diagnostic, String why) {}
}
