package dev.dialtone.report.markdown;

import dev.dialtone.lint.Coverage;
import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.Finding;
import dev.dialtone.lint.InternalFault;
import dev.dialtone.lint.LintResult;
import dev.dialtone.report.ReportOptions;
import dev.dialtone.report.Reporter;
import dev.dialtone.report.Summary;
import dev.dialtone.report.secret.Secrets;
import dev.dialtone.report.text.TextReporter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a comment for a pull request: a table of the findings, and the report for people folded
 * away below it. A comment of GitHub's holds 65,536 characters; what is too much is left out in
 * whole rows and whole lines, and counted.
 */
public final class MarkdownReporter implements Reporter {
  /** A bot that finds this line in an older comment of its own can replace that one. */
  private static final String MARK = "<!-- dialtone -->\n";

  private static final int MOST_OF_THE_TABLE = 40_000;
  private static final int MOST = 65_000;

  private final ReportOptions options;

  public MarkdownReporter(ReportOptions options) {
    this.options = options;
  }

  @Override
  public void report(LintResult result, Appendable out) throws IOException {
    LintResult safe = Secrets.hide(result);
    StringBuilder page = new StringBuilder(MARK).append("### Dialtone: ");
    new Summary(safe, options).write(page);
    page.append('\n');
    List<String> rows = rows(safe);
    if (!rows.isEmpty()) {
      writeTable(rows, page);
    }
    for (Coverage unseen : safe.coverage()) {
      page.append("\nNot looked at: ").append(Inline.code(unseen.path().value())).append(": ");
      page.append(Inline.text(unseen.why())).append('\n');
    }
    for (InternalFault fault : safe.internalFaults()) {
      page.append("\n**Internal error** in ").append(Inline.text(fault.during())).append(" on ");
      page.append(Inline.code(fault.path().value())).append(": ");
      page.append(Inline.code(fault.cause())).append(" (Dialtone ").append(options.version());
      page.append("; please report it)\n");
    }
    if (!rows.isEmpty() && !options.quiet()) {
      writeDetails(safe, page);
    }
    out.append(page);
  }

  private List<String> rows(LintResult result) {
    List<String> rows = new ArrayList<>();
    for (Diagnostic diagnostic : result.diagnostics()) {
      if (options.shows(diagnostic.severity())) {
        rows.add(row(diagnostic));
      }
    }
    return rows;
  }

  private static String row(Diagnostic diagnostic) {
    Finding finding = diagnostic.finding();
    StringBuilder row = new StringBuilder("| ").append(diagnostic.severity().id()).append(" [");
    row.append(finding.rule().id()).append("](").append(finding.rule().helpUri()).append(") | ");
    row.append(Inline.code(finding.span().toString())).append(" | ");
    row.append(Inline.text(finding.message()));
    if (!finding.runtimeError().isEmpty()) {
      row.append("<br>at run time: ").append(Inline.code(finding.runtimeError()));
    }
    if (!finding.help().isEmpty()) {
      row.append("<br>help: ").append(Inline.text(finding.help()));
    }
    return row.append(" |\n").toString();
  }

  private static void writeTable(List<String> rows, StringBuilder page) {
    page.append("\n| rule | where | what |\n| --- | --- | --- |\n");
    int written = 0;
    while (written < rows.size()
        && page.length() + rows.get(written).length() <= MOST_OF_THE_TABLE) {
      page.append(rows.get(written));
      written++;
    }
    if (written < rows.size()) {
      page.append("\n... and ").append(rows.size() - written).append(" more\n");
    }
  }

  private void writeDetails(LintResult result, StringBuilder page) throws IOException {
    StringBuilder report = new StringBuilder();
    ReportOptions plain = ReportOptions.plain(options.version()).showing(options.show());
    new TextReporter(plain).report(result, report);
    String fence = Inline.fence(report, 3);
    page.append("\n<details>\n<summary>The lines that make it so</summary>\n\n");
    page.append(fence).append("text\n");
    List<String> lines = report.toString().lines().toList();
    int written = 0;
    while (written < lines.size() && page.length() + lines.get(written).length() < MOST) {
      page.append(lines.get(written)).append('\n');
      written++;
    }
    if (written < lines.size()) {
      page.append("... ").append(lines.size() - written).append(" more lines\n");
    }
    page.append(fence).append("\n\n</details>\n");
  }
}
