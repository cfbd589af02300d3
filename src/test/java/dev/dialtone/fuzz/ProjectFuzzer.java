package dev.dialtone.fuzz;

import dev.dialtone.engine.LintRequest;
import dev.dialtone.engine.Linter;
import dev.dialtone.fix.Fixer;
import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.Severity;
import dev.dialtone.report.ReportOptions;
import dev.dialtone.report.formats.ReportFormat;
import dev.dialtone.rules.Rules;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import dev.dialtone.source.Span;
import dev.dialtone.source.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The whole program for a coverage-guided fuzzer, which calls {@code fuzzerTestOneInput} by its
 * name (Jazzer, {@code --target_class}): a project is read, judged, reported in every format and
 * fixed.
 */
public final class ProjectFuzzer {
  /** Begins a line that names the file which the next lines hold. */
  private static final String FILE = "##### ";

  private ProjectFuzzer() {}

  /** Judges the project that the fuzzer made up. */
  public static void fuzzerTestOneInput(byte[] data) {
    check(files(new String(data, StandardCharsets.UTF_8)));
  }

  /** The files of a project as one text, which is how the fuzzer sees them. */
  public static String joined(Map<String, String> files) {
    StringBuilder all = new StringBuilder();
    files.forEach((path, text) -> all.append(FILE).append(path).append('\n').append(text));
    return all.toString();
  }

  private static Map<String, String> files(String joined) {
    Map<String, String> files = new TreeMap<>();
    String path = "compose.yaml";
    StringBuilder text = new StringBuilder();
    for (String line : joined.split("(?<=\n)", -1)) {
      if (line.startsWith(FILE)) {
        files.put(path, text.toString());
        path = line.substring(FILE.length()).strip();
        text.setLength(0);
      } else {
        text.append(line);
      }
    }
    files.put(path, text.toString());
    return files;
  }

  /** Throws if the program does not come through with these files, or says what cannot be. */
  public static void check(Map<String, String> files) {
    MemoryWorkspace workspace = new MemoryWorkspace(files);
    LintResult result = lint(workspace);
    for (ReportFormat format : ReportFormat.values()) {
      ReportOptions options = ReportOptions.plain("0").showing(Severity.NOTE).coloured();
      try {
        format.reporter(options).report(result, new StringBuilder());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    new Fixer(ProjectFuzzer::lint, true).fix(workspace);
  }

  private static LintResult lint(Workspace workspace) {
    LintResult result = new Linter(Rules.all()).lint(workspace, LintRequest.of(FilePath.ROOT));
    if (!result.internalFaults().isEmpty()) {
      throw new IllegalStateException(result.internalFaults().toString());
    }
    for (Diagnostic diagnostic : result.diagnostics()) {
      Span span = diagnostic.finding().span();
      if (span.start() < 0
          || span.start() > span.end()
          || span.end() > span.file().text().length()) {
        throw new IllegalStateException("a finding outside of its file: " + diagnostic.finding());
      }
    }
    return result;
  }
}
