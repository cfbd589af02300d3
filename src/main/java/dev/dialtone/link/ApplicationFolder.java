package dev.dialtone.link;

import dev.dialtone.model.Build;
import dev.dialtone.model.Mount;
import dev.dialtone.model.Service;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.dockerfile.IgnoredPaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder of the repository that a container has as a whole: mounted, or copied into its image.
 *
 * @param folder where it is in the repository
 * @param target where the container has it
 * @param mounted whether it is mounted, rather than copied
 * @param context the folder from which the ignored paths count
 * @param ignored what of it does not reach the image
 */
record ApplicationFolder(
    FilePath folder, FilePath target, boolean mounted, FilePath context, IgnoredPaths ignored) {
  /** The folders of a service, those that are mounted first: they hide what is copied. */
  static List<ApplicationFolder> of(Service service, BuiltImage built, Workspace workspace) {
    Map<FilePath, ApplicationFolder> byTarget = new LinkedHashMap<>();
    for (Mount mount : service.mounts()) {
      if (mount.source() instanceof Mount.Source.HostPath host
          && mount.target().isKnown()
          && workspace.kind(host.path()) == Workspace.Kind.FOLDER) {
        FilePath target = new FilePath(mount.target().chars());
        byTarget.put(
            target,
            new ApplicationFolder(host.path(), target, true, host.path(), IgnoredPaths.NONE));
      }
    }
    for (Build build : service.build()) {
      for (FilePath context : build.folder().known()) {
        IgnoredPaths ignored = CopiedFiles.ignored(workspace, build);
        for (Mounted copied : built.folders()) {
          FilePath target = new FilePath(copied.target());
          boolean hidden = byTarget.values().stream().anyMatch(f -> f.hides(target));
          if (!hidden) {
            byTarget.putIfAbsent(
                target, new ApplicationFolder(copied.path(), target, false, context, ignored));
          }
        }
      }
    }
    return new ArrayList<>(byTarget.values());
  }

  private boolean hides(FilePath place) {
    return mounted && place.isIn(target);
  }

  /** The file at a path below the folder if the container has it: one entry, or none. */
  List<FilePath> file(String path, Workspace workspace) {
    FilePath file = folder.resolve(path);
    boolean left = !mounted && ignored.holds(file.from(context).value());
    return !left && workspace.isFile(file) ? List.of(file) : List.of();
  }

  /** The names of the plain files in a folder below this one that the container has. */
  List<FilePath> files(String below, Workspace workspace) {
    FilePath place = folder.resolve(below);
    List<FilePath> files = new ArrayList<>();
    if (workspace.kind(place) == Workspace.Kind.FOLDER) {
      for (String name : workspace.list(place)) {
        files.addAll(file(below + "/" + name, workspace));
      }
    }
    return files;
  }
}
