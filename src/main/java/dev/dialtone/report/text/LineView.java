package dev.dialtone.report.text;

import dev.dialtone.report.Printable;
import dev.dialtone.report.secret.Secrets;
import dev.dialtone.source.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a file as it is shown: secrets masked, tabs expanded, nothing that steers a terminal,
 * a window of a long line; and the columns at which its marks stand then.
 *
 * @param text what is shown
 * @param marks the marks from left to right
 */
record LineView(String text, List<Placed> marks) {
  /** The most columns of a line that are shown. */
  static final int WINDOW = 140;

  /** How much of a long line is shown in front of its mark. */
  private static final int LEAD = 50;

  private static final String TAB = "    ";
  private static final String ELLIPSIS = "…";

  /** A mark and its columns (from 0, half-open, never empty) in the text that is shown. */
  record Placed(Mark mark, int start, int end) implements Comparable<Placed> {
    /** From left to right; of marks at the same place the fault itself comes last. */
    @Override
    public int compareTo(Placed other) {
      if (start != other.start) {
        return Integer.compare(start, other.start);
      }
      return end != other.end
          ? Integer.compare(end, other.end)
          : Boolean.compare(mark.primary(), other.mark.primary());
    }
  }

  /** Shows {@code line}, whose secrets and marks go from left to right. */
  static LineView of(Span line, List<Span> secrets, List<Mark> marks) {
    Rendering whole = new Rendering(line, secrets, marks, line.start());
    whole.render();
    if (!whole.cut || marks.isEmpty()) {
      return whole.view();
    }
    int anchor = anchor(marks);
    if (whole.ends[anchor] < WINDOW) {
      return whole.view();
    }
    int start = windowStart(line, secrets, marks.get(anchor).span().start());
    Rendering window = new Rendering(line, secrets, marks, start);
    window.render();
    return window.view();
  }

  /** The place in the list of the mark that must be seen. */
  private static int anchor(List<Mark> marks) {
    for (int i = 0; i < marks.size(); i++) {
      if (marks.get(i).primary()) {
        return i;
      }
    }
    return 0;
  }

  private static int windowStart(Span line, List<Span> secrets, int anchor) {
    int start = Math.max(line.start(), anchor - LEAD);
    for (Span secret : secrets) {
      if (secret.start() < start && start < secret.end()) {
        start = secret.start();
      }
    }
    String text = line.file().text();
    boolean splits =
        start > line.start()
            && Character.isLowSurrogate(text.charAt(start))
            && Character.isHighSurrogate(text.charAt(start - 1));
    return splits ? start - 1 : start;
  }

  /** Goes through a line once, from left to right. */
  private static final class Rendering {
    private final Span line;
    private final List<Span> secrets;
    private final List<Mark> marks;
    private final int from;
    private final StringBuilder shown = new StringBuilder();
    private final int[] starts;
    private final int[] ends;
    private int column;
    private boolean cut;

    Rendering(Span line, List<Span> secrets, List<Mark> marks, int from) {
      this.line = line;
      this.secrets = secrets;
      this.marks = marks;
      this.from = from;
      this.starts = new int[marks.size()];
      this.ends = new int[marks.size()];
    }

    void render() {
      if (from > line.start()) {
        shown.append(ELLIPSIS);
        column = 1;
      }
      String text = line.file().text();
      int secret = 0;
      int at = from;
      while (at < line.end() && !cut) {
        while (secret < secrets.size() && secrets.get(secret).end() <= at) {
          secret++;
        }
        if (secret < secrets.size() && secrets.get(secret).start() <= at) {
          at = cell(at, secrets.get(secret).end(), Secrets.MASK, Secrets.MASK.length());
          continue;
        }
        int c = text.codePointAt(at);
        int next = Math.min(line.end(), at + Character.charCount(c));
        if (c == '\t') {
          at = cell(at, next, TAB, TAB.length());
        } else {
          int visible = Printable.codePoint(c);
          at = cell(at, next, Character.toString(visible), Columns.of(visible));
        }
      }
      for (int i = 0; i < marks.size(); i++) {
        Span span = marks.get(i).span();
        starts[i] = span.start() >= at ? column : starts[i];
        ends[i] = span.end() > at || span.start() >= at ? column : ends[i];
      }
      if (cut) {
        shown.append(ELLIPSIS);
      }
    }

    /** Shows the characters between two offsets and gives the offset to go on at. */
    private int cell(int start, int end, String text, int width) {
      if (column + width > WINDOW) {
        cut = true;
        return start;
      }
      for (int i = 0; i < marks.size(); i++) {
        Span span = marks.get(i).span();
        if (start <= span.start() && span.start() < end) {
          starts[i] = column;
        }
        if (start < span.end() && span.end() <= end) {
          ends[i] = column + width;
        }
      }
      shown.append(text);
      column += width;
      return end;
    }

    LineView view() {
      List<Placed> placed = new ArrayList<>();
      for (int i = 0; i < marks.size(); i++) {
        placed.add(new Placed(marks.get(i), starts[i], Math.max(ends[i], starts[i] + 1)));
      }
      return new LineView(shown.toString(), List.copyOf(placed));
    }
  }
}
