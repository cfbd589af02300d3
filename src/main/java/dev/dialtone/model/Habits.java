package dev.dialtone.model;

/**
 * How a server takes the addresses that it is told to listen on.
 *
 * @param startsInPart whether it may go on where only some of them are there, instead of giving up
 * @param sharesPort whether another process with the same habit can listen beside it: {@code
 *     SO_REUSEPORT}
 */
public record Habits(boolean startsInPart, boolean sharesPort) {
  /** A server that wants each address, and for itself. */
  public static final Habits STRICT = new Habits(false, false);
}
