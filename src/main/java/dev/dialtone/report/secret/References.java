package dev.dialtone.report.secret;

/** Steps over {@code ${...}} in a text, whose inside may hold what else would end a value. */
final class References {
  /** References are shorter; the bound keeps a line of unclosed ones linear. */
  private static final int MAX_LENGTH = 256;

  private References() {}

  /** The offset behind the reference that begins at {@code i}, else behind the one character. */
  static int next(String text, int i) {
    if (!text.startsWith("${", i)) {
      return i + 1;
    }
    int limit = Math.min(text.length(), i + MAX_LENGTH);
    for (int at = i + 2; at < limit; at++) {
      if (text.charAt(at) == '}') {
        return at + 1;
      }
    }
    return i + 1;
  }
}
