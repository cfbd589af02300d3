package dev.dialtone.syntax.literal;

import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads files of {@code [section]} and {@code name = value} lines, as most INI parsers take them.
 */
public final class IniReader {
  private IniReader() {}

  /** The named values of a file in their order. */
  public static List<Literal> read(SourceFile file) {
    List<Literal> literals = new ArrayList<>();
    String section = "";
    for (int number = 1; number <= file.lineCount(); number++) {
      Text line = Text.of(file.lineSpan(number)).strip();
      String chars = line.chars();
      if (chars.isEmpty() || chars.charAt(0) == '#' || chars.charAt(0) == ';') {
        continue;
      }
      if (chars.charAt(0) == '[') {
        int close = chars.indexOf(']');
        section = chars.substring(1, close < 0 ? chars.length() : close).strip();
        continue;
      }
      int joint = joint(chars);
      if (joint > 0) {
        Text name = line.slice(0, joint).strip();
        String full = section.isEmpty() ? name.chars() : section + "." + name.chars();
        literals.add(new Literal(full, name, value(line.slice(joint + 1).strip())));
      }
    }
    return List.copyOf(literals);
  }

  /** The first {@code =} or {@code :} of a line. */
  private static int joint(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '=' || line.charAt(i) == ':') {
        return i;
      }
    }
    return -1;
  }

  private static Text value(Text written) {
    String chars = written.chars();
    char quote = chars.isEmpty() ? 0 : chars.charAt(0);
    if (quote == '"' || quote == '\'') {
      int close = chars.indexOf(quote, 1);
      return close < 0 ? written : written.slice(1, close);
    }
    for (int i = 1; i < chars.length(); i++) {
      boolean mark = chars.charAt(i) == ';' || chars.charAt(i) == '#';
      if (mark && Character.isWhitespace(chars.charAt(i - 1))) {
        return written.slice(0, i).strip();
      }
    }
    if (chars.isEmpty()) {
      Span site = written.site();
      return Text.of("", site);
    }
    return written;
  }
}
