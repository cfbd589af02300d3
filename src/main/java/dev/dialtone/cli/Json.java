package dev.dialtone.cli;

/** Writes JSON, two spaces to a level. The caller sees to it that names and values take turns. */
final class Json {
  private final StringBuilder out = new StringBuilder();
  private int level;
  private boolean first = true;
  private boolean named;

  /** Begins an object or a list. */
  Json open(char bracket) {
    separate();
    out.append(bracket);
    level++;
    first = true;
    return this;
  }

  /** Ends an object or a list. */
  Json close(char bracket) {
    level--;
    if (!first) {
      newLine();
    }
    out.append(bracket);
    first = false;
    return this;
  }

  /** The name of the value that comes next. */
  Json name(String name) {
    string(name);
    out.append(": ");
    named = true;
    return this;
  }

  Json number(long value) {
    separate();
    out.append(value);
    return this;
  }

  Json bool(boolean value) {
    separate();
    out.append(value);
    return this;
  }

  Json string(String value) {
    separate();
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c) || (c >= 0xFDD0 && c <= 0xFDEF)) {
        String digits = Integer.toHexString(c);
        out.append("\\u").append("0000", 0, 4 - digits.length()).append(digits);
      } else {
        out.append(c);
      }
    }
    out.append('"');
    return this;
  }

  private void separate() {
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

  private void newLine() {
    out.append('\n').append("  ".repeat(level));
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
