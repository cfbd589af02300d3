package dev.dialtone.harness;

/** How many made-up configurations are tried on a real server. */
public final class RandomConfigurations {
  private static final int USUALLY = 8;

  private RandomConfigurations() {}

  /** A few, or as many as the system property {@code oracle.count} says. */
  public static int count() {
    return Integer.getInteger("oracle.count", USUALLY);
  }

  /** The seed of the first of them, each next one has the next; {@code oracle.seed} says it. */
  public static long seed() {
    return Long.getLong("oracle.seed", 1);
  }
}
