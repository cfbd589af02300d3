package dev.dialtone.cli;

/** What the process tells its caller. */
final class ExitStatus {
  /** Nothing at or above {@code --fail-on}. */
  static final int CLEAN = 0;

  /** Findings at or above {@code --fail-on}. */
  static final int FINDINGS = 1;

  /** A call that cannot be carried out. */
  static final int USAGE = 2;

  /** A fault of our own. */
  static final int INTERNAL = 3;

  private ExitStatus() {}
}
