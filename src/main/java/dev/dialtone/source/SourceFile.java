package dev.dialtone.source;

import java.util.Arrays;

/**
 * A file's text as it was read (line ends, tabs and the final newline kept, a byte order mark taken
 * off) with the table that turns offsets into lines and columns.
 */
public final class SourceFile {
  private final FilePath path;
  private final String text;
  private final boolean byteOrderMark;
  private final int[] lineStarts;

  /** A file whose {@code text} may begin with a byte order mark, which is remembered, not kept. */
  public SourceFile(FilePath path, String text) {
    this.path = path;
    this.byteOrderMark = text.startsWith("\uFEFF");
    this.text = byteOrderMark ? text.substring(1) : text;
    this.lineStarts = lineStarts(this.text);
  }

  public FilePath path() {
    return path;
  }

  /** The text without a byte order mark; all offsets count its UTF-16 units. */
  public String text() {
    return text;
  }

  /** Whether the file on disk begins with a byte order mark. */
  public boolean byteOrderMark() {
    return byteOrderMark;
  }

  /** The number of lines; an empty file has one. */
  public int lineCount() {
    return lineStarts.length;
  }

  /** The line (from 1) in which {@code offset} stands. */
  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The line and column of {@code offset}; the end of the text is a valid offset. */
  public Position position(int offset) {
    int line = line(offset);
    int start = lineStarts[line - 1];
    return new Position(line, text.codePointCount(start, offset) + 1);
  }

  /** The offset of the first character of {@code line} (from 1). */
  public int lineStart(int line) {
    return lineStarts[line - 1];
  }

  /** The span of {@code line} (from 1) without its line end. */
  public Span lineSpan(int line) {
    int start = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] : text.length();
    while (end > start && isLineEnd(text.charAt(end - 1))) {
      end--;
    }
    return new Span(this, start, end);
  }

  /** The span of the whole text. */
  public Span span() {
    return new Span(this, 0, text.length());
  }

  /** The half-open span between two offsets. */
  public Span span(int start, int end) {
    return new Span(this, start, end);
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int lines = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends =
          c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
      if (ends) {
        if (lines == starts.length) {
          starts = Arrays.copyOf(starts, lines * 2);
        }
        starts[lines++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, lines);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceFile file && file.path.equals(path) && file.text.equals(text);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return path.value();
  }
}
