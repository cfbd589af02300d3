package dev.dialtone.report.text;

import dev.dialtone.lint.Coverage;
import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.InternalFault;
import dev.dialtone.lint.LintResult;
import dev.dialtone.report.Printable;
import dev.dialtone.report.ReportOptions;
import dev.dialtone.report.Reporter;
import dev.dialtone.report.Summary;
import dev.dialtone.report.secret.Secrets;
import dev.dialtone.source.Position;
import dev.dialtone.source.Span;
import java.io.IOException;

/**
 * Writes findings for people: what is wrong, the line it stands in, the lines that make it wrong,
 * the error they will see and how to mend it.
 */
public final class TextReporter implements Reporter {
  private final ReportOptions options;

  public TextReporter(ReportOptions options) {
    this.options = options;
  }

  @Override
  public void report(LintResult result, Appendable out) throws IOException {
    LintResult safe = Secrets.hide(result);
    Page page = new Page(out, options.colour());
    MaskedLines lines = new MaskedLines();
    for (Diagnostic diagnostic : safe.diagnostics()) {
      if (!options.shows(diagnostic.severity())) {
        continue;
      }
      if (options.quiet()) {
        writeLine(diagnostic, page);
      } else {
        write(diagnostic, lines, page);
      }
    }
    for (Coverage unseen : safe.coverage()) {
      page.put("not looked at: ").put(Printable.line(unseen.path().value())).put(": ");
      page.put(Printable.line(unseen.why())).endLine();
    }
    for (InternalFault fault : safe.internalFaults()) {
      write(fault, page);
    }
    if (!options.quiet()) {
      new Summary(safe, options).write(out);
      out.append('\n');
    }
  }

  /** One line, as compilers write it and editors read it. */
  private static void writeLine(Diagnostic diagnostic, Page page) throws IOException {
    page.put(place(diagnostic.finding().span())).put(": ");
    writeTitle(diagnostic, page);
    page.put(" ").put(Printable.line(diagnostic.finding().message())).endLine();
  }

  private static void write(Diagnostic diagnostic, MaskedLines lines, Page page)
      throws IOException {
    Finding finding = diagnostic.finding();
    writeTitle(diagnostic, page);
    page.put(" ").put(Style.STRONG, finding.rule().name() + ": ");
    page.put(Style.STRONG, Printable.line(finding.message())).endLine();
    int gutter = new Snippets(diagnostic, lines).write(page);
    if (!finding.runtimeError().isEmpty()) {
      writeRemark("at run time", finding.runtimeError(), gutter, page);
      page.endLine();
    }
    writeHelp(finding, gutter, page);
    page.endLine();
  }

  private static void writeTitle(Diagnostic diagnostic, Page page) throws IOException {
    String id = diagnostic.finding().rule().id();
    page.put(Style.of(diagnostic.severity()), diagnostic.severity().id() + "[" + id + "]");
  }

  private static void writeHelp(Finding finding, int gutter, Page page) throws IOException {
    boolean fixable = !finding.fixes().isEmpty();
    String help = finding.help();
    if (help.isEmpty() && fixable) {
      help = finding.fixes().get(0).description();
    }
    if (help.isEmpty()) {
      return;
    }
    writeRemark("help", help, gutter, page);
    if (fixable) {
      page.spaces(4).put(Style.STRONG, hasSafeFix(finding) ? "[--fix]" : "[--unsafe-fixes]");
    }
    page.endLine();
  }

  private static boolean hasSafeFix(Finding finding) {
    for (Fix fix : finding.fixes()) {
      if (fix.applicability() == Fix.Applicability.SAFE) {
        return true;
      }
    }
    return false;
  }

  private static void writeRemark(String kind, String text, int gutter, Page page)
      throws IOException {
    page.spaces(gutter + 1).put(Style.FRAME, "=").put(" ").put(Style.STRONG, kind).put(": ");
    page.put(Printable.line(text));
  }

  private void write(InternalFault fault, Page page) throws IOException {
    page.put(Style.ERROR, "internal error").put(" in ").put(Printable.line(fault.during()));
    page.put(" on ").put(Printable.line(fault.path().value())).put(": ");
    page.put(Printable.line(fault.cause())).put(" (Dialtone ").put(options.version());
    page.put("; please report it)").endLine();
  }

  private static String place(Span span) {
    Position start = span.startPosition();
    String path = Printable.line(span.file().path().value());
    return path + ":" + start.line() + ":" + start.column();
  }
}
