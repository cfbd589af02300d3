package dev.dialtone.catalogue;

import dev.dialtone.model.Confidence;

/** What the catalogue knows of the image that a reference names. */
public sealed interface ImageKnowledge {
  /**
   * An image of a known family.
   *
   * @param facts what is known of it in that release
   * @param confidence CERTAIN for the family's own repository, PROBABLE for a mirror or a fork
   * @param variant the variant the tag names: {@code default}, {@code alpine}, {@code slim}...
   */
  record Known(ImageFacts facts, Confidence confidence, String variant) implements ImageKnowledge {
    /** Whether a program is in the image. */
    public Answer has(String program) {
      return facts.has(program, variant);
    }

    /** Whether a program in the image is known to be BusyBox's. */
    public boolean isBusybox(String program) {
      return facts.isBusybox(program, variant);
    }
  }

  /** An image of which nothing is known. */
  record Unknown() implements ImageKnowledge {}
}
