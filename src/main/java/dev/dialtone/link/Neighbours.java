package dev.dialtone.link;

import dev.dialtone.model.Composition;
import dev.dialtone.model.ServiceName;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlReader;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The services of the other Compose files in a project's folder: overlays and variants, whose
 * services a shared setting may name.
 */
final class Neighbours {
  private Neighbours() {}

  static Set<ServiceName> of(Composition composition, Workspace workspace) {
    Set<ServiceName> neighbours = new HashSet<>();
    for (String name : workspace.list(composition.folder())) {
      FilePath path = composition.folder().resolve(name);
      if (isCompose(name)
          && !composition.files().contains(path)
          && workspace.isFile(path)
          && workspace.read(path) instanceof Workspace.Content.Readable readable) {
        addServices(readable.file(), neighbours);
      }
    }
    return neighbours;
  }

  private static boolean isCompose(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("compose") && (lower.endsWith(".yml") || lower.endsWith(".yaml"));
  }

  private static void addServices(SourceFile file, Set<ServiceName> names) {
    for (YamlNode document : YamlReader.read(file).documents()) {
      if (document instanceof YamlNode.Mapping mapping) {
        for (YamlNode.Entry entry : mapping.entries()) {
          if (entry.key().text().is("services")
              && entry.value().resolved() instanceof YamlNode.Mapping services) {
            services
                .entries()
                .forEach(service -> names.add(new ServiceName(service.key().text().chars())));
          }
        }
      }
    }
  }
}
