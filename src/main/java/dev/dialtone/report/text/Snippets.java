package dev.dialtone.report.text;

import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Note;
import dev.dialtone.report.Printable;
import dev.dialtone.report.text.LineView.Placed;
import dev.dialtone.source.Position;
import dev.dialtone.source.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The parts of files that one finding shows: first its own place, then the other places. */
final class Snippets {
  /** More places do not help a reader; formats for machines hold them all. */
  private static final int MAX_NOTES = 10;

  private final List<List<Mark>> clusters = new ArrayList<>();
  private final MaskedLines lines;
  private final int unshown;
  private final int gutter;

  Snippets(Diagnostic diagnostic, MaskedLines lines) {
    this.lines = lines;
    Finding finding = diagnostic.finding();
    Mark primary = new Mark(finding.span(), finding.label(), true, Style.of(diagnostic.severity()));
    add(primary);
    int shown = Math.min(MAX_NOTES, finding.notes().size());
    int lastLine = primary.line();
    for (Note note : finding.notes().subList(0, shown)) {
      Mark mark = new Mark(note.span(), note.message(), false, Style.FRAME);
      add(mark);
      lastLine = Math.max(lastLine, mark.line());
    }
    this.unshown = finding.notes().size() - shown;
    this.gutter = Integer.toString(lastLine).length();
  }

  private void add(Mark mark) {
    for (List<Mark> cluster : clusters) {
      for (Mark other : cluster) {
        if (mark.isNear(other)) {
          cluster.add(mark);
          return;
        }
      }
    }
    List<Mark> cluster = new ArrayList<>();
    cluster.add(mark);
    clusters.add(cluster);
  }

  /** Writes all of them and gives the width of the line numbers. */
  int write(Page page) throws IOException {
    for (int i = 0; i < clusters.size(); i++) {
      if (i > 0) {
        writeFrame(page).endLine();
      }
      writeCluster(clusters.get(i), i == 0, page);
    }
    if (unshown > 0) {
      page.spaces(gutter + 1).put(Style.FRAME, "=").put(" ").put(Style.STRONG, "note").put(": ");
      page.put(unshown + (unshown == 1 ? " more place" : " more places")).endLine();
    }
    return gutter;
  }

  private void writeCluster(List<Mark> cluster, boolean first, Page page) throws IOException {
    Mark main = cluster.get(0);
    Position position = main.position();
    page.spaces(gutter).put(Style.FRAME, first ? "-->" : ":::").put(" ");
    page.put(Printable.line(main.file().path().value())).put(":");
    page.put(Integer.toString(position.line())).put(":");
    page.put(Integer.toString(position.column())).endLine();
    writeFrame(page).endLine();

    int top = main.line();
    int bottom = main.line();
    for (Mark mark : cluster) {
      top = Math.min(top, mark.line());
      bottom = Math.max(bottom, mark.line());
    }
    if (first) {
      writeContext(main.file(), top, page);
    }
    for (int line = top; line <= bottom; line++) {
      writeLine(main.file(), line, marksOf(cluster, line), line < bottom, page);
    }
  }

  private static List<Mark> marksOf(List<Mark> cluster, int line) {
    List<Mark> marks = new ArrayList<>();
    for (Mark mark : cluster) {
      if (mark.line() == line) {
        marks.add(mark);
      }
    }
    return marks;
  }

  /** The line that the first line belongs to: its key, its section. */
  private void writeContext(SourceFile file, int top, Page page) throws IOException {
    int above = EnclosingLine.above(file, top);
    if (above == top) {
      return;
    }
    writeSource(file, above, List.of(), page);
    if (above + 2 == top) {
      writeSource(file, above + 1, List.of(), page);
    } else if (above + 2 < top) {
      page.put(Style.FRAME, "...").endLine();
    }
  }

  private void writeLine(
      SourceFile file, int line, List<Mark> marks, boolean nextIsShown, Page page)
      throws IOException {
    List<Placed> placed = new ArrayList<>(writeSource(file, line, marks, page).marks());
    if (placed.isEmpty()) {
      return;
    }
    Collections.sort(placed);
    writeUnderlines(placed, page);
    boolean goesOn = false;
    for (Mark mark : marks) {
      goesOn |= mark.goesOnBelow();
    }
    if (goesOn && !nextIsShown) {
      page.put(Style.FRAME, "...").endLine();
    }
  }

  private LineView writeSource(SourceFile file, int line, List<Mark> marks, Page page)
      throws IOException {
    LineView view = LineView.of(file.lineSpan(line), lines.secrets(file, line), marks);
    String number = Integer.toString(line);
    page.spaces(gutter - number.length()).put(Style.FRAME, number + " |").put(" ");
    page.put(view.text()).endLine();
    return view;
  }

  private void writeUnderlines(List<Placed> placed, Page page) throws IOException {
    int width = 0;
    for (Placed one : placed) {
      width = Math.max(width, one.end());
    }
    char[] signs = new char[width];
    Style[] styles = new Style[width];
    Arrays.fill(signs, ' ');
    Arrays.fill(styles, Style.PLAIN);
    for (Placed one : placed) {
      for (int column = one.start(); column < one.end(); column++) {
        if (signs[column] != '^') {
          signs[column] = one.mark().primary() ? '^' : '-';
          styles[column] = one.mark().style();
        }
      }
    }
    writeFrame(page).put(" ");
    int from = 0;
    for (int column = 1; column <= width; column++) {
      if (column == width || styles[column] != styles[from] || signs[column] != signs[from]) {
        page.put(styles[from], new String(signs, from, column - from));
        from = column;
      }
    }
    Placed rightmost = placed.get(placed.size() - 1);
    boolean beside = rightmost.end() == width;
    if (beside && !rightmost.mark().label().isEmpty()) {
      page.put(" ").put(rightmost.mark().style(), Printable.line(rightmost.mark().label()));
    }
    page.endLine();
    writeLabelsBelow(beside ? placed.subList(0, placed.size() - 1) : placed, page);
  }

  /** The labels that do not fit beside the underline, each on a line of its own. */
  private void writeLabelsBelow(List<Placed> placed, Page page) throws IOException {
    List<Placed> labelled = new ArrayList<>();
    for (Placed one : placed) {
      if (!one.mark().label().isEmpty()) {
        labelled.add(one);
      }
    }
    if (labelled.isEmpty()) {
      return;
    }
    writeStems(labelled, page);
    page.endLine();
    for (int i = labelled.size() - 1; i >= 0; i--) {
      Placed one = labelled.get(i);
      int column = writeStems(labelled.subList(0, i), one.start(), page);
      page.spaces(one.start() - column);
      page.put(one.mark().style(), Printable.line(one.mark().label())).endLine();
    }
  }

  private void writeStems(List<Placed> placed, Page page) throws IOException {
    writeStems(placed, Integer.MAX_VALUE, page);
  }

  /** Draws a stem below each mark that begins before {@code limit}; gives the column behind. */
  private int writeStems(List<Placed> placed, int limit, Page page) throws IOException {
    writeFrame(page).put(" ");
    int column = 0;
    for (Placed one : placed) {
      if (one.start() >= column && one.start() < limit) {
        page.spaces(one.start() - column).put(one.mark().style(), "|");
        column = one.start() + 1;
      }
    }
    return column;
  }

  private Page writeFrame(Page page) throws IOException {
    return page.spaces(gutter + 1).put(Style.FRAME, "|");
  }
}
