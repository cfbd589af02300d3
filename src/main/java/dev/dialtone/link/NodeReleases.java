package dev.dialtone.link;

import dev.dialtone.catalogue.ImageKnowledge;
import dev.dialtone.catalogue.ImageReference;
import dev.dialtone.model.Localhost;
import java.util.Set;

/** Tells releases of Node apart by what they make of {@code localhost}. */
final class NodeReleases {
  /**
   * Releases that take the addresses in the resolver's order and try the first one only.
   *
   * @see <a href="https://nodejs.org/en/blog/release/v17.0.0">Node 17: the resolver's order</a>
   * @see <a href="https://nodejs.org/en/blog/release/v20.0.0">Node 20: one after the other</a>
   */
  private static final Set<String> FIRST_ADDRESS_ONLY = Set.of("17", "18", "19");

  private NodeReleases() {}

  /** What {@code localhost} is to the Node of an image; unknown for other releases and images. */
  static Localhost localhost(ServiceImage image) {
    boolean node =
        image.knowledge() instanceof ImageKnowledge.Known known
            && known.facts().family().equals("node");
    String tag = node ? ImageReference.of(image.reference()).tag().chars() : "";
    String release = tag.split("[.-]", 2)[0];
    return FIRST_ADDRESS_ONLY.contains(release) ? Localhost.IPV6_ONLY : Localhost.UNKNOWN;
  }
}
