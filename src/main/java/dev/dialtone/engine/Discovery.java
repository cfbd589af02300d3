package dev.dialtone.engine;

import dev.dialtone.lint.Coverage;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds the files of interest below folders. It honours {@code .gitignore} files and {@code
 * .git/info/exclude} (but no setting of the machine), enters no hidden folder but the two that hold
 * configuration by convention, and follows no link to a folder: what lies behind it is either found
 * at its own place or not part of what was asked for.
 */
final class Discovery {
  private static final Set<String> HIDDEN_BUT_ENTERED = Set.of(".devcontainer", ".github");

  /** Folders that hold other people's files, wherever they are. */
  private static final Set<String> FOREIGN =
      Set.of("node_modules", "bower_components", "site-packages");

  /** Folders that hold foreign or built files when one of these files lies beside them. */
  private static final Map<String, List<String>> FOREIGN_BESIDE =
      Map.of(
          "vendor", List.of("composer.json", "go.mod", "Gemfile"),
          "target", List.of("pom.xml", "Cargo.toml", "build.sbt"),
          "build", List.of("build.gradle", "build.gradle.kts"));

  private final Workspace workspace;
  private final Predicate<FilePath> wanted;
  private final Set<FilePath> files = new TreeSet<>();
  private final Set<Coverage> unseen = new TreeSet<>((a, b) -> a.path().compareTo(b.path()));

  /** Looks for files with paths that {@code wanted} accepts. */
  Discovery(Workspace workspace, Predicate<FilePath> wanted) {
    this.workspace = workspace;
    this.wanted = wanted;
  }

  /** The files that were found, sorted. */
  List<FilePath> files() {
    return List.copyOf(files);
  }

  /** Files and folders on the way that could not be looked at, sorted. */
  List<Coverage> unseen() {
    return List.copyOf(unseen);
  }

  /**
   * A folder on the way.
   *
   * @param names its path from the root of its repository
   * @param ignoreFiles the ignore files that hold in it
   */
  private record Folder(FilePath path, List<String> names, IgnoreFiles ignoreFiles) {}

  /** Adds what lies in and below {@code start}, be it ignored itself or not. */
  void search(FilePath start) {
    Deque<Folder> waiting = new ArrayDeque<>();
    waiting.push(first(start));
    while (!waiting.isEmpty()) {
      look(waiting.pop(), waiting);
    }
  }

  /** The folder with the ignore files of those above it, up to the root of its repository. */
  private Folder first(FilePath start) {
    Repository repository = Repository.around(workspace, start);
    return new Folder(start, repository.names(), IgnoreFiles.above(workspace, repository));
  }

  private void look(Folder folder, Deque<Folder> waiting) {
    List<String> here = workspace.list(folder.path());
    if (here.isEmpty() && workspace.isLocked(folder.path())) {
      unseen.add(new Coverage(folder.path(), "permission denied"));
      return;
    }
    List<String> names = folder.names();
    IgnoreFiles ignoreFiles = folder.ignoreFiles();
    if (!names.isEmpty() && holds(here, ".git")) {
      // A repository within the repository: the outer one's patterns do not reach into it.
      names = List.of();
      ignoreFiles =
          new IgnoreFiles(List.of()).with(workspace, folder.path().resolve(".git/info/exclude"), 0);
    }
    if (holds(here, ".gitignore")) {
      ignoreFiles = ignoreFiles.with(workspace, folder.path().resolve(".gitignore"), names.size());
    }
    for (String name : here) {
      FilePath path = folder.path().resolve(name);
      switch (workspace.kind(path)) {
        case FOLDER -> {
          if (!isForeign(name, here) && !workspace.isLink(path)) {
            List<String> below = append(names, name);
            if (!ignoreFiles.ignore(below, true)) {
              waiting.push(new Folder(path, below, ignoreFiles));
            }
          }
        }
        case FILE -> {
          if (wanted.test(path) && !ignoreFiles.ignore(append(names, name), false)) {
            files.add(path);
          }
        }
        case OTHER, MISSING -> {
          if (wanted.test(path)) {
            unseen.add(new Coverage(path, "it is no file that can be read"));
          }
        }
      }
    }
  }

  private static boolean isForeign(String name, List<String> beside) {
    if (name.startsWith(".")) {
      return !HIDDEN_BUT_ENTERED.contains(name);
    }
    if (FOREIGN.contains(name)) {
      return true;
    }
    for (String sign : FOREIGN_BESIDE.getOrDefault(name, List.of())) {
      if (holds(beside, sign)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(List<String> sorted, String name) {
    return Collections.binarySearch(sorted, name) >= 0;
  }

  private static List<String> append(List<String> names, String name) {
    List<String> longer = new ArrayList<>(names.size() + 1);
    longer.addAll(names);
    longer.add(name);
    return longer;
  }
}
