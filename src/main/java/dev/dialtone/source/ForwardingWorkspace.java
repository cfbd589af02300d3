package dev.dialtone.source;

import java.util.List;

/** Another workspace seen through something that changes the answer to some of the questions. */
public abstract class ForwardingWorkspace implements Workspace {
  private final Workspace others;

  /** Whatever is not asked of this object itself is asked of {@code others}. */
  protected ForwardingWorkspace(Workspace others) {
    this.others = others;
  }

  @Override
  public Content read(FilePath path) {
    return others.read(path);
  }

  @Override
  public Kind kind(FilePath path) {
    return others.kind(path);
  }

  @Override
  public List<String> list(FilePath folder) {
    return others.list(folder);
  }

  @Override
  public FilePath folder() {
    return others.folder();
  }

  @Override
  public boolean isLink(FilePath path) {
    return others.isLink(path);
  }

  @Override
  public boolean isLocked(FilePath folder) {
    return others.isLocked(folder);
  }
}
