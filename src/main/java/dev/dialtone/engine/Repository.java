package dev.dialtone.engine;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The working tree that a folder lies in.
 *
 * @param root the folder that holds {@code .git}; the folder itself if none above it does
 * @param names the way from the root to the folder
 */
public record Repository(FilePath root, List<String> names) {
  public Repository {
    names = List.copyOf(names);
  }

  /** The repository around {@code folder}. */
  public static Repository around(Workspace workspace, FilePath folder) {
    Deque<String> names = new ArrayDeque<>();
    FilePath at = folder;
    FilePath absolute = workspace.folder().resolve(folder.value());
    while (workspace.kind(at.resolve(".git")) == Workspace.Kind.MISSING) {
      if (absolute.parent().equals(absolute) || !absolute.parent().isAbsolute()) {
        return new Repository(folder, List.of());
      }
      names.addFirst(absolute.name());
      at = at.parent();
      absolute = absolute.parent();
    }
    return new Repository(at, List.copyOf(names));
  }
}
