package dev.dialtone.format.dockerfile;

import dev.dialtone.source.Text;
import dev.dialtone.syntax.dockerfile.DockerWord;

/**
 * Takes a Dockerfile line by line: lines that continue each other are joined, comments and empty
 * lines left out; the bodies of here-documents are taken as they stand.
 */
final class Lines {
  private final Text text;
  private final String chars;
  private int at;

  Lines(Text text) {
    this.text = text;
    this.chars = text.chars();
  }

  boolean hasNext() {
    return at < chars.length();
  }

  /** The next line, whatever it holds, without blanks before it and without its end. */
  Text peek() {
    int end = lineEnd(at);
    return text.slice(firstInk(at, end), end);
  }

  /** Goes on to the next line. */
  void skip() {
    int newline = chars.indexOf('\n', at);
    at = newline < 0 ? chars.length() : newline + 1;
  }

  /** The next line with those that continue it; empty for a comment or an empty line. */
  Text next(char escape) {
    int end = lineEnd(at);
    int from = firstInk(at, end);
    skip();
    if (from < end && chars.charAt(from) == '#') {
      return text.slice(from, from);
    }
    int cut = continuation(from, end, escape);
    if (cut < 0) {
      return text.slice(from, end);
    }
    Text sign = text.slice(cut, cut + 1);
    Text.Builder joined = Text.builder(text.slice(from, cut).site());
    joined.append(text.slice(from, cut));
    while (cut >= 0 && hasNext()) {
      from = at;
      end = lineEnd(from);
      skip();
      int ink = firstInk(from, end);
      if (ink < end && chars.charAt(ink) != '#') {
        cut = continuation(from, end, escape);
        joined.append(text.slice(from, cut < 0 ? end : cut));
      }
    }
    Text line = joined.build();
    // An escape that continues nothing stands where an instruction is expected.
    return line.isEmpty() ? sign : line;
  }

  /**
   * The body of a here-document.
   *
   * @param content its lines with their ends
   * @param terminator the line that ends it; empty if there is none
   */
  record Body(Text content, Text terminator, boolean terminated) {}

  /** The lines up to one that is {@code name}, which tabs may precede if {@code chomp}. */
  Body body(String name, boolean chomp) {
    int start = at;
    while (hasNext()) {
      int lineStart = at;
      int end = lineEnd(lineStart);
      skip();
      int from = chomp ? behindTabs(lineStart, end) : lineStart;
      if (end - from == name.length() && chars.startsWith(name, from)) {
        return new Body(text.slice(start, lineStart), text.slice(from, end), true);
      }
    }
    return new Body(text.slice(start), text.slice(chars.length()), false);
  }

  /** The same text without the tabs at the beginnings of its lines. */
  static Text chomped(Text text) {
    String chars = text.chars();
    Text.Builder result = Text.builder(text.site());
    int from = 0;
    while (from < chars.length()) {
      int newline = chars.indexOf('\n', from);
      int next = newline < 0 ? chars.length() : newline + 1;
      int ink = from;
      while (ink < next && chars.charAt(ink) == '\t') {
        ink++;
      }
      result.append(text.slice(ink, next));
      from = next;
    }
    return result.build();
  }

  private int behindTabs(int from, int end) {
    int i = from;
    while (i < end && chars.charAt(i) == '\t') {
      i++;
    }
    return i;
  }

  /** Where the line that begins at {@code from} ends, its line end not counted. */
  private int lineEnd(int from) {
    int newline = chars.indexOf('\n', from);
    int end = newline < 0 ? chars.length() : newline;
    while (end > from && chars.charAt(end - 1) == '\r') {
      end--;
    }
    return end;
  }

  private int firstInk(int from, int end) {
    int i = from;
    while (i < end && DockerWord.isBlank(chars.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Where the escape that continues a line stands; -1 if the line is not continued. */
  private int continuation(int from, int end, char escape) {
    int last = end - 1;
    while (last >= from && (chars.charAt(last) == ' ' || chars.charAt(last) == '\t')) {
      last--;
    }
    boolean escaped = last > from && chars.charAt(last - 1) == escape;
    return last >= from && chars.charAt(last) == escape && !escaped ? last : -1;
  }
}
