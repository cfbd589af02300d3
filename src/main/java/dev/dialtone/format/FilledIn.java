package dev.dialtone.format;

import dev.dialtone.source.Text;

/** Finds what is filled in before a server reads its file: by an entrypoint, by a template. */
public final class FilledIn {
  private static final String WHY = "it is filled in before the server reads the file";

  /** How placeholders begin and end. */
  private static final String[][] MARKS = {{"${", "}"}, {"{{", "}}"}, {"{%", "%}"}, {"<%", "%>"}};

  private FilledIn() {}

  /** The text with a hole in the place of every placeholder. */
  public static Text holes(Text text) {
    String chars = text.chars();
    if (chars.indexOf('{') < 0 && chars.indexOf("<%") < 0) {
      return text;
    }
    Text.Builder result = Text.builder(text.site());
    int kept = 0;
    int at = 0;
    while (at < chars.length()) {
      int end = end(chars, at);
      if (end > at) {
        result.append(text.slice(kept, at));
        result.appendUnknown(text.slice(at, end).span(), WHY);
        kept = end;
        at = end;
      } else {
        at++;
      }
    }
    return kept == 0 ? text : result.append(text.slice(kept)).build();
  }

  /** The end of the placeholder that begins at an offset; the offset if none does. */
  private static int end(String chars, int at) {
    for (String[] mark : MARKS) {
      if (chars.startsWith(mark[0], at)) {
        int close = chars.indexOf(mark[1], at + mark[0].length());
        return close < 0 ? chars.length() : close + mark[1].length();
      }
    }
    return at;
  }
}
