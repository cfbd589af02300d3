package dev.dialtone.cli;

/** The call cannot be carried out; the message says why. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  private final String why;

  UsageException(String why) {
    super(why);
    this.why = why;
  }

  /** The message, one line. */
  String why() {
    return why;
  }
}
