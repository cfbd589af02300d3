package dev.dialtone.report.text;

import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;

/** Finds the line that another line belongs to, by indentation or by the section's header. */
final class EnclosingLine {
  /** A key is hardly further up; the bound keeps a huge list cheap. */
  private static final int MAX_LINES_UP = 500;

  private EnclosingLine() {}

  /** The nearest line above that holds {@code line}, or {@code line} itself if none is found. */
  static int above(SourceFile file, int line) {
    String text = file.text();
    Span lower = file.lineSpan(line);
    int start = contentStart(lower);
    int indent = start - lower.start();
    boolean item = text.startsWith("- ", start);
    boolean inSection = indent == 0 && !text.startsWith("[", start);
    for (int above = line - 1; above > 0 && line - above <= MAX_LINES_UP; above--) {
      Span upper = file.lineSpan(above);
      int upperStart = contentStart(upper);
      if (upperStart == upper.end() || isComment(text, upperStart)) {
        continue;
      }
      int upperIndent = upperStart - upper.start();
      boolean key = upperIndent == indent && item && !text.startsWith("- ", upperStart);
      boolean header = inSection && text.startsWith("[", upper.start());
      if (upperIndent < indent || key || header) {
        return above;
      }
    }
    return line;
  }

  private static boolean isComment(String text, int at) {
    return text.charAt(at) == '#' || text.startsWith("---", at);
  }

  private static int contentStart(Span line) {
    String text = line.file().text();
    int i = line.start();
    while (i < line.end() && text.charAt(i) <= ' ') {
      i++;
    }
    return i;
  }
}
