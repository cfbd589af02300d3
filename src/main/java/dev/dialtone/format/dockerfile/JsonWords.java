package dev.dialtone.format.dockerfile;

import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * The exec form of an instruction's arguments: a JSON array of strings.
 *
 * @param form what the arguments turned out to be
 * @param words the strings, escapes undone; empty unless the form is {@link Form#STRINGS}
 * @param misfit the first item that is no string; empty unless the form is {@link Form#MIXED}
 */
record JsonWords(Form form, List<Text> words, Text misfit) {
  /** What text can be to a reader that hopes for an array of strings. */
  enum Form {
    STRINGS,
    /** An array with something else than strings in it: refused. */
    MIXED,
    /** Anything else, a broken array too: the shell form. */
    OTHER
  }

  JsonWords {
    words = List.copyOf(words);
  }

  static JsonWords of(Text text) {
    return new Parser(text).parse();
  }

  boolean isStrings() {
    return form == Form.STRINGS;
  }

  private static final class Parser {
    private static final int MAX_DEPTH = 100;

    private final Text text;
    private final String chars;
    private final List<Text> words = new ArrayList<>();
    private Text misfit;
    private boolean mixed;
    private int at;

    Parser(Text text) {
      this.text = text;
      this.chars = text.chars();
      this.misfit = text.slice(0, 0);
    }

    JsonWords parse() {
      skipBlanks();
      boolean whole = false;
      if (take('[')) {
        whole = items();
        skipBlanks();
        whole &= at == chars.length();
      }
      if (!whole) {
        return new JsonWords(Form.OTHER, List.of(), text.slice(0, 0));
      }
      return mixed
          ? new JsonWords(Form.MIXED, List.of(), misfit)
          : new JsonWords(Form.STRINGS, words, misfit);
    }

    /** The items of the outermost array up to its end; false if they cannot be read. */
    private boolean items() {
      skipBlanks();
      if (take(']')) {
        return true;
      }
      do {
        skipBlanks();
        int start = at;
        boolean string = at < chars.length() && chars.charAt(at) == '"';
        if (!value(1)) {
          return false;
        }
        if (string) {
          words.add(unescaped(start + 1, at - 1));
        } else if (!mixed) {
          mixed = true;
          misfit = text.slice(start, at);
        }
        skipBlanks();
      } while (take(','));
      return take(']');
    }

    /** Passes over one value; false if there is none. */
    private boolean value(int depth) {
      skipBlanks();
      if (at == chars.length() || depth > MAX_DEPTH) {
        return false;
      }
      return switch (chars.charAt(at)) {
        case '"' -> string();
        case '[' -> {
          at++;
          yield members(']', false, depth);
        }
        case '{' -> {
          at++;
          yield members('}', true, depth);
        }
        case 't' -> literal("true");
        case 'f' -> literal("false");
        case 'n' -> literal("null");
        default -> number();
      };
    }

    private boolean members(char close, boolean named, int depth) {
      skipBlanks();
      if (take(close)) {
        return true;
      }
      do {
        if (named) {
          skipBlanks();
          if (!string()) {
            return false;
          }
          skipBlanks();
          if (!take(':')) {
            return false;
          }
        }
        if (!value(depth + 1)) {
          return false;
        }
        skipBlanks();
      } while (take(','));
      return take(close);
    }

    private boolean string() {
      if (!take('"')) {
        return false;
      }
      while (at < chars.length()) {
        char c = chars.charAt(at++);
        if (c == '"') {
          return true;
        }
        if (c < ' ') {
          return false;
        }
        if (c == '\\' && !escape()) {
          return false;
        }
      }
      return false;
    }

    private boolean escape() {
      if (at == chars.length()) {
        return false;
      }
      char c = chars.charAt(at++);
      if (c != 'u') {
        return "\"\\/bfnrt".indexOf(c) >= 0;
      }
      int end = at + 4;
      while (at < end) {
        if (at == chars.length() || hex(chars.charAt(at)) < 0) {
          return false;
        }
        at++;
      }
      return true;
    }

    /** The string between two offsets, which is known to be sound. */
    private Text unescaped(int from, int to) {
      Text.Builder result = Text.builder(text.slice(from, to).site());
      int run = from;
      int i = from;
      while (i < to) {
        if (chars.charAt(i) != '\\') {
          i++;
          continue;
        }
        int end = chars.charAt(i + 1) == 'u' ? i + 6 : i + 2;
        String meant = String.valueOf(meant(i + 1));
        result.append(text.slice(run, i)).append(text.slice(i, end).respelt(meant));
        run = end;
        i = end;
      }
      return result.append(text.slice(run, to)).build();
    }

    private char meant(int escape) {
      char c = chars.charAt(escape);
      return switch (c) {
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'u' -> {
          int code = 0;
          for (int i = escape + 1; i < escape + 5; i++) {
            code = code * 16 + hex(chars.charAt(i));
          }
          yield (char) code;
        }
        default -> c;
      };
    }

    private static int hex(char c) {
      return c < 128 ? Character.digit(c, 16) : -1;
    }

    private boolean literal(String literal) {
      boolean there = chars.startsWith(literal, at);
      at += there ? literal.length() : 0;
      return there;
    }

    private boolean number() {
      at += at < chars.length() && chars.charAt(at) == '-' ? 1 : 0;
      int whole = digits();
      boolean sound = whole == 1 || (whole > 1 && chars.charAt(at - whole) != '0');
      if (sound && take('.')) {
        sound = digits() > 0;
      }
      if (sound && (take('e') || take('E'))) {
        at += at < chars.length() && "+-".indexOf(chars.charAt(at)) >= 0 ? 1 : 0;
        sound = digits() > 0;
      }
      return sound;
    }

    private int digits() {
      int start = at;
      while (at < chars.length() && chars.charAt(at) >= '0' && chars.charAt(at) <= '9') {
        at++;
      }
      return at - start;
    }

    private boolean take(char c) {
      boolean there = at < chars.length() && chars.charAt(at) == c;
      at += there ? 1 : 0;
      return there;
    }

    private void skipBlanks() {
      while (at < chars.length() && " \t\r\n".indexOf(chars.charAt(at)) >= 0) {
        at++;
      }
    }
  }
}
