package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Entry;
import java.util.List;
import java.util.Optional;

/**
 * Where the images of Docker Hub are found.
 *
 * @param hub the names of Docker Hub itself
 * @param mirrors registries, perhaps with a path, that serve Docker Hub's repositories
 * @param architectures namespaces with the official images of one architecture
 */
public record Registries(List<String> hub, List<String> mirrors, List<String> architectures) {
  public Registries {
    hub = List.copyOf(hub);
    mirrors = List.copyOf(mirrors);
    architectures = List.copyOf(architectures);
  }

  /** Reads {@code registries.yaml}. */
  public static Registries of(Entry entry) {
    Registries registries =
        new Registries(entry.texts("hub"), entry.texts("mirrors"), entry.texts("architectures"));
    entry.done();
    return registries;
  }

  /** The path on Docker Hub, without {@code library/}; nothing for another registry. */
  Optional<String> hubPath(String registry, String path) {
    if (registry.isEmpty() || hub.contains(registry)) {
      return Optional.of(official(path));
    }
    String full = registry + "/" + path;
    for (String mirror : mirrors) {
      if (full.startsWith(mirror + "/")) {
        return Optional.of(official(full.substring(mirror.length() + 1)));
      }
    }
    return Optional.empty();
  }

  private String official(String path) {
    int slash = path.indexOf('/');
    String namespace = slash < 0 ? "" : path.substring(0, slash);
    boolean single = path.indexOf('/', slash + 1) < 0;
    return single && (namespace.equals("library") || architectures.contains(namespace))
        ? path.substring(slash + 1)
        : path;
  }
}
