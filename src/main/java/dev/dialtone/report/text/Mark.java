package dev.dialtone.report.text;

import dev.dialtone.source.Position;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;

/**
 * A place to underline, with the words that stand beside it.
 *
 * @param label empty for none
 * @param primary whether it is the fault itself and not another place
 */
record Mark(Span span, String label, boolean primary, Style style) {
  /** Spans on one line that are further apart do not fit in one window. */
  private static final int MAX_CHARACTERS_APART = 60;

  private static final int MAX_LINES_APART = 3;

  SourceFile file() {
    return span.file();
  }

  /** The line (from 1) in which it begins. */
  int line() {
    return file().line(span.start());
  }

  Position position() {
    return span.startPosition();
  }

  boolean goesOnBelow() {
    return span.end() > file().lineSpan(line()).end();
  }

  /** Whether both are seen at one glance. */
  boolean isNear(Mark other) {
    if (!file().equals(other.file())) {
      return false;
    }
    int linesApart = Math.abs(line() - other.line());
    if (linesApart == 0 && file().lineSpan(line()).length() > LineView.WINDOW) {
      return Math.abs(span.start() - other.span.start()) <= MAX_CHARACTERS_APART;
    }
    return linesApart <= MAX_LINES_APART;
  }
}
