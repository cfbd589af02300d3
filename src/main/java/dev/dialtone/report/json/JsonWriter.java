package dev.dialtone.report.json;

import dev.dialtone.report.Printable;
import java.io.IOException;

/**
 * Writes JSON (RFC 8259), two spaces to a level, without a library to load. The caller sees to it
 * that names and values take turns.
 */
public final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  private final Appendable out;
  private int level;
  private boolean first = true;
  private boolean named;

  public JsonWriter(Appendable out) {
    this.out = out;
  }

  /** Begins an object or, with a square bracket, a list. */
  public JsonWriter open(char bracket) throws IOException {
    separate();
    out.append(bracket);
    level++;
    first = true;
    return this;
  }

  /** Ends an object or a list. */
  public JsonWriter close(char bracket) throws IOException {
    level--;
    if (!first) {
      newLine();
    }
    out.append(bracket);
    first = false;
    return this;
  }

  /** The name of the value that comes next. */
  public JsonWriter name(String name) throws IOException {
    string(name);
    out.append(": ");
    named = true;
    return this;
  }

  public JsonWriter number(long value) throws IOException {
    separate();
    out.append(Long.toString(value));
    return this;
  }

  public JsonWriter flag(boolean value) throws IOException {
    separate();
    out.append(Boolean.toString(value));
    return this;
  }

  public JsonWriter string(String value) throws IOException {
    separate();
    out.append('"');
    int plainFrom = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (needsEscape(value, i)) {
        out.append(value, plainFrom, i);
        escape(c);
        plainFrom = i + 1;
      }
    }
    out.append(value, plainFrom, value.length());
    out.append('"');
    return this;
  }

  /**
   * Whether a character cannot stand for itself: by the grammar of JSON, because UTF-8 has no form
   * for half a surrogate pair, or because it would steer the terminal that the JSON is shown on.
   */
  private static boolean needsEscape(String value, int i) {
    char c = value.charAt(i);
    if (c < 0x7F) {
      return c < ' ' || c == '"' || c == '\\';
    }
    if (Character.isHighSurrogate(c)) {
      return i + 1 == value.length() || isLoneOrSteers(c, value.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i == 0 || isLoneOrSteers(value.charAt(i - 1), c);
    }
    return Printable.steers(c);
  }

  private static boolean isLoneOrSteers(char high, char low) {
    return !Character.isSurrogatePair(high, low)
        || Printable.steers(Character.toCodePoint(high, low));
  }

  private void escape(char c) throws IOException {
    out.append('\\');
    switch (c) {
      case '"', '\\' -> out.append(c);
      case '\n' -> out.append('n');
      case '\r' -> out.append('r');
      case '\t' -> out.append('t');
      default -> {
        out.append('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt((c >> shift) & 0xF));
        }
      }
    }
  }

  private void separate() throws IOException {
    if (named) {
      named = false;
      return;
    }
    if (!first) {
      out.append(',');
    }
    if (level > 0) {
      newLine();
    }
    first = false;
  }

  private void newLine() throws IOException {
    out.append('\n');
    for (int i = 0; i < level; i++) {
      out.append("  ");
    }
  }
}
