package dev.dialtone.report.text;

import dev.dialtone.report.secret.Secrets;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Knows what must not be shown of a line, and remembers it for the next findings in the same lines:
 * a file of one line of a megabyte is searched once.
 */
final class MaskedLines {
  private static final int REMEMBERED = 16;

  private final Deque<Entry> recent = new ArrayDeque<>();

  private record Entry(SourceFile file, int line, List<Span> secrets) {
    @SuppressWarnings("ReferenceEquality") // Comparing texts would cost what this is to spare.
    boolean is(SourceFile otherFile, int otherLine) {
      return file == otherFile && line == otherLine;
    }
  }

  /** The secrets of a line (from 1) from left to right. */
  List<Span> secrets(SourceFile file, int line) {
    for (Entry entry : recent) {
      if (entry.is(file, line)) {
        return entry.secrets();
      }
    }
    Entry entry = new Entry(file, line, Secrets.in(file, line));
    if (recent.size() == REMEMBERED) {
      recent.removeLast();
    }
    recent.addFirst(entry);
    return entry.secrets();
  }
}
