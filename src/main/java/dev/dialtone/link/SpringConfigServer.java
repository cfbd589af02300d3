package dev.dialtone.link;

import dev.dialtone.model.Build;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Mount;
import dev.dialtone.model.Service;
import dev.dialtone.model.facts.Settings;
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.spring.RelaxedName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The folders from which a Spring Cloud Config server of the project serves the configuration of
 * other applications, as far as they lie in the repository.
 *
 * @see <a
 *     href="https://docs.spring.io/spring-cloud-config/reference/server/environment-repository/file-system-backend.html">
 *     Spring Cloud Config, File System Backend</a>
 */
final class SpringConfigServer {
  private static final String RESOURCES = "src/main/resources";
  private static final String LOCATIONS = "spring.cloud.config.server.native.searchlocations";
  private static final String CLASSPATH = "classpath:";

  private final FactReader reader;
  private final FileShelf shelf;

  SpringConfigServer(FactReader reader, FileShelf shelf) {
    this.reader = reader;
    this.shelf = shelf;
  }

  /** The folders that the config servers of a project serve. */
  List<FilePath> folders(Composition composition) {
    Set<FilePath> folders = new LinkedHashSet<>();
    for (Service service : composition.services().values()) {
      for (Build build : service.build()) {
        for (FilePath context : build.folder().known()) {
          for (FilePath module : modules(context, build)) {
            FilePath resources = module.resolve(RESOURCES);
            locations(resources).forEach(at -> folders.addAll(places(at, resources, service)));
          }
        }
      }
    }
    return List.copyOf(folders);
  }

  private static List<FilePath> modules(FilePath context, Build build) {
    boolean below = build.dockerfile().isKnown() && build.dockerfile().chars().indexOf('/') > 0;
    return below
        ? List.of(context, context.resolve(build.dockerfile().chars()).parent())
        : List.of(context);
  }

  /** Where the application in a folder says that it looks for what it serves. */
  private List<Text> locations(FilePath resources) {
    List<Text> locations = new ArrayList<>();
    for (String name : List.of("application", "bootstrap")) {
      for (String extension : List.of(".yml", ".yaml", ".properties")) {
        for (Settings read :
            shelf.readQuietly(resources.resolve(name + extension), reader::spring)) {
          for (Setting setting : read.all()) {
            String uniform = RelaxedName.ofProperty(setting.name()).uniform();
            if (uniform.startsWith(LOCATIONS)) {
              locations.addAll(setting.value().split(c -> c == ','));
            }
          }
        }
      }
    }
    return locations;
  }

  private List<FilePath> places(Text location, FilePath resources, Service service) {
    String written = location.strip().chars();
    int hole = written.indexOf('{');
    String fixed = hole < 0 ? written : written.substring(0, hole);
    if (!location.isKnown() || fixed.contains("$")) {
      return List.of();
    }
    if (fixed.startsWith(CLASSPATH)) {
      return folder(resources.resolve("./" + fixed.substring(CLASSPATH.length())));
    }
    String path = fixed.startsWith("file:") ? fixed.substring("file:".length()) : fixed;
    FilePath inContainer = new FilePath("/" + path);
    List<FilePath> found = new ArrayList<>();
    for (Mount mount : service.mounts()) {
      FilePath target = new FilePath(mount.target().chars());
      if (mount.source() instanceof Mount.Source.HostPath host && inContainer.isIn(target)) {
        String rest = inContainer.equals(target) ? "." : inContainer.from(target).value();
        found.addAll(folder(host.path().resolve(rest)));
      }
    }
    return found;
  }

  private List<FilePath> folder(FilePath path) {
    return shelf.workspace().kind(path) == Workspace.Kind.FOLDER ? List.of(path) : List.of();
  }
}
