package dev.dialtone.report.json;

import dev.dialtone.lint.Coverage;
import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.Edit;
import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.InternalFault;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.Note;
import dev.dialtone.lint.ProjectSummary;
import dev.dialtone.lint.Severity;
import dev.dialtone.report.ReportOptions;
import dev.dialtone.report.Reporter;
import dev.dialtone.report.secret.Secrets;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Position;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Writes every finding as JSON. Lines and columns count from 1, columns in Unicode code points,
 * ends are exclusive; members without a value are left out.
 */
public final class JsonReporter implements Reporter {
  private static final int SCHEMA_VERSION = 1;

  private final ReportOptions options;

  public JsonReporter(ReportOptions options) {
    this.options = options;
  }

  @Override
  public void report(LintResult result, Appendable out) throws IOException {
    LintResult safe = Secrets.hide(result);
    JsonWriter json = new JsonWriter(out);
    json.open('{');
    json.name("schemaVersion").number(SCHEMA_VERSION);
    json.name("tool").open('{');
    json.name("name").string("dialtone");
    json.name("version").string(options.version());
    json.close('}');
    writeProjects(safe.projects(), json);
    json.name("findings").open('[');
    for (Diagnostic diagnostic : safe.diagnostics()) {
      write(diagnostic, json);
    }
    json.close(']');
    writeUnseen(safe.coverage(), json);
    writeFaults(safe.internalFaults(), json);
    writeSummary(safe, json);
    json.close('}');
    out.append('\n');
  }

  private static void writeProjects(List<ProjectSummary> projects, JsonWriter json)
      throws IOException {
    json.name("projects").open('[');
    for (ProjectSummary project : projects) {
      write(project, json);
    }
    json.close(']');
  }

  /** Writes what a project is called and consists of. */
  static void write(ProjectSummary project, JsonWriter json) throws IOException {
    json.open('{');
    json.name("name").string(project.name());
    json.name("files").open('[');
    for (FilePath file : project.files()) {
      json.string(file.value());
    }
    json.close(']').close('}');
  }

  private static void write(Diagnostic diagnostic, JsonWriter json) throws IOException {
    Finding finding = diagnostic.finding();
    json.open('{');
    json.name("rule").string(finding.rule().id());
    json.name("name").string(finding.rule().name());
    json.name("severity").string(diagnostic.severity().id());
    json.name("message").string(finding.message());
    Places.write(finding.span(), json);
    writeIfAny("service", finding.service(), json);
    writeIfAny("runtimeError", finding.runtimeError(), json);
    writeRelated(finding.notes(), json);
    writeIfAny("help", finding.help(), json);
    if (!finding.fixes().isEmpty()) {
      write(finding.fixes().get(0), json);
    }
    json.name("fingerprint").string(diagnostic.fingerprint());
    json.name("helpUri").string(finding.rule().helpUri());
    json.close('}');
  }

  private static void writeIfAny(String name, String value, JsonWriter json) throws IOException {
    if (!value.isEmpty()) {
      json.name(name).string(value);
    }
  }

  private static void writeRelated(List<Note> notes, JsonWriter json) throws IOException {
    if (notes.isEmpty()) {
      return;
    }
    json.name("related").open('[');
    for (Note note : notes) {
      json.open('{');
      Places.write(note.span(), json);
      json.name("message").string(note.message());
      json.close('}');
    }
    json.close(']');
  }

  private static void write(Fix fix, JsonWriter json) throws IOException {
    json.name("fix").open('{');
    json.name("description").string(fix.description());
    json.name("applicability").string(fix.applicability().name().toLowerCase(Locale.ROOT));
    if (!fix.edits().isEmpty()) {
      json.name("edits").open('[');
      for (Edit edit : fix.edits()) {
        write(edit, json);
      }
      json.close(']');
    }
    json.close('}');
  }

  private static void write(Edit edit, JsonWriter json) throws IOException {
    Position start = edit.span().startPosition();
    Position end = edit.span().endPosition();
    json.open('{');
    json.name("file").string(edit.span().file().path().value());
    json.name("startLine").number(start.line());
    json.name("startColumn").number(start.column());
    json.name("endLine").number(end.line());
    json.name("endColumn").number(end.column());
    json.name("text").string(edit.text());
    json.close('}');
  }

  private static void writeUnseen(List<Coverage> coverage, JsonWriter json) throws IOException {
    if (coverage.isEmpty()) {
      return;
    }
    json.name("notLookedAt").open('[');
    for (Coverage unseen : coverage) {
      json.open('{');
      json.name("path").string(unseen.path().value());
      json.name("why").string(unseen.why());
      json.close('}');
    }
    json.close(']');
  }

  private static void writeFaults(List<InternalFault> faults, JsonWriter json) throws IOException {
    if (faults.isEmpty()) {
      return;
    }
    json.name("internalErrors").open('[');
    for (InternalFault fault : faults) {
      json.open('{');
      json.name("during").string(fault.during());
      json.name("path").string(fault.path().value());
      json.name("cause").string(fault.cause());
      json.close('}');
    }
    json.close(']');
  }

  private static void writeSummary(LintResult result, JsonWriter json) throws IOException {
    json.name("summary").open('{');
    Severity[] severities = Severity.values();
    for (int i = severities.length - 1; i >= 0; i--) {
      json.name(severities[i].id()).number(result.count(severities[i]));
    }
    json.name("files").number(result.fileCount());
    json.name("projects").number(result.projects().size());
    json.name("suppressed").number(result.suppressed().size());
    json.close('}');
  }
}
