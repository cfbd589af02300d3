package dev.dialtone.syntax.ini;

import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads INI files as Python's {@code configparser} does where comments may stand behind values:
 * values go on in lines that are indented further, {@code ;} and {@code #} behind white space begin
 * a comment. Values are not interpolated.
 *
 * @see <a href="https://docs.python.org/3/library/configparser.html#supported-ini-file-structure">
 *     Supported INI File Structure</a>
 */
public final class PythonIni {
  private final List<Option> options = new ArrayList<>();
  private Text section;

  /** The option whose value may go on; the indent of its line in characters. */
  private Text name;

  private Text value;
  private int indent;

  private PythonIni(Text nothing) {
    section = nothing;
    name = nothing;
    value = nothing;
  }

  /**
   * A value of a section.
   *
   * @param section the section as written; empty above the first
   * @param name the name, which Python takes in lower case
   * @param value the value; its further lines are behind line ends
   */
  public record Option(Text section, Text name, Text value) {}

  /** The options of a file in their order; lines that Python refuses are left out. */
  public static List<Option> read(SourceFile file) {
    PythonIni reader = new PythonIni(Text.of("", file.span(0, 0)));
    for (int number = 1; number <= file.lineCount(); number++) {
      reader.line(Text.of(file.lineSpan(number)));
    }
    reader.endOption();
    return List.copyOf(reader.options);
  }

  private void line(Text whole) {
    Text line = whole.slice(0, commentStart(whole.chars()));
    Text content = line.strip();
    if (content.isEmpty()) {
      return;
    }
    int column = line.chars().indexOf(content.chars());
    if (!name.isEmpty() && column > indent) {
      value = joined(value, content);
      return;
    }
    endOption();
    indent = column;
    int close = content.chars().lastIndexOf(']');
    if (content.chars().startsWith("[") && close > 1) {
      section = content.slice(1, close);
      return;
    }
    int joint = joint(content.chars());
    if (joint > 0) {
      name = content.slice(0, joint).strip();
      value = content.slice(joint + 1).strip();
    }
  }

  private void endOption() {
    if (!name.isEmpty()) {
      options.add(new Option(section, name, value));
      name = name.slice(0, 0);
    }
  }

  private static Text joined(Text above, Text below) {
    return Text.builder(above.site())
        .append(above)
        .append("\n", below.slice(0, 0).span())
        .append(below)
        .build();
  }

  /** Where a comment begins; the end of the line if there is none. */
  private static int commentStart(String line) {
    boolean blank = true;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean mark = c == ';' || c == '#';
      if (mark && (blank || Character.isWhitespace(line.charAt(i - 1)))) {
        return i;
      }
      blank &= Character.isWhitespace(c);
    }
    return line.length();
  }

  /** The first {@code =} or {@code :} of a line; -1 if there is none. */
  private static int joint(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '=' || line.charAt(i) == ':') {
        return i;
      }
    }
    return -1;
  }
}
