package dev.dialtone.engine;

import dev.dialtone.lint.Suppression;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the comments that take findings out of the report: {@code # dialtone: ignore[DT101] why},
 * on the line or on a line of its own above it, and {@code # dialtone: ignore-file[DT101] why}.
 *
 * <p>No grammar of a format is asked. What begins a comment in any of them, followed by our name
 * and a colon, stands in no file by chance.
 */
final class SuppressionComments {
  private static final String NAME = "dialtone:";
  private static final List<String> MARKS = List.of("#", "//", ";", "/*", "<!--", "--", "!");

  private final SourceFile file;
  private final String text;
  private final List<Suppression> found = new ArrayList<>();

  private SuppressionComments(SourceFile file) {
    this.file = file;
    this.text = file.text();
  }

  /** The comments of a file in their order. */
  static List<Suppression> in(SourceFile file) {
    SuppressionComments comments = new SuppressionComments(file);
    for (int at = comments.text.indexOf(NAME); at >= 0; at = comments.text.indexOf(NAME, at + 1)) {
      comments.read(at);
    }
    return List.copyOf(comments.found);
  }

  private void read(int at) {
    Span line = file.lineSpan(file.line(at));
    int mark = markBefore(line, at);
    if (mark < 0) {
      return;
    }
    int start = skipBlanks(at + NAME.length(), line.end());
    int end = start;
    while (end < line.end() && isWordPart(text.charAt(end))) {
      end++;
    }
    Span word = file.span(start, end);
    boolean whole = word.text().equals("ignore-file");
    boolean known = whole || word.text().equals("ignore");
    boolean listed = end < line.end() && text.charAt(end) == '[';
    if (!known && !listed) {
      // Somebody writes about us, not to us.
      return;
    }
    List<Span> names = new ArrayList<>();
    int behind = end;
    boolean closed = true;
    if (listed) {
      int bracket = text.indexOf(']', end);
      closed = bracket >= 0 && bracket < line.end();
      behind = closed ? bracket + 1 : line.end();
      addNames(end + 1, closed ? bracket : line.end(), names);
    }
    boolean wellFormed = known && closed && (!listed || !names.isEmpty());
    Span covers = whole ? file.span() : covered(line, mark);
    found.add(
        new Suppression(
            file.span(at, behind), word, names, covers, reason(behind, line.end()), wellFormed));
  }

  /** Where the comment begins whose first word is ours; negative if it is no comment. */
  private int markBefore(Span line, int at) {
    int end = at;
    while (end > line.start() && isBlank(text.charAt(end - 1))) {
      end--;
    }
    int start = end;
    while (start > line.start() && !isBlank(text.charAt(start - 1))) {
      start--;
    }
    String mark = text.substring(start, end);
    boolean hashes = !mark.isEmpty() && mark.chars().allMatch(c -> c == '#');
    return hashes || MARKS.contains(mark) ? start : -1;
  }

  /** The line of the comment, or the one that follows when the comment has its line to itself. */
  private Span covered(Span line, int mark) {
    if (!text.substring(line.start(), mark).isBlank()) {
      return line;
    }
    String first = text.substring(mark, mark + 1);
    for (int next = file.line(mark) + 1; next <= file.lineCount(); next++) {
      Span below = file.lineSpan(next);
      String words = below.text().strip();
      if (!words.isEmpty() && !words.startsWith(first)) {
        return below;
      }
    }
    return line;
  }

  private void addNames(int from, int to, List<Span> names) {
    int start = from;
    while (start <= to) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 || comma > to ? to : comma;
      int first = skipBlanks(start, end);
      int last = end;
      while (last > first && isBlank(text.charAt(last - 1))) {
        last--;
      }
      if (last > first) {
        names.add(file.span(first, last));
      }
      start = end + 1;
    }
  }

  private String reason(int from, int to) {
    String words = text.substring(from, to).strip();
    for (String end : List.of("*/", "-->")) {
      if (words.endsWith(end)) {
        words = words.substring(0, words.length() - end.length()).strip();
      }
    }
    int start = 0;
    while (start < words.length() && ":-–— ".indexOf(words.charAt(start)) >= 0) {
      start++;
    }
    return words.substring(start);
  }

  private int skipBlanks(int from, int to) {
    int at = from;
    while (at < to && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isWordPart(char c) {
    return c == '-' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
