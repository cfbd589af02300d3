package dev.dialtone.lint;

/**
 * A finding that was taken out of the report.
 *
 * @param by what took it out
 * @param reason why, in the words of whoever did; empty if none are given
 */
public record Suppressed(Diagnostic diagnostic, By by, String reason) {
  /** What takes findings out. */
  public enum By {
    /** A comment in the file. */
    COMMENT,
    /** An entry of the baseline. */
    BASELINE
  }
}
