package dev.dialtone.format.dockerfile;

import dev.dialtone.source.Text;
import dev.dialtone.syntax.dockerfile.DockerWord;
import java.util.ArrayList;
import java.util.List;

/** The ways in which instructions split their arguments. */
final class Words {
  private Words() {}

  /** The parts between blanks, quotes or not. */
  static List<Text> split(Text arguments) {
    List<Text> words = new ArrayList<>();
    String chars = arguments.chars();
    int from = 0;
    for (int i = 0; i <= chars.length(); i++) {
      if (i == chars.length() || isSeparator(chars.charAt(i))) {
        if (i > from) {
          words.add(arguments.slice(from, i));
        }
        from = i + 1;
      }
    }
    return words;
  }

  /** The parts between blanks that are neither quoted nor escaped; they keep quotes and escapes. */
  static List<Text> quoted(Text arguments, char escape) {
    List<Text> words = new ArrayList<>();
    String chars = arguments.chars();
    int at = 0;
    while (at < chars.length()) {
      if (DockerWord.isBlank(chars.charAt(at))) {
        at++;
        continue;
      }
      int end = end(chars, at, escape, false);
      words.add(arguments.slice(at, end));
      at = end;
    }
    return words;
  }

  /**
   * Where the word that begins at {@code from} ends.
   *
   * @param escapesInSingleQuotes whether an escape counts in single quotes too
   */
  static int end(String chars, int from, char escape, boolean escapesInSingleQuotes) {
    char quote = 0;
    int at = from;
    while (at < chars.length()) {
      char c = chars.charAt(at);
      if (quote == 0 && DockerWord.isBlank(c)) {
        return at;
      }
      if (c == escape && (quote != '\'' || escapesInSingleQuotes)) {
        at++;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
      at++;
    }
    return chars.length();
  }

  /** The arguments cut in two at the first blank; the second part is empty if there is none. */
  static List<Text> cut(Text arguments) {
    String chars = arguments.chars();
    int end = 0;
    while (end < chars.length() && !isSeparator(chars.charAt(end))) {
      end++;
    }
    int next = end;
    while (next < chars.length() && isSeparator(chars.charAt(next))) {
      next++;
    }
    return List.of(arguments.slice(0, end), arguments.slice(next));
  }

  /** The text without the blanks at its ends. */
  static Text strip(Text text) {
    String chars = text.chars();
    int from = 0;
    int to = chars.length();
    while (from < to && DockerWord.isBlank(chars.charAt(from))) {
      from++;
    }
    while (to > from && DockerWord.isBlank(chars.charAt(to - 1))) {
      to--;
    }
    return text.slice(from, to);
  }

  /** Whether {@code c} separates a keyword from its arguments; other blanks do not. */
  static boolean isSeparator(char c) {
    return c == ' ' || c == '\t' || c == '\u000b' || c == '\f' || c == '\r';
  }
}
