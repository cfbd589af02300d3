package dev.dialtone.link;

import dev.dialtone.link.BuiltImage.Copied;
import dev.dialtone.model.Build;
import dev.dialtone.model.CommandLine;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.dockerfile.IgnoredPaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of the repository that a Dockerfile copies into its image, and where they go. */
final class CopiedFiles {
  /** How many files of a copied folder are looked at. */
  private static final int MOST_FILES = 200;

  /** How deep folders are looked into, and through how many stages a file is followed. */
  private static final int MOST_DEEP = 4;

  /** How many copies are looked at on the way of all files through the stages. */
  private static final int MOST_STEPS = 10_000;

  /** What tells a command that edits a file from one that only names it. */
  private static final List<String> EDITS = List.of(">", "sed ", "envsubst", "tee ");

  private final Workspace workspace;
  private final Build build;
  private final ImageAssembly assembly;
  private final Map<String, Mounted> files = new LinkedHashMap<>();
  private final Map<String, Mounted> folders = new LinkedHashMap<>();
  private final IgnoredPaths ignored;
  private int steps;

  CopiedFiles(Workspace workspace, Build build, ImageAssembly assembly) {
    this.workspace = workspace;
    this.build = build;
    this.assembly = assembly;
    this.ignored = ignored(workspace, build);
  }

  /** What the build context is said to leave out. */
  static IgnoredPaths ignored(Workspace workspace, Build build) {
    for (FilePath context : build.folder().known()) {
      String written = build.dockerfile().isKnown() ? build.dockerfile().chars() : "";
      String dockerfile = written.isEmpty() ? "Dockerfile" : written;
      for (String name : List.of(dockerfile + ".dockerignore", ".dockerignore")) {
        if (workspace.read(context.resolve(name)) instanceof Workspace.Content.Readable readable) {
          return IgnoredPaths.of(readable.file().text());
        }
      }
    }
    return IgnoredPaths.NONE;
  }

  /** The files of an image as it is when it starts; those that a command rewrites are left out. */
  List<Mounted> of(BuiltImage image) {
    for (Copied copy : image.copies()) {
      boolean many = copy.sources().size() > 1 || copy.place().endsWith("/");
      for (Text source : copy.sources()) {
        if (source.isKnown() && !copy.place().isEmpty()) {
          origins(copy.from(), source.chars(), 0)
              .forEach(origin -> add(origin, copy.place(), many, copy.target(), 0));
        }
      }
    }
    List<Mounted> kept = new ArrayList<>(files.values());
    kept.removeIf(file -> isRewritten(file, image));
    return kept;
  }

  /** The folders that are copied as a whole, once the files have been asked for. */
  List<Mounted> folders() {
    return List.copyOf(folders.values());
  }

  private void add(FilePath origin, String place, boolean intoFolder, Text at, int depth) {
    if (isIgnored(origin)) {
      return;
    }
    String folder = place.endsWith("/") ? place : place + "/";
    switch (workspace.kind(origin)) {
      case FILE -> {
        String target = intoFolder ? folder + origin.name() : place;
        files.remove(target);
        files.put(target, new Mounted(origin, target, at, false));
      }
      case FOLDER -> {
        if (depth == 0) {
          folders.put(origin + " " + folder, new Mounted(origin, folder, at, false));
        }
        for (String name : workspace.list(origin)) {
          FilePath child = origin.resolve(name);
          boolean isFile = workspace.isFile(child);
          // Configuration lies deep in /etc only; whole applications are not walked through.
          boolean walk = isFile || (depth < MOST_DEEP && place.startsWith("/etc"));
          if (walk && files.size() < MOST_FILES) {
            add(child, folder + name, false, at, depth + 1);
          }
        }
      }
      default -> {
        // Nothing is copied that could be read.
      }
    }
  }

  private boolean isIgnored(FilePath path) {
    for (FilePath context : build.folder().known()) {
      if (path.isIn(context) && !path.equals(context)) {
        return ignored.holds(path.from(context).value());
      }
    }
    return false;
  }

  /** The files and folders of the context that a source of a copy is. */
  private List<FilePath> origins(Text from, String source, int depth) {
    if (from.isEmpty()) {
      return inContext(source);
    }
    int stage = assembly.stage(from.chars(), assembly.stages());
    return stage < 0 || depth == MOST_DEEP ? List.of() : inStage(stage, source, depth);
  }

  private List<FilePath> inContext(String source) {
    List<FilePath> found = new ArrayList<>();
    if (source.contains("://")) {
      return found;
    }
    for (FilePath context : build.folder().known()) {
      String inside = source.startsWith("/") ? "." + source : source;
      FilePath path = context.resolve(inside);
      String pattern = path.name();
      if (pattern.indexOf('*') < 0) {
        found.add(path);
      } else {
        workspace.list(path.parent()).stream()
            .filter(name -> fits(pattern, name))
            .limit(MOST_FILES)
            .forEach(name -> found.add(path.parent().resolve(name)));
      }
    }
    return found;
  }

  private static boolean fits(String pattern, String name) {
    int star = pattern.indexOf('*');
    String head = pattern.substring(0, star);
    String tail = pattern.substring(star + 1);
    return name.length() >= head.length() + tail.length()
        && name.startsWith(head)
        && name.endsWith(tail);
  }

  /** What the last copy that covers a path of a stage put there. */
  private List<FilePath> inStage(int stage, String source, int depth) {
    String path = new FilePath("/" + source).value();
    List<Copied> copies = assembly.image(stage).copies();
    for (int i = copies.size() - 1; i >= 0 && steps < MOST_STEPS; i--) {
      steps++;
      Copied copy = copies.get(i);
      String place = new FilePath("/" + copy.place()).value();
      boolean covers = !copy.place().isEmpty() && new FilePath(path).isIn(new FilePath(place));
      for (Text each : covers ? copy.sources() : List.<Text>of()) {
        if (each.isKnown()) {
          String rest = path.substring(place.length());
          for (FilePath origin : origins(copy.from(), each.chars(), depth + 1)) {
            FilePath inside = rest.isEmpty() ? origin : origin.resolve("./" + rest);
            boolean named = rest.equals("/" + origin.name()) || rest.equals(origin.name());
            if (workspace.kind(inside) != Workspace.Kind.MISSING) {
              return List.of(inside);
            }
            if (named && workspace.isFile(origin)) {
              return List.of(origin);
            }
          }
        }
      }
    }
    return List.of();
  }

  /** Whether a command of the build or of the start may edit the file. */
  private static boolean isRewritten(Mounted file, BuiltImage image) {
    List<CommandLine> commands = new ArrayList<>(image.runs());
    commands.addAll(image.entrypoint());
    commands.addAll(image.command());
    String name = file.target().substring(file.target().lastIndexOf('/') + 1);
    for (CommandLine command : commands) {
      if (command instanceof CommandLine.Shell shell && edits(shell.line().chars(), name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean edits(String line, String name) {
    return line.contains(name) && EDITS.stream().anyMatch(line::contains);
  }
}
