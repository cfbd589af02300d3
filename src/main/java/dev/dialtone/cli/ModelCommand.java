package dev.dialtone.cli;

import dev.dialtone.engine.Linter;
import dev.dialtone.model.Outcome;
import dev.dialtone.report.json.JsonWriter;
import dev.dialtone.source.Workspace;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code dialtone model}: prints what is known of each project. */
final class ModelCommand implements Command {
  private static final String DETAILS =
      """

      Services, networks, who listens, who dials whom and what comes of it. The form may change;
      tools should read `dialtone lint --format json`.""";

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("model");
    spec.usageMessage()
        .customSynopsis("dialtone model [OPTION...] [PATH...]")
        .description(
            "Prints what is known of each project, with the places it was read from.", DETAILS);
    ProjectOptions.addTo(spec);
    return spec.addOption(
        Options.choice(List.of("text", "json"), "FORMAT", "text (default) or json", "--format"));
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws UsageException, IOException {
    String format = arguments.matchedOptionValue("--format", "text");
    Workspace workspace = new DiskWorkspace(surroundings.folder());
    ProjectOptions options = ProjectOptions.read(arguments, workspace, surroundings);
    List<Outcome> outcomes = new Linter(List.of()).outcomes(workspace, options.request());
    if (outcomes.isEmpty()) {
      options.sayNothingFound(workspace, surroundings);
    }
    if (format.equals("json")) {
      JsonWriter json = new JsonWriter(surroundings.out()).open('[');
      for (Outcome outcome : outcomes) {
        Outline.write(ModelOutline.of(outcome), json);
      }
      json.close(']');
      surroundings.out().append('\n');
    } else {
      for (Outcome outcome : outcomes) {
        Outline.print(ModelOutline.of(outcome), "", surroundings.out());
        surroundings.out().append('\n');
      }
    }
    return options.anyMissing() ? ExitStatus.USAGE : ExitStatus.CLEAN;
  }
}
