package dev.dialtone.format.compose;

import dev.dialtone.model.facts.EnvironmentFile;
import dev.dialtone.model.facts.EnvironmentFile.Assignment;
import dev.dialtone.model.facts.EnvironmentFile.Form;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/** Reads the lines {@code NAME=value}; stands in until the reader of such files is there. */
final class DotenvLines {
  private DotenvLines() {}

  static Reading<EnvironmentFile> read(SourceFile file) {
    return read(file, false);
  }

  static Reading<EnvironmentFile> readRaw(SourceFile file) {
    return read(file, true);
  }

  private static Reading<EnvironmentFile> read(SourceFile file, boolean raw) {
    List<Assignment> assignments = new ArrayList<>();
    String text = file.text();
    for (int line = 1; line <= file.lineCount(); line++) {
      Text whole = Text.of(file.lineSpan(line)).strip();
      if (whole.chars().startsWith("export ")) {
        whole = whole.slice(7).strip();
      }
      int equals = whole.chars().indexOf('=');
      if (whole.isEmpty() || whole.chars().charAt(0) == '#') {
        continue;
      }
      if (equals < 0) {
        assignments.add(new Assignment(whole, whole.slice(whole.length()), Form.INHERITED));
        continue;
      }
      Text name = whole.slice(0, equals).strip();
      Text value = whole.slice(equals + 1);
      if (raw) {
        assignments.add(new Assignment(name, value, Form.SINGLE_QUOTED));
        continue;
      }
      value = value.strip();
      char quote = value.isEmpty() ? 0 : value.chars().charAt(0);
      if (quote == '"' || quote == '\'') {
        int from = value.span().start() + 1;
        int end = text.indexOf(quote, from);
        if (end > 0) {
          assignments.add(
              new Assignment(
                  name,
                  Text.of(file.span(from, end)),
                  quote == '"' ? Form.DOUBLE_QUOTED : Form.SINGLE_QUOTED));
          line = file.line(end);
          continue;
        }
      }
      int comment = value.chars().indexOf(" #");
      assignments.add(
          new Assignment(name, comment < 0 ? value : value.slice(0, comment).strip(), Form.PLAIN));
    }
    return new Reading<>(new EnvironmentFile(assignments), List.of());
  }
}
