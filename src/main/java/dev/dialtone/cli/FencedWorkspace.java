package dev.dialtone.cli;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.ForwardingWorkspace;
import dev.dialtone.source.Workspace;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The files of another workspace, of which those outside certain folders are not read, by whatever
 * path or symbolic link they are named: a project that nobody has looked at yet must not get at the
 * files of the person who lints it. That something is there may still be asked.
 */
final class FencedWorkspace extends ForwardingWorkspace {
  private static final String WHY = "it lies outside of the repository (--root takes in more)";

  private final List<Path> roots;
  private final ConcurrentMap<FilePath, Boolean> outside = new ConcurrentHashMap<>();

  /** A fence around these files and folders. */
  FencedWorkspace(Workspace others, List<FilePath> roots) {
    super(others);
    List<Path> real = new ArrayList<>();
    for (FilePath root : roots) {
      real.add(real(onDisk(root)));
    }
    this.roots = List.copyOf(real);
  }

  @Override
  public Content read(FilePath path) {
    if (outside.computeIfAbsent(path, this::isOutside)) {
      return new Content.Unreadable(WHY);
    }
    return super.read(path);
  }

  /** Decided once for a path: a project asks for most files many times. */
  private boolean isOutside(FilePath path) {
    if (kind(path) != Kind.FILE) {
      return false;
    }
    try {
      Path real = real(onDisk(path));
      return roots.stream().noneMatch(real::startsWith);
    } catch (InvalidPathException e) {
      return true;
    }
  }

  private Path onDisk(FilePath path) {
    return Path.of(folder().value()).resolve(path.value());
  }

  /** The path without symbolic links; as it stands if nothing is there on disk. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.normalize();
    }
  }
}
