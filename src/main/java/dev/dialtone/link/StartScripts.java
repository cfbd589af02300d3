package dev.dialtone.link;

import dev.dialtone.model.Wait;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.interpolation.Variables;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a container's start waits for: by itself, and in the shell scripts of the repository that it
 * runs.
 */
final class StartScripts {
  /** How many scripts may run each other. */
  private static final int MAX_DEPTH = 4;

  /** A pause of so many seconds or more is made for a server that is not there yet. */
  private static final int LONG_PAUSE = 3;

  private static final List<String> SHELLS = List.of("sh", "bash", "ash", "dash", "zsh", "ksh");

  private final FileShelf shelf;
  private final List<Mounted> visible;
  private final List<FilePath> folders;
  private final Variables environment;
  private final List<Wait> waits = new ArrayList<>();
  private final Set<FilePath> followed = new HashSet<>();

  /**
   * @param visible the files that the container sees
   * @param folders where the application's own files are
   */
  StartScripts(
      FileShelf shelf, List<Mounted> visible, List<FilePath> folders, Variables environment) {
    this.shelf = shelf;
    this.visible = visible;
    this.folders = folders;
    this.environment = environment;
  }

  /** What is waited for before the process that dials starts, in the order of the waits. */
  List<Wait> waits(Startup startup) {
    startup.launch().forEach(launch -> follow(launch, 0));
    return List.copyOf(waits);
  }

  private void follow(Launch launch, int depth) {
    launch.waits().stream()
        .map(wait -> new Wait(wait.contact().host(), wait.contact().port(), wait.at()))
        .forEach(waits::add);
    for (Program program : launch.programs()) {
      for (Text wrapper : program.wrappers()) {
        // `entrypoint.sh server`: taken for a wrapper by its name alone.
        read(wrapper).ifPresent(script -> followScript(script, depth));
      }
      Optional<Text> script = script(program);
      if (script.isPresent()) {
        followScript(script.get(), depth);
        if (script.get().chars().contains("\"$@\"") && depth < MAX_DEPTH) {
          // An entrypoint hands over to the command.
          follow(Launch.of(program.arguments(), environment), depth + 1);
        }
      } else if (waits(program)) {
        Text at = program.name();
        Text anything = Text.unknown(at.span(), "it waits for something that is not seen here");
        waits.add(new Wait(anything, anything, at));
      }
    }
  }

  /**
   * Whether a program waits by its name ({@code manage.py wait_for_db}), or for some time: what for
   * cannot be seen.
   */
  private static boolean waits(Program program) {
    if (program.baseName().equals("sleep")) {
      return program.role() == Program.Role.STEP
          && !program.arguments().isEmpty()
          && seconds(program.arguments().get(0).chars()) >= LONG_PAUSE;
    }
    for (Text word : program.words()) {
      String chars = word.chars().toLowerCase(Locale.ROOT);
      String name = chars.substring(chars.lastIndexOf('/') + 1);
      if (name.startsWith("wait-for")
          || name.startsWith("wait_for")
          || name.startsWith("waitfor")
          || name.startsWith("wait:")
          || name.startsWith("wait-")
          || name.equals("wait_db")) {
        return true;
      }
      // Behind the first words stand arguments for something else.
      if (chars.startsWith("-")) {
        return false;
      }
    }
    return false;
  }

  private static int seconds(String chars) {
    int number = 0;
    int at = 0;
    while (at < chars.length() && Character.isDigit(chars.charAt(at)) && number < 100_000) {
      number = number * 10 + Character.digit(chars.charAt(at), 10);
      at++;
    }
    boolean minutes = at > 0 && chars.startsWith("m", at);
    return minutes ? number * 60 : number;
  }

  /** The text of the script that a program is or that it is a shell for; empty if there is none. */
  private Optional<Text> script(Program program) {
    Text path = program.name();
    if (SHELLS.contains(program.baseName())) {
      Optional<Text> operand =
          program.arguments().stream().filter(word -> !word.chars().startsWith("-")).findFirst();
      if (operand.isEmpty()) {
        return Optional.empty();
      }
      path = operand.get();
    }
    return read(path);
  }

  private Optional<Text> read(Text path) {
    return path.isKnown()
        ? file(path.chars()).filter(followed::add).flatMap(this::shellScript)
        : Optional.empty();
  }

  private void followScript(Text script, int depth) {
    if (depth < MAX_DEPTH) {
      follow(Launch.ofScript(script, environment), depth + 1);
    }
  }

  /** The file of the repository that a path of the container most likely leads to. */
  private Optional<FilePath> file(String path) {
    String relative = path.startsWith("./") ? path.substring(2) : path;
    for (Mounted file : visible) {
      boolean same =
          path.startsWith("/")
              ? file.target().equals(path)
              : file.target().endsWith("/" + relative);
      if (same) {
        return Optional.of(file.path());
      }
    }
    // Where a whole folder is copied or mounted, the script lies at the end of the path in it.
    for (FilePath folder : folders) {
      String rest = relative.startsWith("/") ? relative.substring(1) : relative;
      while (!rest.isEmpty()) {
        FilePath candidate = folder.resolve("./" + rest);
        if (shelf.workspace().isFile(candidate)) {
          return Optional.of(candidate);
        }
        int slash = rest.indexOf('/');
        rest = slash < 0 ? "" : rest.substring(slash + 1);
      }
    }
    return Optional.empty();
  }

  private Optional<Text> shellScript(FilePath path) {
    if (!(shelf.workspace().read(path) instanceof Workspace.Content.Readable readable)) {
      return Optional.empty();
    }
    SourceFile file = readable.file();
    Text text = Text.of(file.span());
    String chars = text.chars();
    int lineEnd = chars.indexOf('\n');
    String first = lineEnd < 0 ? chars : chars.substring(0, lineEnd);
    boolean shell =
        first.startsWith("#!")
            ? SHELLS.stream().anyMatch(name -> first.strip().endsWith(name) || named(first, name))
            : path.name().endsWith(".sh");
    if (!shell) {
      return Optional.empty();
    }
    shelf.noteRead(path);
    return Optional.of(text);
  }

  private static boolean named(String line, String shell) {
    return line.contains("/" + shell + " ") || line.contains(" " + shell + " ");
  }
}
