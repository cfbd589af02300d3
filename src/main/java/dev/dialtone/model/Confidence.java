package dev.dialtone.model;

/** How sure a fact or a conclusion is, surest first. */
public enum Confidence {
  /** The files say so. */
  CERTAIN,
  /** A default of the image, or a strong convention. */
  PROBABLE,
  /** A guess. */
  POSSIBLE;

  /** The weaker of the two: a chain is as sure as its weakest link. */
  public Confidence and(Confidence other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
