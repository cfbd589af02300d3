package dev.dialtone.model;

/**
 * What is known of the place where a project is started.
 *
 * @param machine the machine that runs it
 * @param confidence how sure it is that the project is started as its files say: settings that are
 *     kept elsewhere may take part
 * @param swarm whether it is deployed as a stack of a swarm, in which no service waits for another
 *     and a port that is published is the whole swarm's
 */
public record Premises(Machine machine, Confidence confidence, boolean swarm) {
  /** Anywhere, just as the files say. */
  public static final Premises ANYWHERE =
      new Premises(Machine.SOMEBODYS, Confidence.CERTAIN, false);

  /** On the nodes of a swarm, just as the files say. */
  public static final Premises SWARM = new Premises(Machine.SOMEBODYS, Confidence.CERTAIN, true);

  /** What else runs on a machine. */
  public enum Machine {
    /** It is new and thrown away afterwards: nothing but the project listens on it. */
    FRESH,
    /** It belongs to somebody, who may run anything on it. */
    SOMEBODYS,
    /** It is known that more is started on it than the project says. */
    BUSY
  }
}
