package dev.dialtone.link;

import dev.dialtone.model.Service;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Finds the files of the repository by the paths under which a container's processes know them. */
final class ContainerPaths {
  private final Service service;
  private final List<Mounted> visible;
  private final List<ApplicationFolder> folders;
  private final FileShelf shelf;
  private final ContainerFiles files;

  /**
   * @param visible the files that the container is seen to have
   * @param folders the folders that it has as a whole
   */
  ContainerPaths(
      Service service, List<Mounted> visible, List<ApplicationFolder> folders, FileShelf shelf) {
    this.service = service;
    this.visible = List.copyOf(visible);
    this.folders = List.copyOf(folders);
    this.shelf = shelf;
    this.files = new ContainerFiles(service, visible, false, shelf);
  }

  /**
   * The absolute path that a process means by a path; none if it is not known where it is started.
   */
  List<FilePath> absolute(Text written) {
    Text folder = service.workingDirectory();
    if (!written.isKnown() || written.isEmpty()) {
      return List.of();
    }
    String path = written.chars();
    if (path.startsWith("/")) {
      return List.of(new FilePath(path));
    }
    if (!folder.isEmpty()) {
      return folder.isKnown() ? List.of(new FilePath(folder.chars()).resolve(path)) : List.of();
    }
    // The folder stands in the Dockerfile or in the image: what is there but once is meant.
    String end = "/" + new FilePath(path).value();
    List<FilePath> alike =
        visible.stream()
            .map(Mounted::target)
            .filter(target -> target.endsWith(end))
            .map(FilePath::new)
            .distinct()
            .toList();
    return alike.size() == 1 ? alike : List.of();
  }

  /** The file at an absolute path: one entry, or none if it is not seen. */
  List<SourceFile> read(FilePath path) {
    if (files.read(path) instanceof Workspace.Content.Readable readable) {
      return List.of(readable.file());
    }
    for (ApplicationFolder folder : folders) {
      if (!folder.mounted() && path.isIn(folder.target()) && !path.equals(folder.target())) {
        for (FilePath file : folder.file(path.from(folder.target()).value(), shelf.workspace())) {
          if (shelf.workspace().read(file) instanceof Workspace.Content.Readable readable) {
            shelf.noteRead(file);
            return List.of(readable.file());
          }
        }
      }
    }
    return List.of();
  }

  /** The names that are seen in a folder, sorted. */
  List<String> list(FilePath path) {
    TreeSet<String> names = new TreeSet<>(files.list(path));
    for (ApplicationFolder folder : folders) {
      if (!folder.mounted() && path.isIn(folder.target())) {
        String below = path.equals(folder.target()) ? "." : path.from(folder.target()).value();
        folder.files(below, shelf.workspace()).forEach(file -> names.add(file.name()));
      }
    }
    return new ArrayList<>(names);
  }
}
