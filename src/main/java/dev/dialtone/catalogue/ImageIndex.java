package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Complaints;
import dev.dialtone.catalogue.entry.Entry;
import dev.dialtone.catalogue.entry.NameTable;
import dev.dialtone.catalogue.entry.Node;
import dev.dialtone.catalogue.entry.NodeCodec;
import dev.dialtone.model.Confidence;
import dev.dialtone.source.Text;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds the entry of an image by its repository, wherever the repository is copied to. */
final class ImageIndex {
  /** The release keys of an entry and those that only the index reads. */
  static final List<String> INDEX_KEYS = List.of("repositories", "forks", "releases");

  private final Registries registries;
  private final NameTable places;
  private final ByteBuffer bytes;
  private final int start;

  /**
   * Takes {@code images.bin}: the registries, the places of the repositories' entries, the entries.
   * A place below 0 is that of an entry whose forks are not like it, as {@code -1 - place}.
   */
  ImageIndex(ByteBuffer bytes) {
    registries = Registries.of(new Entry(NodeCodec.readMapping(bytes), Complaints.none()));
    places = new NameTable(bytes);
    start = bytes.position();
    this.bytes = bytes;
  }

  private Node.Mapping entry(int place) {
    ByteBuffer at = bytes.duplicate();
    at.position(start + (place < 0 ? -1 - place : place));
    return NodeCodec.readMapping(at);
  }

  private record Match(Node.Mapping entry, Confidence confidence) {}

  ImageKnowledge find(ImageReference reference) {
    Optional<Match> match = match(reference);
    if (match.isEmpty()) {
      return new ImageKnowledge.Unknown();
    }
    return known(match.get().entry(), reference, match.get().confidence());
  }

  /** What an entry says of the release and the variant that a reference names. */
  static ImageKnowledge.Known known(
      Node.Mapping entry, ImageReference reference, Confidence confidence) {
    ImageTag tag = ImageTag.of(reference);
    ImageFacts facts = ImageReleases.choose(entry, tag, Complaints.none());
    return new ImageKnowledge.Known(facts, confidence, tag.variant(facts.tools().keySet()));
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
    OptionalInt place = places.find(repository);
    return place.isEmpty()
        ? Optional.empty()
        : Optional.of(new Match(entry(place.getAsInt()), confidence));
  }

  /**
   * A copy on another registry or in another namespace: the longest end of the path that is a
   * repository with its namespace, else the last name if images of that name are alike.
   */
  private Optional<Match> copied(String path, boolean elsewhere) {
    int slash = elsewhere ? -1 : path.indexOf('/');
    String end = path.substring(slash + 1);
    while (end.indexOf('/') >= 0) {
      OptionalInt place = places.find(end);
      String library = "library/";
      if (place.isEmpty() && end.startsWith(library) && end.lastIndexOf('/') < library.length()) {
        place = places.find(end.substring(library.length()));
      }
      if (place.isPresent()) {
        return Optional.of(new Match(entry(place.getAsInt()), Confidence.PROBABLE));
      }
      end = end.substring(end.indexOf('/') + 1);
    }
    OptionalInt place = places.find(end);
    boolean whole = elsewhere && end.equals(path);
    if (place.isEmpty() || (place.getAsInt() < 0 && !whole)) {
      return Optional.empty();
    }
    Node.Mapping entry = entry(place.getAsInt());
    return isBase(entry) ? Optional.empty() : Optional.of(new Match(entry, Confidence.PROBABLE));
  }

  /** A private repository called {@code python} is rather an application than the language. */
  private static boolean isBase(Node.Mapping entry) {
    ImageKind kind =
        new Entry(entry, Complaints.none()).choice("kind", ImageKind.values(), ImageKind.TOOL);
    return kind == ImageKind.RUNTIME || kind == ImageKind.BASE;
  }
}
