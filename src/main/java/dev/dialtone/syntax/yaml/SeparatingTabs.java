package dev.dialtone.syntax.yaml;

/**
 * The tabs between the tokens of a line. YAML and Docker Compose allow them, and the parsing
 * library refuses them in most places, so they are read as spaces: as many characters, at the same
 * places.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#62-separation-spaces">YAML 1.2.2, 6.2</a>
 */
final class SeparatingTabs {
  private SeparatingTabs() {}

  /**
   * Whether a tab stands behind a token of its line. One that indents does not, nor one behind the
   * dash of an item, which indents what follows: Compose refuses those as well.
   */
  static boolean isOne(String text, int at) {
    if (at < 0 || at >= text.length() || text.charAt(at) != '\t') {
      return false;
    }
    for (int i = at - 1; i >= 0 && text.charAt(i) != '\n' && text.charAt(i) != '\r'; i--) {
      if (" \t-?".indexOf(text.charAt(i)) < 0) {
        return true;
      }
    }
    return false;
  }

  /** The text with spaces for the white space that begins with this tab. */
  static String spaced(String text, int at) {
    int end = at;
    while (end < text.length() && (text.charAt(end) == '\t' || text.charAt(end) == ' ')) {
      end++;
    }
    return text.substring(0, at) + " ".repeat(end - at) + text.substring(end);
  }

  /** The text with spaces for all of its separating tabs, those within a value included. */
  static String allSpaced(String text) {
    StringBuilder spaced = new StringBuilder(text);
    boolean token = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        token = false;
      } else if (c == '\t' && token) {
        spaced.setCharAt(i, ' ');
      } else {
        token |= " \t-?".indexOf(c) < 0;
      }
    }
    return spaced.toString();
  }
}
