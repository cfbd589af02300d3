package dev.dialtone.model;

import dev.dialtone.source.Text;
import java.util.List;

/**
 * A program that a healthcheck runs, in the order in which they are written. A wrapper such as
 * {@code timeout} is a call of its own, and so is a shell.
 *
 * @param name its name as written; the whole script for the shell that runs it unasked
 * @param program its name without a path
 * @param arguments its arguments
 * @param decides whether the healthcheck is sure to fail if this program fails
 * @param implied whether nobody wrote it: the shell that a shell form needs
 * @param presence whether it is in the image
 * @param standIns programs of the image that could do the same, best first
 * @param localhost what {@code localhost} is to it
 * @param dials the addresses it is told to connect to
 * @param login what it shows the server of its own container: one entry, or none
 * @param early why it succeeds before its server accepts clients: one entry, or none if it does not
 *     or that is not known
 */
public record ProbeCall(
    Text name,
    String program,
    List<Text> arguments,
    boolean decides,
    boolean implied,
    Presence presence,
    List<String> standIns,
    Localhost localhost,
    List<Dial> dials,
    List<ShownLogin> login,
    List<EarlyPass> early) {
  public ProbeCall {
    arguments = List.copyOf(arguments);
    standIns = List.copyOf(standIns);
    dials = List.copyOf(dials);
    login = List.copyOf(login);
    early = List.copyOf(early);
  }

  /** Whether a program is in an image. */
  public enum Presence {
    PRESENT,
    MISSING,
    UNKNOWN
  }

  /**
   * What a client shows the server of its own container to be let in.
   *
   * @param protocol what it speaks, such as {@code postgresql}
   * @param login what it shows; a part that came from the {@linkplain
   *     dev.dialtone.source.Step.Kind#CATALOGUE catalogue} is what it takes where it is told
   *     nothing
   * @param rejection what comes of it when the server turns it away
   */
  public record ShownLogin(String protocol, Login login, Rejection rejection) {}

  /** What comes of a client that is turned away. */
  public enum Rejection {
    /** It fails. */
    FAILS,
    /** It succeeds all the same: any answer will do. */
    SUCCEEDS,
    /** It ends as if it had succeeded, and prints the server's refusal. */
    GOES_UNNOTICED,
    UNKNOWN
  }

  /**
   * A success that comes too early.
   *
   * @param at what of the probe makes it so
   * @param why in words, for a note
   * @param everyStart whether it does so on every start, not on the first one only
   * @param brief whether the phase is so short that few starts will show it
   */
  public record EarlyPass(Text at, String why, boolean everyStart, boolean brief) {}
}
