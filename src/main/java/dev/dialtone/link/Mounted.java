package dev.dialtone.link;

import dev.dialtone.model.Mount;
import dev.dialtone.model.Service;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of the repository that a container sees.
 *
 * @param path where it is in the repository
 * @param target where the container sees it
 * @param at the entry that puts it there
 * @param inMountedFolder whether its whole folder is mounted, which hides what the image has there
 */
record Mounted(FilePath path, String target, Text at, boolean inMountedFolder) {
  /** How many files of a mounted folder are looked at. */
  private static final int MOST_FILES = 200;

  /** All files that are mounted into a service, those in mounted folders included. */
  static List<Mounted> into(Service service, Workspace workspace) {
    List<Mounted> files = new ArrayList<>();
    for (Mount mount : service.mounts()) {
      if (mount.source() instanceof Mount.Source.HostPath host && mount.target().isKnown()) {
        add(workspace, host.path(), mount, files);
      }
    }
    return files;
  }

  /** The files of an image and those that are mounted over them. */
  static List<Mounted> visible(List<Mounted> image, Service service, Workspace workspace) {
    List<Mounted> visible = new ArrayList<>(image);
    for (Mount mount : service.mounts()) {
      FilePath target = new FilePath(mount.target().chars());
      visible.removeIf(file -> new FilePath(file.target()).isIn(target));
    }
    visible.addAll(into(service, workspace));
    return visible;
  }

  private static void add(Workspace workspace, FilePath path, Mount mount, List<Mounted> files) {
    String target = mount.target().chars();
    switch (workspace.kind(path)) {
      case FILE -> files.add(new Mounted(path, target, mount.at(), false));
      case FOLDER -> {
        String folder = target.endsWith("/") ? target : target + "/";
        workspace.list(path).stream()
            .filter(name -> workspace.isFile(path.resolve(name)))
            .limit(MOST_FILES)
            .forEach(
                name ->
                    files.add(new Mounted(path.resolve(name), folder + name, mount.at(), true)));
      }
      default -> {
        // Nothing is mounted that could be read.
      }
    }
  }
}
