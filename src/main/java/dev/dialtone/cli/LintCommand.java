package dev.dialtone.cli;

import dev.dialtone.engine.Linter;
import dev.dialtone.engine.RuleSelection;
import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.report.ReportOptions;
import dev.dialtone.report.formats.ReportFormat;
import dev.dialtone.rules.Rules;
import dev.dialtone.source.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code dialtone lint}: finds what will be refused. */
final class LintCommand implements Command {
  private static final List<String> LEVELS = List.of("error", "warning", "note");
  private static final List<String> FAIL_ON = List.of("error", "warning", "note", "never");

  private static final List<Option> OPTIONS =
      List.of(
          Option.of(
              "--format",
              "FORMAT",
              "one of " + String.join(", ", ReportFormat.ids()) + "; text by default"),
          new Option("--output", "-o", "FILE", "write the report there, not to standard output"),
          Option.of("--report", "FORMAT=FILE", "one more report, repeatable"),
          Option.of("--select", "RULE,...", "only these rules: DT101, localhost-in-container, DT1"),
          Option.of("--ignore", "RULE,...", "not these rules"),
          Option.of(
              "--severity", "RULE=LEVEL", "error, warning or note for all findings of a rule"),
          Option.of("--fail-on", "LEVEL", "error (default), warning, note or never"),
          Option.of("--show", "LEVEL", "text and github show findings from warning (default) up"),
          Option.of("--color", "WHEN", "auto (default), always or never"),
          new Option("--quiet", "-q", "", "one line for each finding, no summary"),
          Option.of("--statistics", "", "count the findings by rule, on standard error"));

  @Override
  public String usage() {
    return "lint [OPTION...] [PATH...]";
  }

  @Override
  public String description() {
    return """
        Reads the projects in and below each PATH (a folder or a file; the current folder if none is
        given) and reports every connection that will be refused. A file that is no Compose file
        stands for the projects that read it.

        Exit status: 0 nothing at or above --fail-on, 1 findings at or above it, 2 the call cannot
        be carried out, 3 an internal error.
        """;
  }

  @Override
  public List<Option> options() {
    List<Option> options = new ArrayList<>(ProjectOptions.OPTIONS);
    options.addAll(OPTIONS);
    return options;
  }

  @Override
  public int run(Arguments arguments, Surroundings surroundings)
      throws UsageException, IOException {
    List<Rule> rules = Rules.all();
    Workspace workspace = new DiskWorkspace(surroundings.folder());
    List<Report> reports = reports(arguments);
    ReportOptions look = reportOptions(arguments, surroundings);
    String failOn = arguments.choice("--fail-on", "error", FAIL_ON);
    RuleSelection selection = selection(arguments, rules);
    ProjectOptions options = ProjectOptions.read(arguments, workspace, surroundings);
    if (options.nothingThere()) {
      return ExitStatus.USAGE;
    }
    LintResult result = new Linter(rules).lint(workspace, options.request().with(selection));
    if (result.projects().isEmpty()) {
      options.sayNothingFound(workspace, surroundings);
    }
    for (Report report : reports) {
      report.write(result, look, surroundings);
    }
    if (!reports.get(0).isForTheTerminal()) {
      // Otherwise the report has said it to the same person.
      result.internalFaults().forEach(surroundings::say);
    }
    if (arguments.has("--statistics")) {
      surroundings.err().print(statistics(result));
    }
    if (!result.internalFaults().isEmpty()) {
      return ExitStatus.INTERNAL;
    }
    if (options.anyMissing()) {
      return ExitStatus.USAGE;
    }
    return fails(result, failOn) ? ExitStatus.FINDINGS : ExitStatus.CLEAN;
  }

  private static boolean fails(LintResult result, String failOn) {
    for (Diagnostic diagnostic : result.diagnostics()) {
      if (!failOn.equals("never") && diagnostic.severity().compareTo(severity(failOn)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static Severity severity(String id) {
    return Severity.valueOf(id.toUpperCase(Locale.ROOT));
  }

  private static RuleSelection selection(Arguments arguments, List<Rule> rules)
      throws UsageException {
    RuleNames names = new RuleNames(rules);
    Map<String, Severity> severities = new LinkedHashMap<>();
    for (String choice : arguments.lists("--severity")) {
      int equals = choice.indexOf('=');
      String level = choice.substring(equals + 1);
      if (equals < 1 || !LEVELS.contains(level)) {
        throw new UsageException(
            "--severity: `"
                + choice
                + "` is not RULE=LEVEL with LEVEL one of "
                + String.join(", ", LEVELS));
      }
      severities.put(names.checked("--severity", choice.substring(0, equals)), severity(level));
    }
    return new RuleSelection(
        names.checked("--select", arguments.lists("--select")),
        names.checked("--ignore", arguments.lists("--ignore")),
        severities);
  }

  private static List<Report> reports(Arguments arguments) throws UsageException {
    List<Report> reports = new ArrayList<>();
    String output = arguments.last("--output", Report.STANDARD_OUTPUT);
    reports.add(Report.of("--format", arguments.last("--format", "text"), output));
    for (String pair : arguments.all("--report")) {
      int equals = pair.indexOf('=');
      if (equals < 1 || equals == pair.length() - 1) {
        throw new UsageException("--report: `" + pair + "` is not FORMAT=FILE");
      }
      String file = pair.substring(equals + 1);
      for (Report other : reports) {
        if (file.equals(Report.STANDARD_OUTPUT) && other.file().equals(file)) {
          throw new UsageException("--report: another report goes to standard output already");
        }
      }
      reports.add(Report.of("--report", pair.substring(0, equals), file));
    }
    return reports;
  }

  private static ReportOptions reportOptions(Arguments arguments, Surroundings surroundings)
      throws UsageException {
    return new ReportOptions(
        Main.version(),
        severity(arguments.choice("--show", "warning", LEVELS)),
        surroundings.colour(arguments.choice("--color", "auto", Surroundings.COLOUR_CHOICES)),
        arguments.has("--quiet"));
  }

  private static String statistics(LintResult result) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Diagnostic diagnostic : result.diagnostics()) {
      RuleInfo rule = diagnostic.finding().rule();
      counts.merge(rule.id() + " " + rule.name(), 1, Integer::sum);
    }
    StringBuilder table = new StringBuilder();
    counts.forEach(
        (rule, count) -> table.append(String.format(Locale.ROOT, "%6d  %s%n", count, rule)));
    return table.toString();
  }
}
