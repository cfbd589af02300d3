package dev.dialtone.harness;

/** How many made-up configurations are tried on a real server. */
public final class RandomConfigurations {
  private static final int USUALLY = 8;

  private RandomConfigurations() {}

  /** A few, or as many as the system property {@code oracle.count} says. */
  public static int count() {
    return Integer.getInteger("oracle.count", USUALLY);
  }
}
