package dev.dialtone.link;

import dev.dialtone.model.Platform;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells by the files of package managers what the application in a folder is written in. */
final class Manifests {
  private static final Map<String, Platform> BY_NAME =
      Map.ofEntries(
          Map.entry("package.json", Platform.NODE),
          Map.entry("pom.xml", Platform.JAVA),
          Map.entry("build.gradle", Platform.JAVA),
          Map.entry("build.gradle.kts", Platform.JAVA),
          Map.entry("requirements.txt", Platform.PYTHON),
          Map.entry("pyproject.toml", Platform.PYTHON),
          Map.entry("Pipfile", Platform.PYTHON),
          Map.entry("manage.py", Platform.PYTHON),
          Map.entry("composer.json", Platform.PHP),
          Map.entry("Gemfile", Platform.RUBY),
          Map.entry("go.mod", Platform.GO),
          Map.entry("Cargo.toml", Platform.RUST));

  private Manifests() {}

  /**
   * The platform, if it is one: what is Node's builds the pages of others, and counts where nothing
   * else is found.
   */
  static Platform platform(List<FilePath> folders, Workspace workspace) {
    Set<Platform> found = EnumSet.noneOf(Platform.class);
    for (FilePath folder : folders) {
      BY_NAME.forEach(
          (name, platform) -> {
            if (workspace.isFile(folder.resolve(name))) {
              found.add(platform);
            }
          });
    }
    return theOne(found);
  }

  /** The one platform among what was found. */
  static Platform theOne(Set<Platform> found) {
    found.remove(Platform.UNKNOWN);
    if (found.size() > 1) {
      found.remove(Platform.NODE);
    }
    return found.size() == 1 ? found.iterator().next() : Platform.UNKNOWN;
  }
}
