package dev.dialtone.report.github;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.Finding;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.ProjectSummary;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.report.ReportOptions;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GithubReporterTest {
  private static final RuleInfo RULE =
      new RuleInfo("DT901", "localhost-in-container", Severity.ERROR, "a container dials itself");

  @Test
  void theRunnerReadsBackWhatWasMeant() throws IOException {
    SourceFile file = new SourceFile(new FilePath("a,b:c%2C=d/compose.yml"), "a: localhost:1\n");
    Finding finding =
        Finding.at(RULE, file.span(3, 14), "100% of `a:b,c`::error::x %0A %25")
            .runtimeError("line 1\nline 2")
            .help("dial `db:1`")
            .build();
    assertEquals(
        List.of(
            "error {col=4, endcolumn=15, endline=1, file=a,b:c%2C=d/compose.yml, line=1,"
                + " title=DT901 localhost-in-container}"
                + " 100% of `a:b,c`::error::x %0A %25\nat run time: line 1 line 2\nhelp: dial `db:1`"),
        annotations(List.of(error(finding))));
  }

  @Test
  void noTextFromAFileBecomesACommand() throws IOException {
    String text =
        """
        ::error::one
        ::dialtone-report-0::
        ::error::two
        ##[error]three
        ::DIALTONE-REPORT-1::
        x: localhost
        """;
    SourceFile file = new SourceFile(new FilePath("::error::four"), text);
    int at = text.indexOf("localhost");
    Finding finding =
        Finding.at(RULE, file.span(at, at + 9), "\n::error::five\r::error::six")
            .label("\u2028::error::seven")
            .note(file.span(0, 12), "\n::dialtone-report-2::\n::error::eight")
            .note(file.span(13, 34), "##[error]nine")
            .build();
    assertEquals(
        List.of(
            "error {col=4, endcolumn=13, endline=6, file=::error::four, line=6,"
                + " title=DT901 localhost-in-container}"
                + "  ::error::five ::error::six"),
        annotations(List.of(error(finding))));
  }

  @Test
  void annotationsOfSeveralLinesHaveNoColumns() throws IOException {
    SourceFile file = new SourceFile(new FilePath("compose.yml"), "ab\ncd\nef\n");
    assertEquals(
        List.of(
            "error {endline=2, file=compose.yml, line=1, title=DT901 localhost-in-container} two",
            "error {endline=2, file=compose.yml, line=1, title=DT901 localhost-in-container} end"),
        annotations(
            List.of(
                error(Finding.at(RULE, file.span(1, 5), "two").build()),
                error(Finding.at(RULE, file.span(1, 6), "end").build()))));
  }

  @Test
  void saysThatGithubShowsOnlyTenOfALevelAndPutsTheWorstFirst() throws IOException {
    SourceFile file = new SourceFile(new FilePath("compose.yml"), "a: b\n".repeat(20));
    List<Diagnostic> found = new ArrayList<>();
    for (int line = 1; line <= 12; line++) {
      Finding finding = Finding.at(RULE, file.lineSpan(line), "line " + line).build();
      Severity severity = line == 12 ? Severity.ERROR : Severity.WARNING;
      found.add(new Diagnostic(finding, severity, "0123456789abcdef"));
    }
    assertEquals(
        "error {col=1, endcolumn=5, endline=12, file=compose.yml, line=12,"
            + " title=DT901 localhost-in-container} line 12",
        annotations(found).get(0));
    List<String> lines = report(found, ReportOptions.plain("1.2.3")).lines().toList();
    assertEquals(
        List.of(
            "GitHub annotates 10 of the 11 warnings; all of them are in the group above",
            "1 error, 11 warnings in 1 file (1 project)"),
        lines.subList(lines.size() - 2, lines.size()));
  }

  @Test
  void quietWritesAnnotationsOnly() throws IOException {
    SourceFile file = new SourceFile(new FilePath("compose.yml"), "a: b\n");
    Finding finding = Finding.at(RULE, file.span(3, 4), "wrong").build();
    assertEquals(
        "::error file=compose.yml,line=1,endLine=1,col=4,endColumn=5,"
            + "title=DT901 localhost-in-container::wrong\n",
        report(List.of(error(finding)), ReportOptions.plain("1.2.3").quietly()));
  }

  private static Diagnostic error(Finding finding) {
    return new Diagnostic(finding, Severity.ERROR, "0123456789abcdef");
  }

  private static String report(List<Diagnostic> found, ReportOptions options) throws IOException {
    StringBuilder out = new StringBuilder();
    new GithubReporter(options)
        .report(
            new LintResult(
                found,
                List.of(),
                List.of(new ProjectSummary("p", List.of(new FilePath("compose.yml")))),
                List.of(),
                List.of(),
                List.of(RULE)),
            out);
    return out.toString();
  }

  private static List<String> annotations(List<Diagnostic> found) throws IOException {
    List<String> annotations = new ArrayList<>();
    String stopped = "";
    for (String line : report(found, ReportOptions.plain("1.2.3")).split("\n", -1)) {
      Command command = Command.parse(line, stopped);
      if (!stopped.isEmpty()) {
        stopped = command.name().equalsIgnoreCase(stopped) ? "" : stopped;
      } else if (command.name().equals("stop-commands")) {
        stopped = command.data();
      } else if (Set.of("error", "warning", "notice").contains(command.name())) {
        annotations.add(command.name() + " " + command.properties() + " " + command.data());
      }
    }
    assertEquals("", stopped, "commands are never resumed");
    return annotations;
  }

  /** A line as actions/runner, Runner.Common/ActionCommand.cs, takes it apart. */
  private record Command(String name, TreeMap<String, String> properties, String data) {
    private static final Command NONE = new Command("", new TreeMap<>(), "");

    static Command parse(String line, String token) {
      Command command = colons(line.stripLeading(), token);
      return command.equals(NONE) ? brackets(line, token) : command;
    }

    private static Command colons(String line, String token) {
      int end = line.startsWith("::") ? line.indexOf("::", 2) : -1;
      return end < 0 ? NONE : of(line.substring(2, end), line.substring(end + 2), ",", token);
    }

    private static Command brackets(String line, String token) {
      int start = line.indexOf("##[");
      int end = start < 0 ? -1 : line.indexOf(']', start);
      return end < 0
          ? NONE
          : of(line.substring(start + 3, end), line.substring(end + 1), ";", token);
    }

    private static Command of(String info, String data, String separator, String token) {
      int space = info.indexOf(' ');
      String name = space < 0 ? info : info.substring(0, space);
      Set<String> registered =
          Set.of("error", "warning", "notice", "group", "endgroup", "stop-commands", "debug");
      if (!registered.contains(name) && !name.equals(token)) {
        return NONE;
      }
      TreeMap<String, String> properties = new TreeMap<>();
      if (space > 0) {
        for (String pair : info.substring(space + 1).strip().split(separator, -1)) {
          String[] halves = pair.split("=", 2);
          properties.put(
              halves[0].toLowerCase(Locale.ROOT),
              unescape(halves[1].replace("%3A", ":").replace("%2C", ",")));
        }
      }
      return new Command(name, properties, unescape(data));
    }

    private static String unescape(String value) {
      return value.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    }
  }
}
