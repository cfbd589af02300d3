package dev.dialtone.syntax.address;

import dev.dialtone.source.Text;
import java.nio.charset.StandardCharsets;

/**
 * Undoes {@code %41} in parts of URLs.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-2.1">RFC 3986, 2.1</a>
 */
public final class PercentEncoding {
  private PercentEncoding() {}

  /**
   * The text with its encoded characters decoded as UTF-8, each with the place of its code; what is
   * no sound code stays as it is.
   */
  public static Text decode(Text text) {
    String chars = text.chars();
    if (chars.indexOf('%') < 0) {
      return text;
    }
    Text.Builder decoded = Text.builder(text.site());
    int kept = 0;
    int at = 0;
    while (at < chars.length()) {
      int to = codesEnd(chars, at);
      String letters = to > at ? letters(chars, at, to) : "";
      if (letters.isEmpty()) {
        at = Math.max(to, at + 1);
        continue;
      }
      decoded.append(text.slice(kept, at)).append(text.slice(at, to).respelt(letters));
      at = to;
      kept = to;
    }
    return kept == 0 ? text : decoded.append(text.slice(kept)).build();
  }

  /** The end of the run of {@code %41} that begins at an offset. */
  private static int codesEnd(String chars, int from) {
    int at = from;
    while (at + 2 < chars.length()
        && chars.charAt(at) == '%'
        && HostSyntax.isHexDigit(chars.charAt(at + 1))
        && HostSyntax.isHexDigit(chars.charAt(at + 2))) {
      at += 3;
    }
    return at;
  }

  /** What the codes between two offsets stand for; empty if that is no text. */
  private static String letters(String chars, int from, int to) {
    byte[] bytes = new byte[(to - from) / 3];
    for (int i = 0; i < bytes.length; i++) {
      int code = from + 3 * i;
      int high = Character.digit(chars.charAt(code + 1), 16);
      int low = Character.digit(chars.charAt(code + 2), 16);
      bytes[i] = (byte) (high * 16 + low);
    }
    String letters = new String(bytes, StandardCharsets.UTF_8);
    return letters.indexOf('\uFFFD') < 0 ? letters : "";
  }
}
