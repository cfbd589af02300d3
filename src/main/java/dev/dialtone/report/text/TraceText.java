package dev.dialtone.report.text;

import dev.dialtone.lint.Note;
import dev.dialtone.report.Printable;
import dev.dialtone.report.Trace;
import dev.dialtone.report.secret.Secrets;
import dev.dialtone.source.Position;
import dev.dialtone.source.SourceFile;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Writes the way of a connection for people: each step, and the lines it is read from. */
public final class TraceText {
  /** In columns: the name of a step, and what is left of it. */
  private static final int LABEL = 11;

  private final Page page;
  private final MaskedLines lines = new MaskedLines();

  /** Writes to {@code out}, in colour if that is wanted. */
  public TraceText(Appendable out, boolean colour) {
    this.page = new Page(out, colour);
  }

  /** Writes one way. */
  public void write(Trace trace) throws IOException {
    Trace safe = Secrets.hide(trace);
    String target = "`" + Printable.line(safe.target()) + "`";
    String from = "`" + Printable.line(safe.from()) + "`";
    page.put(
        Style.STRONG,
        safe.hypothetical()
            ? "if " + from + " dialled " + target + ": "
            : from + " dials " + target + ": ");
    page.put(style(safe.result()), words(safe.result())).endLine();
    int width = 0;
    for (Trace.Step step : safe.steps()) {
      for (Note place : step.places()) {
        width = Math.max(width, place(place).length());
      }
    }
    for (Trace.Step step : safe.steps()) {
      writeRow(words(step.kind()), step.words());
      for (Note place : step.places()) {
        writePlace(place, width);
      }
    }
    writeRow("verdict", safe.verdict());
    if (!safe.runtimeError().isEmpty()) {
      writeRow("at run time", safe.runtimeError());
    }
  }

  private void writeRow(String label, String words) throws IOException {
    page.spaces(2).put(Style.STRONG, label).spaces(Math.max(1, LABEL + 2 - label.length()));
    page.put(Printable.line(words)).endLine();
  }

  /** The place, the line that is written there, and what that has to do with the step. */
  private void writePlace(Note note, int width) throws IOException {
    String place = place(note);
    page.spaces(LABEL + 4).put(Style.FRAME, place).spaces(width - place.length() + 2);
    SourceFile file = note.span().file();
    int line = note.span().startPosition().line();
    Mark mark = new Mark(note.span(), "", true, Style.PLAIN);
    page.put(
        LineView.of(file.lineSpan(line), lines.secrets(file, line), List.of(mark)).text().strip());
    if (!note.message().isEmpty()) {
      page.spaces(2).put(Style.FRAME, "(" + Printable.line(note.message()) + ")");
    }
    page.endLine();
  }

  private static String place(Note note) {
    Position at = note.span().startPosition();
    String path = Printable.line(note.span().file().path().value());
    return path + ":" + at.line() + ":" + at.column();
  }

  private static Style style(Trace.Result result) {
    return result.fails()
        ? Style.ERROR
        : result == Trace.Result.UNKNOWN ? Style.WARNING : Style.NOTE;
  }

  /** A step's or a result's name as it is printed. */
  public static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
