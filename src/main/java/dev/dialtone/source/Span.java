package dev.dialtone.source;

/** A stretch of a file's text: UTF-16 offsets, half-open. */
public record Span(SourceFile file, int start, int end) implements Comparable<Span> {
  public Span {
    if (start < 0 || end < start || end > file.text().length()) {
      throw new IllegalArgumentException(
          "span " + start + ".." + end + " does not lie in " + file.path());
    }
  }

  public int length() {
    return end - start;
  }

  /** The characters that stand there. */
  public String text() {
    return file.text().substring(start, end);
  }

  public Position startPosition() {
    return file.position(start);
  }

  /** The position behind the last character. */
  public Position endPosition() {
    return file.position(end);
  }

  /** The part of this span between two offsets that count from its start. */
  public Span slice(int from, int to) {
    return new Span(file, start + from, start + to);
  }

  /** The shortest span of this file that holds both. */
  public Span cover(Span other) {
    return new Span(file, Math.min(start, other.start), Math.max(end, other.end));
  }

  /** Whether {@code other} lies within this span. */
  public boolean contains(Span other) {
    return file.equals(other.file) && start <= other.start && other.end <= end;
  }

  // Written out: what the compiler links at run time for a record costs milliseconds at every
  // start.

  @Override
  public boolean equals(Object other) {
    return other instanceof Span span
        && span.start == start
        && span.end == end
        && span.file.equals(file);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * start + end) + file.hashCode();
  }

  /** By path, then by start, then by end. */
  @Override
  public int compareTo(Span other) {
    int byPath = file.path().compareTo(other.file.path());
    if (byPath != 0) {
      return byPath;
    }
    int byStart = Integer.compare(start, other.start);
    return byStart != 0 ? byStart : Integer.compare(end, other.end);
  }

  @Override
  public String toString() {
    Position at = startPosition();
    return file.path() + ":" + at.line() + ":" + at.column();
  }
}
