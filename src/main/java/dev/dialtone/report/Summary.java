package dev.dialtone.report;

import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.Severity;
import java.io.IOException;

/** The one line that says what a run has found: how much of what, in how many files. */
public final class Summary {
  private final LintResult result;
  private final ReportOptions options;

  public Summary(LintResult result, ReportOptions options) {
    this.result = result;
    this.options = options;
  }

  /** Writes the line without its end. */
  public void write(Appendable out) throws IOException {
    counts(true, out);
    long files = result.fileCount();
    int projects = result.projects().size();
    out.append(" in ");
    number(files, files == 1 ? "file" : "files", out);
    out.append(" (");
    number(projects, projects == 1 ? "project" : "projects", out);
    out.append(')');
    if (hides()) {
      out.append("; ");
      counts(false, out);
      out.append(" not shown (--show ");
      out.append(result.count(Severity.NOTE) > 0 ? "note" : "warning");
      out.append(')');
    }
  }

  /** The counts of what is shown, or of what is not. */
  private void counts(boolean shown, Appendable out) throws IOException {
    boolean first = true;
    Severity[] severities = Severity.values();
    for (int i = severities.length - 1; i >= 0; i--) {
      Severity severity = severities[i];
      long count = result.count(severity);
      if (count > 0 && options.shows(severity) == shown) {
        out.append(first ? "" : ", ");
        number(count, count == 1 ? severity.id() : severity.id() + "s", out);
        first = false;
      }
    }
    if (first) {
      out.append("no problems");
    }
  }

  private boolean hides() {
    for (Severity severity : Severity.values()) {
      if (!options.shows(severity) && result.count(severity) > 0) {
        return true;
      }
    }
    return false;
  }

  private static void number(long count, String noun, Appendable out) throws IOException {
    out.append(Long.toString(count)).append(' ').append(noun);
  }
}
