package dev.dialtone.cli;

/** The command line or a file that it names for us cannot be used; the message says why. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
