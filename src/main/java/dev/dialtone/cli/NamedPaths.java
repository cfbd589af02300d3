package dev.dialtone.cli;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
import dev.dialtone.source.Workspace.Kind;
import java.util.ArrayList;
import java.util.List;

/** Paths as arguments name them, which have to be there. */
final class NamedPaths {
  private final Workspace workspace;

  NamedPaths(Workspace workspace) {
    this.workspace = workspace;
  }

  /** The path of an argument, seen from the current folder if it lies in it. */
  FilePath of(String argument) throws UsageException {
    if (argument.isEmpty()) {
      throw new UsageException("a path is empty");
    }
    return workspace.fromHere(new FilePath(argument));
  }

  /** The paths of files. */
  List<FilePath> files(List<String> arguments) throws UsageException {
    return all(arguments, Kind.FILE, "no such file: ");
  }

  /** The paths of folders. */
  List<FilePath> folders(List<String> arguments) throws UsageException {
    return all(arguments, Kind.FOLDER, "no such folder: ");
  }

  /** Words on what may have been meant by a path at which nothing is. */
  String nearest(FilePath path) {
    return Suggestion.of(path.name(), workspace.list(path.parent()));
  }

  private List<FilePath> all(List<String> arguments, Kind kind, String otherwise)
      throws UsageException {
    List<FilePath> paths = new ArrayList<>();
    for (String argument : arguments) {
      FilePath path = of(argument);
      if (workspace.kind(path) != kind) {
        throw new UsageException(otherwise + argument + nearest(path));
      }
      paths.add(path);
    }
    return paths;
  }
}
