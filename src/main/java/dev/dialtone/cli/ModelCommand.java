package dev.dialtone.cli;

import dev.dialtone.format.compose.ComposeJson;
import dev.dialtone.model.Outcome;
import dev.dialtone.report.Printable;
import dev.dialtone.report.json.JsonWriter;
import dev.dialtone.report.secret.Secrets;
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
            Options.choice(
                List.of("text", "json", "compose-json"),
                "FORMAT",
                "text (default), json, or compose-json: what `docker compose config` prints",
                "--format"))
        .addOption(
            Options.one(
                "KEY", "only this value and how it came about: services.api.image", "--explain"));
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws UsageException, IOException {
    String format = arguments.matchedOptionValue("--format", "text");
    Workspace workspace = new DiskWorkspace(surroundings.folder());
    ProjectOptions options = ProjectOptions.read(arguments, workspace, surroundings);
    List<Outcome> outcomes = options.outcomes(workspace);
    if (outcomes.isEmpty()) {
      options.sayNothingFound(workspace, surroundings);
    }
    String explained = arguments.matchedOptionValue("--explain", "");
    boolean found = explained.isEmpty();
    if (!found) {
      for (Outcome outcome : outcomes) {
        found |= explain(ModelOutline.of(outcome), explained, surroundings.out());
      }
      if (!found) {
        surroundings.say("no project has `" + explained + "`");
      }
    } else if (format.equals("compose-json")) {
      for (Outcome outcome : outcomes) {
        surroundings
            .out()
            .append(
                Printable.json(ComposeJson.print(outcome.project().composition(), Secrets::hideIn)))
            .append('\n');
      }
    } else if (format.equals("json")) {
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
    return options.anyMissing() || !found ? ExitStatus.USAGE : ExitStatus.CLEAN;
  }

  /** Prints a value with one line for each step that it took; whether there is such a value. */
  private static boolean explain(Outline outline, String key, StringBuilder out) {
    List<Outline> at = Outline.at(outline, key);
    for (Outline found : at) {
      if (found instanceof Outline.Leaf leaf) {
        out.append(Printable.line(key + ": " + leaf.value())).append('\n');
        for (String step : leaf.evidence()) {
          out.append("  ").append(Printable.line(step)).append('\n');
        }
      } else {
        out.append(Printable.line(key)).append(":\n");
        Outline.print(found, "  ", out);
      }
    }
    return !at.isEmpty();
  }
}
