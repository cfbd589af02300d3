package dev.dialtone.report.text;

import java.io.IOException;

/** Writes styled text; spaces at the end of a line are left out. */
final class Page {
  private final Appendable out;
  private final boolean colour;
  private int spaces;

  Page(Appendable out, boolean colour) {
    this.out = out;
    this.colour = colour;
  }

  Page put(String text) throws IOException {
    return put(Style.PLAIN, text);
  }

  Page put(Style style, String text) throws IOException {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    if (end > 0) {
      flushSpaces();
      boolean styled = colour && style != Style.PLAIN;
      out.append(styled ? style.code() : "");
      out.append(text, 0, end);
      out.append(styled ? Style.RESET : "");
    }
    spaces += text.length() - end;
    return this;
  }

  Page spaces(int count) {
    spaces += count;
    return this;
  }

  void endLine() throws IOException {
    spaces = 0;
    out.append('\n');
  }

  private void flushSpaces() throws IOException {
    for (; spaces > 0; spaces--) {
      out.append(' ');
    }
  }
}
