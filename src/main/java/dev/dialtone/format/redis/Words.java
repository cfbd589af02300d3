package dev.dialtone.format.redis;

import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a line, quotes taken off and escapes undone.
 *
 * @param closed whether every quote is closed and followed by a space; otherwise the server refuses
 *     the line
 * @see <a href="https://github.com/redis/redis/blob/7.4/src/sds.c">sds.c, sdssplitargs</a>
 */
record Words(List<Text> words, boolean closed) {
  Words {
    words = List.copyOf(words);
  }

  /** Splits a line as the server does. */
  static Words of(Span line) {
    return new Splitter(line).split();
  }

  private static final class Splitter {
    private final Span line;
    private final String chars;
    private int at;

    Splitter(Span line) {
      this.line = line;
      this.chars = line.text();
    }

    Words split() {
      List<Text> words = new ArrayList<>();
      while (true) {
        while (at < chars.length() && isSpace(chars.charAt(at))) {
          at++;
        }
        if (at == chars.length()) {
          return new Words(words, true);
        }
        int from = at;
        Text.Builder word = Text.builder(line.slice(from, wordEnd(from)));
        if (!readWord(word)) {
          return new Words(words, false);
        }
        words.add(word.build());
      }
    }

    private int wordEnd(int from) {
      int end = from;
      while (end < chars.length() && !isSpace(chars.charAt(end))) {
        end++;
      }
      return end;
    }

    /** Reads to the end of a word; false if a quote in it is not closed. */
    private boolean readWord(Text.Builder word) {
      while (at < chars.length() && !isSpace(chars.charAt(at))) {
        char c = chars.charAt(at);
        if (c == '"' || c == '\'') {
          at++;
          if (!readQuoted(word, c)) {
            return false;
          }
          return at == chars.length() || isSpace(chars.charAt(at));
        }
        append(word, c, 1);
      }
      return true;
    }

    private boolean readQuoted(Text.Builder word, char quote) {
      while (at < chars.length()) {
        char c = chars.charAt(at);
        if (c == quote) {
          at++;
          return true;
        }
        boolean escape = c == '\\' && at + 1 < chars.length();
        if (escape && quote == '\'') {
          boolean quoted = chars.charAt(at + 1) == '\'';
          append(word, quoted ? '\'' : c, quoted ? 2 : 1);
        } else if (escape) {
          appendEscape(word);
        } else {
          append(word, c, 1);
        }
      }
      return false;
    }

    private void appendEscape(Text.Builder word) {
      char c = chars.charAt(at + 1);
      if (c == 'x' && hexDigit(at + 2) >= 0 && hexDigit(at + 3) >= 0) {
        append(word, (char) (hexDigit(at + 2) * 16 + hexDigit(at + 3)), 4);
        return;
      }
      char meant =
          switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'a' -> '\u0007';
            default -> c;
          };
      append(word, meant, 2);
    }

    private int hexDigit(int i) {
      char c = i < chars.length() ? chars.charAt(i) : ' ';
      return c < 128 ? Character.digit(c, 16) : -1;
    }

    private void append(Text.Builder word, char meant, int length) {
      word.append(String.valueOf(meant), line.slice(at, at + length));
      at += length;
    }

    private static boolean isSpace(char c) {
      return c == ' ' || (c >= '\t' && c <= '\r');
    }
  }
}
