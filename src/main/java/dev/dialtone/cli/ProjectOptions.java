package dev.dialtone.cli;

import dev.dialtone.engine.LintRequest;
import dev.dialtone.engine.Linter;
import dev.dialtone.engine.PathPatterns;
import dev.dialtone.engine.Repository;
import dev.dialtone.engine.RuleSelection;
import dev.dialtone.model.Outcome;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * What the command line says of the projects to look at.
 *
 * @param request the request for all rules
 * @param roots the folders whose files may be read, and the files that were named
 * @param anyMissing whether one of them is not there, which has been said
 */
record ProjectOptions(LintRequest request, List<FilePath> roots, boolean anyMissing) {
  private static final String ROOT = "--root";

  /** Adds the options and operands that tell of projects. */
  static void addTo(CommandSpec spec) {
    spec.addPositional(Options.operands("PATH"))
        .addOption(
            Options.many(
                "FILE", "a Compose file; repeatable, merged in this order", "-f", "--file"))
        .addOption(Options.many("NAME", "a profile that is on; repeatable", "--profile"))
        .addOption(Options.many("FILE", "read in the place of .env; repeatable", "--env-file"))
        .addOption(
            Options.many(
                new Assignment.Form("KEY=VALUE"),
                "KEY=VALUE",
                "a variable for interpolation; repeatable",
                "--env"))
        .addOption(
            Options.many("DIR", "where the project's relative paths start", "--project-directory"))
        .addOption(
            Options.many("DIR", "read files in DIR only, not in the whole Git repository", ROOT));
  }

  /** Reads options and operands, all of which are paths. */
  static ProjectOptions read(ParseResult arguments, Workspace workspace, Surroundings surroundings)
      throws UsageException {
    return read(arguments, Options.operands(arguments), workspace, surroundings);
  }

  /** Reads the options of a command whose other operands are no paths. */
  static ProjectOptions read(
      ParseResult arguments,
      List<String> operandsOfPaths,
      Workspace workspace,
      Surroundings surroundings)
      throws UsageException {
    NamedPaths paths = new NamedPaths(workspace);
    List<FilePath> composeFiles = paths.files(Options.values(arguments, "--file"));
    List<String> operands = operandsOfPaths;
    if (operands.isEmpty() && composeFiles.isEmpty()) {
      operands = List.of(PipedFile.isWanted(arguments) ? PipedFile.name(arguments) : ".");
    }
    List<FilePath> there = new ArrayList<>();
    for (String operand : operands) {
      FilePath path = paths.of(operand);
      if (workspace.kind(path) == Workspace.Kind.MISSING) {
        surroundings.say("no such file or folder: " + operand + paths.nearest(path));
      } else {
        there.add(path);
      }
    }
    LintRequest request =
        new LintRequest(
            there,
            composeFiles,
            paths.folders(Options.values(arguments, "--project-directory")),
            Options.values(arguments, "--profile"),
            paths.files(Options.values(arguments, "--env-file")),
            variables(arguments),
            RuleSelection.ALL);
    List<FilePath> roots = paths.folders(Options.values(arguments, ROOT));
    return new ProjectOptions(
        request,
        roots.isEmpty() ? repositories(request, workspace) : roots,
        there.size() < operands.size());
  }

  /** The repositories in which we are and which were named, and the files that were named. */
  private static List<FilePath> repositories(LintRequest request, Workspace workspace) {
    Set<FilePath> roots = new LinkedHashSet<>(request.envFiles());
    roots.add(Repository.around(workspace, FilePath.ROOT).root());
    List<FilePath> named = new ArrayList<>(request.paths());
    named.addAll(request.composeFiles());
    named.addAll(request.projectFolder());
    for (FilePath path : named) {
      roots.add(path);
      boolean isFolder = workspace.kind(path) == Workspace.Kind.FOLDER;
      roots.add(Repository.around(workspace, isFolder ? path : path.parent()).root());
    }
    return List.copyOf(roots);
  }

  /** The projects, with what comes of their dials. */
  List<Outcome> outcomes(Workspace workspace) {
    return new Linter(List.of()).outcomes(fenced(workspace), request);
  }

  /** The files of the workspace, of which only those in the roots are read. */
  Workspace fenced(Workspace workspace) {
    return new FencedWorkspace(workspace, roots);
  }

  private static Map<String, String> variables(ParseResult arguments) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (Assignment variable : Options.<Assignment>values(arguments, "--env")) {
      variables.put(variable.key(), variable.value());
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

  /** Says which of the files that were named a configuration takes out, and whether it does. */
  boolean sayExcluded(PathPatterns excluded, Workspace workspace, Surroundings surroundings) {
    boolean any = false;
    for (FilePath path : request.paths()) {
      if (workspace.isFile(path) && excluded.match(path, workspace)) {
        surroundings.say(path + " is excluded by " + Configuration.NAME + " (-f looks at it)");
        any = true;
      }
    }
    return any;
  }

  /** The first of these paths, and how many more there are. */
  static String listed(List<String> paths) {
    int shown = Math.min(paths.size(), 3);
    String more = paths.size() > shown ? " and " + (paths.size() - shown) + " more" : "";
    return String.join(", ", paths.subList(0, shown)) + more;
  }
}
