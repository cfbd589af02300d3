package dev.dialtone.source;

/**
 * Something in a file that cannot be read as its format says: the place, and what is wrong there.
 */
public record Problem(Span span, String message, Kind kind) {
  /** What a problem means for the reader of the report. */
  public enum Kind {
    /** The file is broken: whoever reads it for real will refuse it. */
    SYNTAX,
    /** The file is well-formed and says something with which the server refuses to start. */
    REJECTED,
    /** The file is a template or otherwise not meant to be read as it stands. */
    TEMPLATE,
    /** The file is sound but larger or more nested than what is looked at. */
    LIMIT
  }

  /** Something with which a server refuses to start. */
  public static Problem rejected(Span span, String message) {
    return new Problem(span, message, Kind.REJECTED);
  }

  /** A problem that makes the file broken. */
  public static Problem syntax(Span span, String message) {
    return new Problem(span, message, Kind.SYNTAX);
  }
}
