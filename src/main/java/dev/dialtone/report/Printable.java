package dev.dialtone.report;

/**
 * Makes text from files harmless for terminals and logs: what steers a terminal, ends a line or
 * reorders what is read takes the form of one visible replacement character.
 */
public final class Printable {
  private static final char REPLACEMENT = '\uFFFD';
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private Printable() {}

  /** The text on one line: line ends and tabs become spaces, steering characters visible. */
  public static String line(String text) {
    int i = 0;
    while (i < text.length() && isPlain(text.charAt(i))) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
        continue;
      }
      out.appendCodePoint(c == '\n' || c == '\r' || c == '\t' ? ' ' : codePoint(c));
    }
    return out.toString();
  }

  /** The code point itself, or the replacement character where it would steer its reader. */
  public static int codePoint(int c) {
    if (c >= ' ' && c < 0x7F) {
      return c;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          REPLACEMENT;
      // Format characters hide and reorder text; the two joiners only shape letters and emoji.
      case Character.FORMAT ->
          c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER ? c : REPLACEMENT;
      // The noncharacters U+FDD0 and up stand for unknown text in our own strings.
      case Character.UNASSIGNED -> c >= 0xFDD0 && c <= 0xFDEF ? REPLACEMENT : c;
      default -> c;
    };
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7F;
  }
}
