package dev.dialtone.cli;

import dev.dialtone.engine.LintRequest;
import dev.dialtone.engine.RuleSelection;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the command line says of the projects to look at.
 *
 * @param request the request for all rules
 * @param anyMissing whether one of them is not there, which has been said
 */
record ProjectOptions(LintRequest request, boolean anyMissing) {
  static final List<Option> OPTIONS =
      List.of(
          new Option("--file", "-f", "FILE", "a Compose file; repeatable, merged in this order"),
          Option.of("--profile", "NAME", "a profile that is on; repeatable"),
          Option.of("--env-file", "FILE", "read in the place of .env; repeatable"),
          Option.of("--env", "KEY=VALUE", "a variable for interpolation; repeatable"),
          Option.of("--project-directory", "DIR", "where the project's relative paths start"));

  static ProjectOptions read(Arguments arguments, Workspace workspace, Surroundings surroundings)
      throws UsageException {
    NamedPaths paths = new NamedPaths(workspace);
    List<FilePath> composeFiles = paths.files(arguments.all("--file"));
    List<String> operands = arguments.operands();
    if (operands.isEmpty() && composeFiles.isEmpty()) {
      operands = List.of(".");
    }
    List<FilePath> there = new ArrayList<>();
    for (String operand : operands) {
      FilePath path = paths.of(operand);
      if (workspace.kind(path) == Workspace.Kind.MISSING) {
        surroundings.say("no such file or folder: " + operand);
      } else {
        there.add(path);
      }
    }
    LintRequest request =
        new LintRequest(
            there,
            composeFiles,
            paths.folders(arguments.all("--project-directory")),
            arguments.lists("--profile"),
            paths.files(arguments.all("--env-file")),
            variables(arguments),
            RuleSelection.ALL);
    return new ProjectOptions(request, there.size() < operands.size());
  }

  private static Map<String, String> variables(Arguments arguments) throws UsageException {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String assignment : arguments.all("--env")) {
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw new UsageException("--env: `" + assignment + "` is not KEY=VALUE");
      }
      variables.put(assignment.substring(0, equals), assignment.substring(equals + 1));
    }
    return variables;
  }

  /** Whether nothing that was named is there. */
  boolean nothingThere() {
    return request.paths().isEmpty() && request.composeFiles().isEmpty();
  }

  /** Says that there is no project, which must not pass for a project without faults. */
  void sayNothingFound(Workspace workspace, Surroundings surroundings) {
    List<String> folders = new ArrayList<>();
    List<String> files = new ArrayList<>();
    for (FilePath path : request.paths()) {
      (workspace.isFile(path) ? files : folders).add(path.value());
    }
    if (!folders.isEmpty()) {
      surroundings.say("nothing to lint: no Compose file in " + listed(folders));
    }
    if (!files.isEmpty()) {
      surroundings.say("nothing to lint: no Compose project reads " + listed(files));
    }
  }

  private static String listed(List<String> paths) {
    int shown = Math.min(paths.size(), 3);
    String more = paths.size() > shown ? " and " + (paths.size() - shown) + " more" : "";
    return String.join(", ", paths.subList(0, shown)) + more;
  }
}
