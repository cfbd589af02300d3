package dev.dialtone.cli;

import dev.dialtone.model.Outcome;
import dev.dialtone.model.ServiceName;
import dev.dialtone.report.Printable;
import dev.dialtone.report.Trace;
import dev.dialtone.report.json.TraceJson;
import dev.dialtone.report.text.TraceText;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code dialtone trace}: prints the way of a connection, step by step. */
final class TraceCommand implements Command {
  private static final String DETAILS =
      """

      SERVICE is a service as Compose names it, TARGET a host, host:port or URL; without TARGET
      every address that SERVICE dials is followed. A TARGET that no file tells SERVICE to dial is
      followed as if it did. Projects are looked for in and below each PATH, which has a slash or
      stands behind a TARGET, or the current folder.

      Exit status: 0 all connections are reached, lead out of the project or cannot be told, 1 one
      of them fails, 2 the call cannot be carried out, 3 an internal error.""";

  private static final String EXAMPLES =
      """

      Examples:
        dialtone trace api                    where does `api` connect to?
        dialtone trace api db:5432            why can it not reach its database?
        dialtone trace api redis://cache      would it reach the cache?
        dialtone trace api shop/              in the project in shop/""";

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("trace");
    spec.usageMessage()
        .customSynopsis("dialtone trace [OPTION...] SERVICE [TARGET] [PATH...]")
        .description("Prints the way of a connection, step by step, with the places.", DETAILS)
        .footer(EXAMPLES);
    ProjectOptions.addTo(spec);
    return spec.addOption(
            Options.choice(List.of("text", "json"), "FORMAT", "text (default) or json", "--format"))
        .addOption(Options.colour());
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws UsageException, IOException {
    List<String> operands = Options.operands(arguments);
    if (operands.isEmpty()) {
      throw new UsageException("trace takes a service, such as `dialtone trace api`");
    }
    ServiceName service = new ServiceName(operands.get(0));
    boolean targeted = operands.size() > 1 && !isPath(operands.get(1));
    List<Target> targets = targeted ? List.of(Target.of(operands.get(1))) : List.of();
    Workspace workspace = new DiskWorkspace(surroundings.folder());
    ProjectOptions options =
        ProjectOptions.read(
            arguments,
            operands.subList(targeted ? 2 : 1, operands.size()),
            workspace,
            surroundings);
    List<Outcome> outcomes = options.outcomes(workspace);
    if (outcomes.isEmpty()) {
      options.sayNothingFound(workspace, surroundings);
      return ExitStatus.USAGE;
    }
    List<Outcome> having = having(service, outcomes);
    List<Trace> traces = new ArrayList<>();
    for (Outcome outcome : having) {
      traces.addAll(new Tracer(outcome).traces(service, targets));
    }
    if (arguments.matchedOptionValue("--format", "text").equals("json")) {
      TraceJson.write(traces, Main.version(), surroundings.out());
    } else {
      print(service, traces, having.size() > 1, arguments, surroundings);
    }
    boolean fails = traces.stream().anyMatch(trace -> trace.result().fails());
    return options.anyMissing() ? ExitStatus.USAGE : fails ? ExitStatus.FINDINGS : ExitStatus.CLEAN;
  }

  /** Whether an operand can only be a path: the target may be left out before it. */
  private static boolean isPath(String operand) {
    return operand.equals(".")
        || operand.equals("..")
        || (operand.indexOf('/') >= 0 && !operand.contains("://"));
  }

  /** The projects that have the service. */
  private static List<Outcome> having(ServiceName service, List<Outcome> outcomes)
      throws UsageException {
    List<Outcome> having = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome.project().containers().containsKey(service)) {
        having.add(outcome);
      }
      outcome.project().containers().keySet().forEach(name -> known.add(name.value()));
    }
    if (having.isEmpty()) {
      throw new UsageException(
          "no service is called " + service + Suggestion.of(service.value(), known));
    }
    return having;
  }

  private static void print(
      ServiceName service,
      List<Trace> traces,
      boolean several,
      ParseResult arguments,
      Surroundings surroundings)
      throws IOException {
    StringBuilder out = surroundings.out();
    TraceText text = new TraceText(out, surroundings.colour(Options.colour(arguments)));
    List<FilePath> files = List.of();
    for (Trace trace : traces) {
      out.append(out.isEmpty() ? "" : "\n");
      if (several && !trace.project().files().equals(files)) {
        files = trace.project().files();
        List<String> names = files.stream().map(FilePath::value).toList();
        out.append("In ").append(Printable.line(String.join(", ", names))).append(":\n\n");
      }
      text.write(trace);
    }
    if (traces.isEmpty()) {
      out.append('`')
          .append(Printable.line(service.value()))
          .append("` is not seen to dial anybody\n");
    } else if (traces.size() > 1) {
      out.append('\n').append(count(traces)).append('\n');
    }
  }

  /** How many connections come to which end. */
  private static String count(List<Trace> traces) {
    List<String> ends = new ArrayList<>();
    for (Trace.Result result : Trace.Result.values()) {
      long many = traces.stream().filter(trace -> trace.result() == result).count();
      if (many > 0) {
        ends.add(many + " " + TraceText.words(result));
      }
    }
    return traces.size() + " connections: " + String.join(", ", ends);
  }
}
