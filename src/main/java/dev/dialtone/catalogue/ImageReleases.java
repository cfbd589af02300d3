package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Complaints;
import dev.dialtone.catalogue.entry.Entry;
import dev.dialtone.catalogue.entry.Node;
import java.util.ArrayList;
import java.util.List;

/** Chooses among the releases of an image's entry. */
public final class ImageReleases {
  private ImageReleases() {}

  /**
   * The facts for {@code tag}: those of the entry, overridden by each release that the tag is in;
   * what they have in common where that cannot be told.
   */
  static ImageFacts choose(Node.Mapping node, ImageTag tag, Complaints complaints) {
    List<Node.Mapping> possible = new ArrayList<>();
    possible.add(node.without(ImageIndex.INDEX_KEYS));
    for (Entry release : new Entry(node, complaints).entries("releases")) {
      Answer in = tag.in(TagRange.of(release));
      if (in == Answer.NO) {
        continue;
      }
      Node.Mapping overrides = release.node().without(TagRange.keys());
      List<Node.Mapping> overridden =
          possible.stream().map(each -> each.overriddenBy(overrides)).toList();
      if (in == Answer.YES) {
        possible.clear();
      }
      possible.addAll(overridden);
    }
    List<ImageFacts> facts =
        possible.stream().map(each -> ImageFacts.of(new Entry(each, complaints))).toList();
    return facts.size() == 1 ? facts.get(0) : ImageFacts.common(facts);
  }

  /** Reads an entry with each of its releases, for complaints. */
  public static void check(Node.Mapping node, Complaints complaints) {
    Node.Mapping base = node.without(ImageIndex.INDEX_KEYS);
    ImageFacts.of(new Entry(base, complaints));
    for (Entry release : new Entry(node, complaints).entries("releases")) {
      TagRange.of(release);
      Node.Mapping overrides = release.node().without(TagRange.keys());
      ImageFacts.of(new Entry(base.overriddenBy(overrides), complaints));
    }
  }
}
