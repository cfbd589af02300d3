package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Complaints;
import dev.dialtone.catalogue.entry.Entry;
import dev.dialtone.catalogue.entry.Node;
import dev.dialtone.model.Confidence;
import dev.dialtone.source.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Finds the entry of an image by its repository, wherever the repository is copied to. */
final class ImageIndex {
  /** The release keys of an entry and those that only the index reads. */
  static final List<String> INDEX_KEYS = List.of("repositories", "forks", "releases");

  private final Map<String, Integer> places;
  private final IntFunction<Node.Mapping> entries;
  private final Registries registries;

  /**
   * @param places where each repository's entry is; for a repository that is not on Docker Hub, of
   *     its path alone as well; a place below 0 is that of an entry whose forks are not like it, as
   *     {@code -1 - place}
   * @param entries the entry at a place
   */
  ImageIndex(
      Map<String, Integer> places, IntFunction<Node.Mapping> entries, Registries registries) {
    this.places = places;
    this.entries = entries;
    this.registries = registries;
  }

  private record Match(Node.Mapping entry, Confidence confidence) {}

  ImageKnowledge find(ImageReference reference) {
    Optional<Match> match = match(reference);
    if (match.isEmpty()) {
      return new ImageKnowledge.Unknown();
    }
    ImageTag tag = ImageTag.of(reference);
    ImageFacts facts = ImageReleases.choose(match.get().entry(), tag, Complaints.none());
    return new ImageKnowledge.Known(
        facts, match.get().confidence(), tag.variant(facts.tools().keySet()));
  }

  private Optional<Match> match(ImageReference reference) {
    String path = reference.path().chars();
    String registry = reference.registry().chars();
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.isEmpty() || name.indexOf(Text.HOLE) >= 0) {
      return Optional.empty();
    }
    Optional<String> onHub = registries.hubPath(registry, path);
    if (onHub.isPresent()) {
      Optional<Match> exact = at(onHub.get(), Confidence.CERTAIN);
      return exact.isPresent() ? exact : copied(onHub.get(), false);
    }
    Optional<Match> exact = at(registry + "/" + path, Confidence.CERTAIN);
    return exact.isPresent() ? exact : copied(path, true);
  }

  private Optional<Match> at(String repository, Confidence confidence) {
    Integer place = places.get(repository);
    return place == null
        ? Optional.empty()
        : Optional.of(new Match(entries.apply(entryOf(place)), confidence));
  }

  private static int entryOf(int place) {
    return place < 0 ? -1 - place : place;
  }

  /**
   * A copy on another registry or in another namespace: the longest end of the path that is a
   * repository with its namespace, else the last name if images of that name are alike.
   */
  private Optional<Match> copied(String path, boolean elsewhere) {
    int slash = elsewhere ? -1 : path.indexOf('/');
    String end = path.substring(slash + 1);
    while (end.indexOf('/') >= 0) {
      Integer place = places.get(end);
      String library = "library/";
      if (place == null && end.startsWith(library) && end.lastIndexOf('/') < library.length()) {
        place = places.get(end.substring(library.length()));
      }
      if (place != null) {
        return at(place);
      }
      end = end.substring(end.indexOf('/') + 1);
    }
    Integer place = places.get(end);
    boolean whole = elsewhere && end.equals(path);
    if (place == null || (place < 0 && !whole)) {
      return Optional.empty();
    }
    Optional<Match> match = at(place);
    return match.filter(found -> !isBase(found.entry()));
  }

  private Optional<Match> at(int place) {
    return Optional.of(new Match(entries.apply(entryOf(place)), Confidence.PROBABLE));
  }

  /** A private repository called {@code python} is rather an application than the language. */
  private static boolean isBase(Node.Mapping entry) {
    ImageKind kind =
        new Entry(entry, Complaints.none()).choice("kind", ImageKind.values(), ImageKind.TOOL);
    return kind == ImageKind.RUNTIME || kind == ImageKind.BASE;
  }
}
