package dev.dialtone.source;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Files that are held in memory, by their paths: an editor's buffers, standard input, a test. */
public final class MemoryWorkspace implements Workspace {
  private final Map<FilePath, SourceFile> files = new TreeMap<>();

  /** The files with these paths and texts. */
  public MemoryWorkspace(Map<String, String> texts) {
    texts.forEach(
        (name, text) -> {
          FilePath path = new FilePath(name);
          files.put(path, new SourceFile(path, text));
        });
  }

  @Override
  public Content read(FilePath path) {
    SourceFile file = files.get(path);
    if (file != null) {
      return new Content.Readable(file);
    }
    return kind(path) == Kind.FOLDER
        ? new Content.Unreadable("it is a folder")
        : new Content.Missing();
  }

  @Override
  public Kind kind(FilePath path) {
    if (files.containsKey(path)) {
      return Kind.FILE;
    }
    return list(path).isEmpty() ? Kind.MISSING : Kind.FOLDER;
  }

  @Override
  public List<String> list(FilePath folder) {
    TreeSet<String> names = new TreeSet<>();
    for (FilePath path : files.keySet()) {
      for (FilePath at = path;
          !at.equals(at.parent()) && !at.equals(FilePath.ROOT);
          at = at.parent()) {
        if (at.parent().equals(folder)) {
          names.add(at.name());
        }
      }
    }
    return List.copyOf(names);
  }
}
