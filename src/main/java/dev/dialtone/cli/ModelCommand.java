package dev.dialtone.cli;

import dev.dialtone.engine.Linter;
import dev.dialtone.model.Outcome;
import dev.dialtone.report.json.JsonWriter;
import dev.dialtone.source.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code dialtone model}: prints what is known of each project. */
final class ModelCommand implements Command {
  @Override
  public String usage() {
    return "model [OPTION...] [PATH...]";
  }

  @Override
  public String description() {
    return """
        Prints what is known of each project: services, networks, who listens, who dials whom and
        what comes of it, each with the place it was read from. The form may change; tools should
        read `dialtone lint --format json`.
        """;
  }

  @Override
  public List<Option> options() {
    List<Option> options = new ArrayList<>(ProjectOptions.OPTIONS);
    options.add(Option.of("--format", "FORMAT", "text (default) or json"));
    return options;
  }

  @Override
  public int run(Arguments arguments, Surroundings surroundings)
      throws UsageException, IOException {
    String format = arguments.choice("--format", "text", List.of("text", "json"));
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
