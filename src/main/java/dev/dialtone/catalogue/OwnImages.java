package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Complaints;
import dev.dialtone.catalogue.entry.Entry;
import dev.dialtone.catalogue.entry.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images that a project describes itself, with the keys of the catalogue; they come first. */
public final class OwnImages {
  /** No images. */
  public static final OwnImages NONE = new OwnImages(Map.of());

  /** What is written for people only. */
  private static final List<String> FOR_PEOPLE = List.of("source", "note");

  private final Map<String, Node.Mapping> byRepository;

  private OwnImages(Map<String, Node.Mapping> byRepository) {
    this.byRepository = byRepository;
  }

  /**
   * Reads entries as those of {@code images/*.yaml}, of which none needs a source.
   *
   * @param complaints takes what is wrong with them; an entry about which it says something must
   *     not be used
   */
  public static OwnImages of(List<Node.Mapping> entries, Complaints complaints) {
    Map<String, Node.Mapping> byRepository = new HashMap<>();
    for (Node.Mapping written : entries) {
      Node.Mapping node = written.without(FOR_PEOPLE);
      Entry entry = new Entry(node, complaints);
      ImageRepositories repositories = ImageRepositories.of(entry);
      ImageReleases.check(node, complaints);
      String server = entry.text("server", "");
      if (!server.isEmpty() && Catalogue.bundled().serverNamed(server).isEmpty()) {
        entry.complain("server", "is no server of the catalogue: " + server);
      }
      for (String repository : repositories.names()) {
        if (byRepository.put(repository, node) != null) {
          entry.complain("repositories", "has `" + repository + "`, which another entry has");
        }
      }
    }
    return new OwnImages(byRepository);
  }

  /** The entry of exactly this repository. */
  Optional<Node.Mapping> find(ImageReference reference) {
    String path = reference.path().chars();
    String registry = reference.registry().chars();
    return Optional.ofNullable(byRepository.get(registry.isEmpty() ? path : registry + "/" + path));
  }

  /** Whether there are none. */
  boolean isEmpty() {
    return byRepository.isEmpty();
  }
}
