package dev.dialtone.link;

import dev.dialtone.model.Mount;
import dev.dialtone.model.Service;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files of a container as far as they come from the repository, at the places where the
 * container has them.
 *
 * <p>What is missing here may still be in the image. A folder is told as one only where it is
 * mounted as a whole, so that nothing of the image is left in it.
 */
final class ContainerFiles implements Workspace {
  private final Service service;
  private final List<Mounted> visible;
  private final boolean rewritten;
  private final FileShelf shelf;

  /**
   * @param rewritten whether commands write files that nobody sees
   */
  ContainerFiles(Service service, List<Mounted> visible, boolean rewritten, FileShelf shelf) {
    this.service = service;
    this.visible = List.copyOf(visible);
    this.rewritten = rewritten;
    this.shelf = shelf;
  }

  @Override
  public Content read(FilePath path) {
    for (FilePath file : source(path)) {
      Content content = shelf.workspace().read(file);
      if (content instanceof Content.Readable) {
        shelf.noteRead(file);
      }
      return content;
    }
    return new Content.Missing();
  }

  @Override
  public Kind kind(FilePath path) {
    for (FilePath file : source(path)) {
      return shelf.workspace().kind(file);
    }
    return Kind.MISSING;
  }

  @Override
  public List<String> list(FilePath folder) {
    Set<String> names = new TreeSet<>();
    for (FilePath source : mounted(folder)) {
      names.addAll(shelf.workspace().list(source));
    }
    for (Mounted file : visible) {
      FilePath target = new FilePath(file.target());
      if (target.parent().equals(folder)) {
        names.add(target.name());
      }
    }
    return List.copyOf(names);
  }

  /**
   * Whether a folder may hold more than what the repository brings or the image is known to have.
   */
  @Override
  public boolean isLocked(FilePath folder) {
    return rewritten && kind(folder) != Kind.FOLDER;
  }

  /** Where in the repository that stands which the container has at a path; none or one. */
  private List<FilePath> source(FilePath path) {
    for (Mounted file : visible) {
      if (!file.inMountedFolder() && path.value().equals(file.target())) {
        return List.of(file.path());
      }
    }
    List<FilePath> mounted = mounted(path);
    if (!mounted.isEmpty()) {
      return mounted;
    }
    return visible.stream()
        .filter(file -> path.value().equals(file.target()))
        .limit(1)
        .map(Mounted::path)
        .toList();
  }

  /** The place behind the innermost mount that covers a path; none if no mount does. */
  private List<FilePath> mounted(FilePath path) {
    List<FilePath> found = List.of();
    int longest = -1;
    for (Mount mount : service.mounts()) {
      FilePath target = new FilePath(mount.target().chars());
      if (!mount.target().isKnown() || !path.isIn(target) || target.value().length() <= longest) {
        continue;
      }
      longest = target.value().length();
      String rest = path.equals(target) ? "." : path.from(target).value();
      found =
          mount.source() instanceof Mount.Source.HostPath host
              ? List.of(host.path().resolve(rest))
              : List.of();
    }
    return found;
  }
}
