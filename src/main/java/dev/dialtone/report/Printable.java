package dev.dialtone.report;

import java.util.Locale;

/**
 * Makes text from files harmless for terminals and logs: what steers a terminal, ends a line, hides
 * or reorders what is read takes the form of one visible replacement character.
 */
public final class Printable {
  private static final char REPLACEMENT = '\uFFFD';

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

  /**
   * JSON whose strings hold escapes for what would steer its reader. Line ends stay: those that are
   * not between values are escaped already.
   */
  public static String json(String json) {
    if (json.codePoints().noneMatch(c -> c != '\n' && steers(c))) {
      return json;
    }
    StringBuilder out = new StringBuilder(json.length());
    json.codePoints()
        .forEach(
            c -> {
              if (c == '\n' || !steers(c)) {
                out.appendCodePoint(c);
              } else {
                for (char unit : Character.toChars(c)) {
                  out.append(String.format(Locale.ROOT, "\\u%04X", (int) unit));
                }
              }
            });
    return out.toString();
  }

  /** The code point itself, or the replacement character where it would steer its reader. */
  public static int codePoint(int c) {
    return steers(c) ? REPLACEMENT : c;
  }

  /**
   * Whether a code point is a control or format character that acts instead of being seen, half a
   * surrogate pair or a noncharacter. The two joiners are none: they only shape letters and emoji.
   */
  public static boolean steers(int c) {
    if (c < 0x7F) {
      return c < ' ';
    }
    return c <= 0x9F
        || c == 0xAD
        || c == 0x61C
        || c == 0x180E
        || c == 0x200B
        || isIn(c, 0x200E, 0x200F)
        || isIn(c, 0x2028, 0x202E)
        || isIn(c, 0x2060, 0x206F)
        || isIn(c, 0xD800, 0xDFFF)
        || isIn(c, 0xFDD0, 0xFDEF)
        || c == 0xFEFF
        || isIn(c, 0xFFF9, 0xFFFB)
        || isIn(c, 0xFFFE, 0xFFFF)
        || isIn(c, 0xE0000, 0xE007F);
  }

  private static boolean isIn(int c, int first, int last) {
    return c >= first && c <= last;
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7F;
  }
}
