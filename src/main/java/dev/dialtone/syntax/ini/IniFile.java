package dev.dialtone.syntax.ini;

import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what most INI dialects have in common: sections in brackets, {@code name = value} on a line
 * of its own, comments from {@code ;} or {@code #} at the beginning of a line. What is special to a
 * dialect is left to whoever reads the values.
 */
public final class IniFile {
  private IniFile() {}

  /**
   * A line that says something.
   *
   * @param section the section it stands in, as written; empty above the first
   * @param name what is assigned; for another line, all of it
   * @param value the value without white space around it; empty if there is none
   * @param assigned whether there is a {@code =}
   * @param line the whole line without white space around it
   */
  public record Line(Text section, Text name, Text value, boolean assigned, Text line) {}

  /** The lines of a file. */
  public static List<Line> read(SourceFile file) {
    List<Line> lines = new ArrayList<>();
    Text section = Text.of("", file.span(0, 0));
    for (int number = 1; number <= file.lineCount(); number++) {
      Text line = Text.of(file.lineSpan(number)).strip();
      if (line.isEmpty() || line.chars().startsWith(";") || line.chars().startsWith("#")) {
        continue;
      }
      int close = line.chars().lastIndexOf(']');
      if (line.chars().startsWith("[") && close > 0) {
        section = line.slice(1, close).strip();
        continue;
      }
      int equals = line.chars().indexOf('=');
      boolean assigned = equals >= 0;
      Text name = assigned ? line.slice(0, equals).strip() : line;
      Text value = assigned ? line.slice(equals + 1).strip() : line.slice(line.length());
      lines.add(new Line(section, name, value, assigned, line));
    }
    return lines;
  }
}
