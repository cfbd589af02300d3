package dev.dialtone.report.github;

import dev.dialtone.lint.Coverage;
import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.Finding;
import dev.dialtone.lint.InternalFault;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.Severity;
import dev.dialtone.report.Printable;
import dev.dialtone.report.ReportOptions;
import dev.dialtone.report.Reporter;
import dev.dialtone.report.Summary;
import dev.dialtone.report.secret.Secrets;
import dev.dialtone.report.text.TextReporter;
import dev.dialtone.source.Position;
import java.io.IOException;
import java.util.Locale;

/**
 * Writes the whole report into a group of the log, then one annotation for each finding, the worst
 * first: GitHub keeps ten annotations of each level of a step and drops the rest without a word
 * (actions/toolkit, docs/problem-matchers.md, "Limitations").
 */
public final class GithubReporter implements Reporter {
  private static final int ANNOTATIONS_PER_LEVEL = 10;

  private final ReportOptions options;

  public GithubReporter(ReportOptions options) {
    this.options = options;
  }

  @Override
  public void report(LintResult result, Appendable out) throws IOException {
    LintResult safe = Secrets.hide(result);
    if (!options.quiet()) {
      writeLog(safe, out);
    }
    Severity[] severities = Severity.values();
    for (int i = severities.length - 1; i >= 0; i--) {
      annotate(safe, severities[i], out);
    }
    for (InternalFault fault : safe.internalFaults()) {
      String where = " in " + fault.during() + " on " + fault.path() + ": ";
      new WorkflowCommand("error")
          .property("title", "Dialtone has failed")
          .write("internal error" + where + fault.cause() + "; please report it", out);
    }
    for (Coverage unseen : safe.coverage()) {
      new WorkflowCommand("notice")
          .property("title", "Dialtone could not look at everything")
          .write("not looked at: " + unseen.path() + ": " + unseen.why(), out);
    }
    if (!options.quiet()) {
      writeLimits(safe, out);
      new Summary(safe, options).write(out);
      out.append('\n');
    }
  }

  /**
   * Writes the report for people, during which the runner obeys no command but the one to resume.
   */
  private void writeLog(LintResult result, Appendable out) throws IOException {
    boolean silent =
        shown(result) == 0 && result.coverage().isEmpty() && result.internalFaults().isEmpty();
    if (silent) {
      return;
    }
    StringBuilder log = new StringBuilder();
    new TextReporter(options).report(result, log);
    String token = token(log.toString().toLowerCase(Locale.ROOT));
    StringBuilder title = new StringBuilder("Dialtone: ");
    new Summary(result, options).write(title);
    new WorkflowCommand("group").write(title.toString(), out);
    new WorkflowCommand("stop-commands").write(token, out);
    out.append(log);
    new WorkflowCommand(token).write("", out);
    new WorkflowCommand("endgroup").write("", out);
  }

  /**
   * A word that the log does not hold, so that nothing in it resumes the commands. The runner hides
   * the word in all that follows; it must be one that nobody uses.
   */
  private static String token(String log) {
    int number = 0;
    while (log.contains("dialtone-report-" + number)) {
      number++;
    }
    return "dialtone-report-" + number;
  }

  private void annotate(LintResult result, Severity severity, Appendable out) throws IOException {
    for (Diagnostic diagnostic : result.diagnostics()) {
      if (diagnostic.severity() == severity && options.shows(severity)) {
        annotate(diagnostic, out);
      }
    }
  }

  private static void annotate(Diagnostic diagnostic, Appendable out) throws IOException {
    Finding finding = diagnostic.finding();
    Position start = finding.span().startPosition();
    Position end = finding.span().endPosition();
    WorkflowCommand command = new WorkflowCommand(level(diagnostic.severity()));
    command.property("file", finding.span().file().path().value());
    command.property("line", start.line());
    if (start.line() == end.line()) {
      command.property("endLine", end.line());
      command.property("col", start.column());
      command.property("endColumn", end.column());
    } else {
      // The runner takes columns away from an annotation of several lines (ActionCommandManager,
      // ValidateLinesAndColumns). A span that ends with a line end does not reach the next line.
      command.property("endLine", end.column() == 1 ? end.line() - 1 : end.line());
    }
    command.property("title", finding.rule().id() + " " + finding.rule().name());
    StringBuilder message = new StringBuilder(Printable.line(finding.message()));
    if (!finding.runtimeError().isEmpty()) {
      message.append("\nat run time: ").append(Printable.line(finding.runtimeError()));
    }
    if (!finding.help().isEmpty()) {
      message.append("\nhelp: ").append(Printable.line(finding.help()));
    }
    command.write(message.toString(), out);
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "notice";
    };
  }

  private void writeLimits(LintResult result, Appendable out) throws IOException {
    Severity[] severities = Severity.values();
    for (int i = severities.length - 1; i >= 0; i--) {
      long count = result.count(severities[i]);
      if (options.shows(severities[i]) && count > ANNOTATIONS_PER_LEVEL) {
        out.append("GitHub annotates " + ANNOTATIONS_PER_LEVEL + " of the " + count + " ");
        out.append(severities[i].id() + "s; all of them are in the group above\n");
      }
    }
  }

  private long shown(LintResult result) {
    long shown = 0;
    for (Severity severity : Severity.values()) {
      shown += options.shows(severity) ? result.count(severity) : 0;
    }
    return shown;
  }
}
