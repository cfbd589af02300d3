package dev.dialtone.cli;

import dev.dialtone.engine.LintRequest;
import dev.dialtone.engine.Linter;
import dev.dialtone.engine.RuleSelection;
import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.report.ReportOptions;
import dev.dialtone.report.formats.ReportFormat;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code dialtone lint}: finds what will be refused. */
final class LintCommand implements Command {
  private static final List<String> LEVELS = List.of("error", "warning", "note");
  private static final List<String> FAIL_ON = List.of("error", "warning", "note", "never");

  private static final String DETAILS =
      """

      Reads the projects in and below each PATH (a folder or a file; the current folder if none is
      given). A file that is no Compose file stands for the projects that read it.

      Exit status: 0 nothing at or above --fail-on, 1 findings at or above it, 2 the call cannot
      be carried out, 3 an internal error.""";

  private static final String EXAMPLES =
      """
      Examples:
        dialtone lint                                       all projects from here down
        dialtone lint -f compose.yaml -f compose.prod.yaml  one project, merged from both files
        dialtone lint --report sarif=lint.sarif shop/       also a file for code scanning""";

  private final List<Rule> rules;

  /** A command that knows these rules. */
  LintCommand(List<Rule> rules) {
    this.rules = rules;
  }

  /** Reads a value of {@code --severity}. */
  private record RuleLevel(RuleNames rules) implements ITypeConverter<Assignment> {
    @Override
    public Assignment convert(String written) {
      Assignment pair = new Assignment.Form("RULE=LEVEL").convert(written);
      return new Assignment(rules.convert(pair.key()), new Choice(LEVELS).convert(pair.value()));
    }
  }

  @Override
  public CommandSpec spec() {
    RuleNames names = new RuleNames(rules);
    List<String> formats = ReportFormat.ids();
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("lint");
    spec.usageMessage()
        .customSynopsis("dialtone lint [OPTION...] [PATH...]")
        .description("Reports every connection that will be refused.", DETAILS)
        .footer("", EXAMPLES);
    ProjectOptions.addTo(spec);
    PipedFile.addTo(spec);
    Fixing.addTo(spec);
    spec.addOption(
            Options.one("FILE", "the configuration, not the nearest .dialtone.yaml", "--config"))
        .addOption(Options.one("FILE", "do not report the findings it holds", "--baseline"))
        .addOption(Options.flag("write all findings into the baseline", "--write-baseline"));
    return spec.addOption(Options.choice(formats, "FORMAT", String.join(", ", formats), "--format"))
        .addOption(
            Options.one("FILE", "write the report there, not to standard output", "-o", "--output"))
        .addOption(
            Options.many(
                new Report.Form(), "FORMAT=FILE", "one more report, repeatable", "--report"))
        .addOption(
            Options.lists(
                names,
                "RULE,...",
                "only these rules: DT101, localhost-in-container, DT1",
                "--select"))
        .addOption(Options.lists(names, "RULE,...", "not these rules", "--ignore"))
        .addOption(
            Options.lists(
                new RuleLevel(names),
                "RULE=LEVEL",
                "error, warning or note for all findings of a rule",
                "--severity"))
        .addOption(
            Options.choice(
                FAIL_ON, "LEVEL", "error (default), warning, note or never", "--fail-on"))
        .addOption(
            Options.choice(
                LEVELS, "LEVEL", "the mildest findings that people are shown (warning)", "--show"))
        .addOption(Options.colour())
        .addOption(Options.flag("one line for each finding, no summary", "-q", "--quiet"))
        .addOption(Options.flag("count the findings by rule, on standard error", "--statistics"));
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws UsageException, IOException {
    Workspace workspace =
        PipedFile.among(new DiskWorkspace(surroundings.folder()), arguments, surroundings);
    List<Report> reports = reports(arguments);
    ReportOptions look = reportOptions(arguments, surroundings);
    Fixing fixing = Fixing.read(arguments);
    ProjectOptions options = ProjectOptions.read(arguments, workspace, surroundings);
    if (options.nothingThere()) {
      return ExitStatus.USAGE;
    }
    Configuration configuration = configuration(arguments, workspace);
    String byDefault = configuration.failOn().isEmpty() ? "error" : configuration.failOn();
    String failOn = arguments.matchedOptionValue("--fail-on", byDefault);
    LintRequest request =
        configuration.with(options.request().with(selection(arguments)), workspace);
    Function<Workspace, LintResult> lint =
        files -> new Linter(rules).lint(options.fenced(files), request);
    Fixing.Done done =
        fixing.wanted()
            ? fixing.run(lint, workspace, surroundings)
            : new Fixing.Done(lint.apply(workspace), true);
    LintResult result = baselined(arguments, configuration, done.result(), workspace, surroundings);
    boolean excluded = options.sayExcluded(request.excluded(), workspace, surroundings);
    if (result.projects().isEmpty() && !excluded) {
      options.sayNothingFound(workspace, surroundings);
    }
    for (Report report : reports) {
      // With --diff the changes stand on standard output: they are meant for `git apply`.
      if (!fixing.diff() || !report.goesToStandardOutput()) {
        report.write(result, look, surroundings);
      }
    }
    if (!reports.get(0).isForTheTerminal()) {
      // Otherwise the report has said it to the same person.
      result.internalFaults().forEach(surroundings::say);
    }
    if (arguments.hasMatchedOption("--statistics")) {
      surroundings.err().print(statistics(result));
    }
    if (!result.internalFaults().isEmpty()) {
      return ExitStatus.INTERNAL;
    }
    if (options.anyMissing() || !done.complete()) {
      return ExitStatus.USAGE;
    }
    return fails(result, failOn) ? ExitStatus.FINDINGS : ExitStatus.CLEAN;
  }

  private static Configuration configuration(ParseResult arguments, Workspace workspace)
      throws UsageException {
    if (!arguments.hasMatchedOption("--config")) {
      return Configuration.nearest(workspace);
    }
    String told = arguments.matchedOptionValue("--config", "");
    return Configuration.read(new NamedPaths(workspace).files(List.of(told)).get(0), workspace);
  }

  /** The result without what the baseline holds, which is written first if that is asked for. */
  private static LintResult baselined(
      ParseResult arguments,
      Configuration configuration,
      LintResult result,
      Workspace workspace,
      Surroundings surroundings)
      throws UsageException, IOException {
    boolean write = arguments.hasMatchedOption("--write-baseline");
    String told = arguments.matchedOptionValue("--baseline", "");
    if (told.isEmpty() && !configuration.baseline().isEmpty()) {
      told = configuration.folder().resolve(configuration.baseline()).value();
    }
    if (told.isEmpty() && !write) {
      return result;
    }
    FilePath file = new NamedPaths(workspace).of(told.isEmpty() ? Baseline.NAME : told);
    if (write) {
      Report.save(file.value(), Baseline.of(result), surroundings);
      int count = result.diagnostics().size();
      surroundings.say("wrote " + file + ": " + count + (count == 1 ? " finding" : " findings"));
    }
    if (workspace.kind(file) != Workspace.Kind.FILE) {
      throw new UsageException("no such file: " + file + " (--write-baseline makes it)");
    }
    Baseline baseline = Baseline.read(file, workspace);
    LintResult applied = baseline.applied(result);
    int stale = baseline.stale(applied);
    if (stale > 0) {
      surroundings.say(
          file
              + ": "
              + stale
              + (stale == 1 ? " entry matches" : " entries match")
              + " nothing any more (--write-baseline renews it)");
    }
    return applied;
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

  private static RuleSelection selection(ParseResult arguments) {
    Map<String, Severity> severities = new LinkedHashMap<>();
    for (Assignment choice : Options.<Assignment>values(arguments, "--severity")) {
      severities.put(choice.key(), severity(choice.value()));
    }
    return new RuleSelection(
        Options.values(arguments, "--select"), Options.values(arguments, "--ignore"), severities);
  }

  private static List<Report> reports(ParseResult arguments) throws UsageException {
    List<Report> reports = new ArrayList<>();
    reports.add(
        Report.of(
            arguments.matchedOptionValue("--format", "text"),
            arguments.matchedOptionValue("--output", Report.STANDARD_OUTPUT)));
    reports.addAll(Options.<Report>values(arguments, "--report"));
    boolean taken = false;
    for (Report report : reports) {
      if (taken && report.goesToStandardOutput()) {
        throw new UsageException("--report: another report goes to standard output already");
      }
      taken |= report.goesToStandardOutput();
    }
    return reports;
  }

  private static ReportOptions reportOptions(ParseResult arguments, Surroundings surroundings) {
    return new ReportOptions(
        Main.version(),
        severity(arguments.matchedOptionValue("--show", "warning")),
        surroundings.colour(Options.colour(arguments)),
        arguments.hasMatchedOption("--quiet"));
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
