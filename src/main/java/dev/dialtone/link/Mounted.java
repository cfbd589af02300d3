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

  /** The files of a folder that a container has because a folder above it is mounted. */
  static List<Mounted> below(Service service, FilePath folder, Workspace workspace) {
    List<Mounted> files = new ArrayList<>();
    int longest = -1;
    for (Mount mount : service.mounts()) {
      FilePath target = new FilePath(mount.target().chars());
      if (!mount.target().isKnown() || !folder.isIn(target) || target.value().length() <= longest) {
        continue;
      }
      longest = target.value().length();
      files.clear();
      if (mount.source() instanceof Mount.Source.HostPath host && !folder.equals(target)) {
        FilePath path = host.path().resolve(folder.from(target).value());
        if (workspace.kind(path) == Workspace.Kind.FOLDER) {
          addFolder(workspace, path, folder.value(), mount, files);
        }
      }
    }
    return files;
  }

  private static void add(Workspace workspace, FilePath path, Mount mount, List<Mounted> files) {
    String target = mount.target().chars();
    switch (workspace.kind(path)) {
      case FILE -> files.add(new Mounted(path, target, mount.at(), false));
      case FOLDER -> addFolder(workspace, path, target, mount, files);
      default -> {
        // Nothing is mounted that could be read.
      }
    }
  }

  private static void addFolder(
      Workspace workspace, FilePath path, String target, Mount mount, List<Mounted> files) {
    String folder = target.endsWith("/") ? target : target + "/";
    workspace.list(path).stream()
        .filter(name -> workspace.isFile(path.resolve(name)))
        .limit(MOST_FILES)
        .forEach(
            name -> files.add(new Mounted(path.resolve(name), folder + name, mount.at(), true)));
  }
}
