package dev.dialtone.engine;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
import dev.dialtone.source.Workspace.Content;
import java.util.ArrayList;
import java.util.List;

/**
 * The ignore files that hold in a folder of a repository.
 *
 * @param files the one that decides first comes last
 */
record IgnoreFiles(List<IgnoreFile> files) {
  IgnoreFiles {
    files = List.copyOf(files);
  }

  /** Those that hold in the folder that {@code repository} is around, but for its own. */
  static IgnoreFiles above(Workspace workspace, Repository repository) {
    IgnoreFiles found =
        new IgnoreFiles(List.of())
            .with(workspace, repository.root().resolve(".git/info/exclude"), 0);
    FilePath folder = repository.root();
    for (int depth = 0; depth < repository.names().size(); depth++) {
      found = found.with(workspace, folder.resolve(".gitignore"), depth);
      folder = folder.resolve(repository.names().get(depth));
    }
    return found;
  }

  /** The same and the ignore file at {@code path}, if there is one. */
  IgnoreFiles with(Workspace workspace, FilePath path, int depth) {
    if (!(workspace.read(path) instanceof Content.Readable readable)) {
      return this;
    }
    List<IgnoreFile> more = new ArrayList<>(files);
    more.add(IgnoreFile.parse(depth, readable.file().text()));
    return new IgnoreFiles(more);
  }

  /** Whether a path, told from the repository's root, is ignored; its folders are not. */
  boolean ignore(List<String> names, boolean folder) {
    for (int i = files.size() - 1; i >= 0; i--) {
      if (files.get(i).depth() < names.size()) {
        switch (files.get(i).verdict(names, folder)) {
          case IGNORED -> {
            return true;
          }
          case KEPT -> {
            return false;
          }
          case SILENT -> {}
        }
      }
    }
    return false;
  }

  /** Whether a path of which it is not known what it is, or a folder above it, is ignored. */
  boolean ignoreOrAbove(List<String> names) {
    for (int length = 1; length <= names.size(); length++) {
      List<String> upTo = names.subList(0, length);
      if (ignore(upTo, true) || (length == names.size() && ignore(upTo, false))) {
        return true;
      }
    }
    return false;
  }
}
