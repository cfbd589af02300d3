package dev.dialtone.report.markdown;

import dev.dialtone.report.Printable;

/**
 * Text from files as a part of a line of Markdown, in a table or out of it. Nothing in it is taken
 * for markup, for a link, or for the name of a person or an issue, who would be told of it.
 */
final class Inline {
  /** What begins or ends markup somewhere. */
  private static final String MARKUP = "\\`*_[]<>~&!$";

  private Inline() {}

  /** Words of ours, with code between single backquotes. */
  static String text(String words) {
    String line = Printable.line(words);
    if (line.chars().filter(c -> c == '`').count() % 2 != 0) {
      return escaped(line);
    }
    StringBuilder out = new StringBuilder();
    String[] parts = line.split("`", -1);
    for (int i = 0; i < parts.length; i++) {
      out.append(i % 2 == 0 ? escaped(parts[i]) : code(parts[i]));
    }
    return out.toString();
  }

  /** Text in which nothing but itself is seen. */
  static String code(String written) {
    String line = Printable.line(written);
    if (line.chars().noneMatch(c -> c == '`' || c == '|' || c == '\\') && !line.isBlank()) {
      return "`" + line + "`";
    }
    StringBuilder out = new StringBuilder("<code>");
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean plain = c == ' ' || c > 0x7F || Character.isLetterOrDigit(c);
      out.append(plain ? String.valueOf(c) : entity(c));
    }
    return out.append("</code>").toString();
  }

  /** A row of backquotes, {@code fewest} or more, that is longer than every row in the text. */
  static String fence(CharSequence text, int fewest) {
    int longest = fewest - 1;
    int row = 0;
    for (int i = 0; i < text.length(); i++) {
      row = text.charAt(i) == '`' ? row + 1 : 0;
      longest = Math.max(longest, row);
    }
    return "`".repeat(longest + 1);
  }

  private static String escaped(String words) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if (c == '|') {
        // With a backslash it would still divide cells behind another backslash.
        out.append(entity(c));
        continue;
      }
      if (MARKUP.indexOf(c) >= 0) {
        out.append('\\');
      }
      out.append(c);
      if (c == '@' || c == '#') {
        // An empty comment: neither a mention nor the number of an issue goes on behind it.
        out.append("<!-- -->");
      } else if (c == ':' && words.startsWith("//", i + 1)) {
        out.append("<!-- -->");
      }
    }
    return out.toString();
  }

  private static String entity(char c) {
    return "&#" + (int) c + ";";
  }
}
