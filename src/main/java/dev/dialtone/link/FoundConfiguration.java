package dev.dialtone.link;

import dev.dialtone.catalogue.Server;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a configuration file that a program finds by itself may move its bind. Such files are
 * code more often than not: what they say is not worked out, only whether they speak of a host.
 */
enum FoundConfiguration {
  /** There is none, or the program looks for none: its defaults hold. */
  NONE,
  /** There is one, and it does not speak of hosts, or nobody sees where the program is started. */
  SILENT,
  /** There is one that may say another host. */
  SPEAKING,
  /** There is one that is understood: what it does not say is left to the program. */
  READ;

  /** What can be seen of the files of {@code server}, started in one of {@code folders}. */
  static FoundConfiguration of(Server server, List<FilePath> folders, Workspace workspace) {
    if (server.finds().isEmpty()) {
      return NONE;
    }
    List<FilePath> seen = new ArrayList<>();
    for (FilePath folder : folders) {
      if (workspace.kind(folder) == Workspace.Kind.FOLDER) {
        seen.add(folder);
      }
    }
    FoundConfiguration found = seen.isEmpty() ? SILENT : NONE;
    for (FilePath folder : seen) {
      for (String name : workspace.list(folder)) {
        if (server.finds().stream().anyMatch(pattern -> fits(pattern, name))) {
          if (speaksOfHost(folder.resolve(name), workspace)) {
            return SPEAKING;
          }
          found = SILENT;
        }
      }
    }
    return found;
  }

  /** Whether the name of a file is one that the program looks for. */
  static boolean fits(String pattern, String name) {
    int star = pattern.indexOf('*');
    return star < 0 ? pattern.equals(name) : name.startsWith(pattern.substring(0, star));
  }

  private static boolean speaksOfHost(FilePath path, Workspace workspace) {
    return !(workspace.read(path) instanceof Workspace.Content.Readable readable)
        || readable.file().text().toLowerCase(Locale.ROOT).contains("host");
  }
}
