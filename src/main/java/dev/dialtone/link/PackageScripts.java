package dev.dialtone.link;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.interpolation.Variables;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows {@code npm run dev} and its like into the scripts of {@code package.json}.
 *
 * @see <a href="https://docs.npmjs.com/cli/commands/npm-run-script">npm run</a>
 */
final class PackageScripts {
  /** How many scripts may start each other. */
  private static final int MAX_DEPTH = 5;

  private final FileShelf shelf;
  private final List<FilePath> folders;
  private final Variables environment;

  /**
   * @param folders where the application's {@code package.json} may be, first found first
   */
  PackageScripts(FileShelf shelf, List<FilePath> folders, Variables environment) {
    this.shelf = shelf;
    this.folders = folders;
    this.environment = environment;
  }

  /** The launch with each program that runs a script replaced by what the script runs. */
  Launch follow(Launch launch) {
    List<Program> programs = new ArrayList<>();
    for (Program program : launch.programs()) {
      programs.addAll(follow(program, 0));
    }
    return new Launch(programs, launch.waits(), launch.sockets(), launch.problems());
  }

  private List<Program> follow(Program program, int depth) {
    Optional<Run> run = depth < MAX_DEPTH ? Run.of(program) : Optional.empty();
    Optional<Text> script = run.flatMap(r -> script(r.script()));
    if (run.isEmpty() || script.isEmpty()) {
      return List.of(program);
    }
    List<Program> followed = new ArrayList<>();
    for (Program started : Launch.ofScript(script.get(), environment).programs()) {
      List<Text> words = new ArrayList<>(started.words());
      if (started.role() == Program.Role.FINAL) {
        words.addAll(run.get().arguments());
      }
      List<Program.Setting> settings = new ArrayList<>(program.environment());
      settings.addAll(started.environment());
      Program own =
          new Program(
              words,
              settings,
              role(program, started),
              program.decisive() && started.decisive(),
              started.wrappers());
      followed.addAll(follow(own, depth + 1));
    }
    return followed;
  }

  /** A script that does not last makes none of its programs last. */
  private static Program.Role role(Program runner, Program started) {
    return runner.role() == Program.Role.FINAL ? started.role() : runner.role();
  }

  /**
   * A script that is run.
   *
   * @param arguments further arguments for its last command
   */
  private record Run(String script, List<Text> arguments) {
    static Optional<Run> of(Program program) {
      List<Text> words = program.words();
      boolean npm = program.baseName().equals("npm");
      boolean runner =
          switch (program.baseName()) {
            case "npm", "yarn", "pnpm", "bun" -> true;
            default -> false;
          };
      int at = 1;
      while (runner && at < words.size() && words.get(at).chars().startsWith("-")) {
        // `npm --silent run dev`; an option with a value of its own is not followed.
        at++;
      }
      if (!runner || at >= words.size()) {
        return Optional.empty();
      }
      String word = words.get(at).chars();
      boolean explicit = word.equals("run") || word.equals("run-script");
      int name = explicit ? at + 1 : at;
      boolean known = explicit || !npm || word.equals("start") || word.equals("test");
      if (!known || name >= words.size() || !words.get(name).isKnown()) {
        return Optional.empty();
      }
      List<Text> rest = words.subList(name + 1, words.size());
      boolean separated = !rest.isEmpty() && rest.get(0).is("--");
      return Optional.of(
          new Run(
              words.get(name).chars(),
              separated ? rest.subList(1, rest.size()) : npm ? List.of() : rest));
    }
  }

  /** The line of a script; empty if there is none of that name. */
  private Optional<Text> script(String name) {
    for (FilePath folder : folders) {
      FilePath path = folder.resolve("package.json");
      if (shelf.workspace().isFile(path)
          && shelf.workspace().read(path) instanceof Workspace.Content.Readable readable) {
        shelf.noteRead(path);
        // JSON is YAML; what is wrong with the file is npm's business.
        return YamlReader.read(readable.file()).documents().stream()
            .flatMap(document -> members(document, "scripts").stream())
            .flatMap(scripts -> members(scripts, name).stream())
            .filter(YamlNode.Scalar.class::isInstance)
            .map(line -> ((YamlNode.Scalar) line).text())
            .findFirst();
      }
    }
    return Optional.empty();
  }

  private static List<YamlNode> members(YamlNode node, String key) {
    return node instanceof YamlNode.Mapping mapping
        ? mapping.entries().stream()
            .filter(entry -> entry.key().text().is(key))
            .map(YamlNode.Entry::value)
            .toList()
        : List.of();
  }
}
