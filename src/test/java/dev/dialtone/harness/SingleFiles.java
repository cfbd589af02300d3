package dev.dialtone.harness;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import dev.dialtone.source.Workspace;
import java.util.List;
import java.util.Map;

/** Files of a container beside which its image may have others: no folder is seen as a whole. */
public final class SingleFiles implements Workspace {
  private final Workspace files;

  public SingleFiles(Map<String, String> texts) {
    this.files = new MemoryWorkspace(texts);
  }

  @Override
  public Content read(FilePath path) {
    return files.read(path);
  }

  @Override
  public Kind kind(FilePath path) {
    Kind kind = files.kind(path);
    return kind == Kind.FOLDER ? Kind.MISSING : kind;
  }

  @Override
  public List<String> list(FilePath folder) {
    return files.list(folder);
  }
}
