package dev.dialtone.report.gitlab;

import dev.dialtone.lint.Coverage;
import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.Finding;
import dev.dialtone.lint.InternalFault;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.Severity;
import dev.dialtone.report.Printable;
import dev.dialtone.report.Reporter;
import dev.dialtone.report.json.JsonWriter;
import dev.dialtone.report.secret.Secrets;
import dev.dialtone.source.FilePath;
import java.io.IOException;

/**
 * Writes every finding as an issue of GitLab's Code Quality. The format knows nothing but issues,
 * so that what was not looked at, and faults of our own, are issues as well.
 */
public final class GitlabReporter implements Reporter {
  @Override
  public void report(LintResult result, Appendable out) throws IOException {
    LintResult safe = Secrets.hide(result);
    JsonWriter json = new JsonWriter(out).open('[');
    for (Diagnostic diagnostic : safe.diagnostics()) {
      write(diagnostic, json);
    }
    for (Coverage unseen : safe.coverage()) {
      json.open('{').name("description").string("not looked at: " + Printable.line(unseen.why()));
      writeIdentity("not-looked-at", unseen.path() + ": " + unseen.why(), json);
      json.name("severity").string("info");
      writePlace(unseen.path(), 1, 1, json);
    }
    for (InternalFault fault : safe.internalFaults()) {
      String what = "internal error in " + fault.during() + ": " + fault.cause();
      json.open('{').name("description").string(Printable.line(what) + "; please report it");
      writeIdentity("internal-error", fault.path() + ": " + what, json);
      json.name("severity").string("blocker");
      writePlace(fault.path(), 1, 1, json);
    }
    json.close(']');
    out.append('\n');
  }

  private static void write(Diagnostic diagnostic, JsonWriter json) throws IOException {
    Finding finding = diagnostic.finding();
    String help = finding.help().isEmpty() ? "" : " (" + Printable.line(finding.help()) + ")";
    json.open('{').name("description").string(Printable.line(finding.message()) + help);
    json.name("check_name").string(finding.rule().id() + " " + finding.rule().name());
    json.name("fingerprint").string(diagnostic.fingerprint());
    json.name("severity").string(severity(diagnostic.severity()));
    int first = finding.span().startPosition().line();
    int last = finding.span().endPosition().line();
    writePlace(finding.span().file().path(), first, last, json);
  }

  private static void writeIdentity(String check, String what, JsonWriter json) throws IOException {
    json.name("check_name").string(check).name("fingerprint").string(check + ": " + what);
  }

  private static void writePlace(FilePath path, int first, int last, JsonWriter json)
      throws IOException {
    json.name("location").open('{').name("path").string(path.value());
    json.name("lines").open('{').name("begin").number(first).name("end").number(last);
    json.close('}').close('}').close('}');
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case ERROR -> "critical";
      case WARNING -> "minor";
      case NOTE -> "info";
    };
  }
}
