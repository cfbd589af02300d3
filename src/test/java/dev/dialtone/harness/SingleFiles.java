package dev.dialtone.harness;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.ForwardingWorkspace;
import dev.dialtone.source.MemoryWorkspace;
import java.util.Map;

/** Files of a container beside which its image may have others: no folder is seen as a whole. */
public final class SingleFiles extends ForwardingWorkspace {
  public SingleFiles(Map<String, String> texts) {
    super(new MemoryWorkspace(texts));
  }

  @Override
  public Kind kind(FilePath path) {
    Kind kind = super.kind(path);
    return kind == Kind.FOLDER ? Kind.MISSING : kind;
  }
}
