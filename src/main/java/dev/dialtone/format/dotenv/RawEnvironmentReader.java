package dev.dialtone.format.dotenv;

import dev.dialtone.model.facts.EnvironmentFile;
import dev.dialtone.model.facts.EnvironmentFile.Assignment;
import dev.dialtone.model.facts.EnvironmentFile.Form;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an {@code env_file} of {@code format: raw}: what stands behind the {@code =} is the value,
 * quotes, blanks and dollars included, as {@code docker run --env-file} has it.
 *
 * @see <a href="https://github.com/docker/cli/blob/master/pkg/kvfile/kvfile.go">the parser that
 *     Compose takes for this format</a>
 */
public final class RawEnvironmentReader {
  private RawEnvironmentReader() {}

  /** Reads a file; lines that cannot be read are left out. */
  public static Reading<EnvironmentFile> read(SourceFile file) {
    List<Assignment> assignments = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    String text = file.text();
    int start = 0;
    while (start < text.length()) {
      int found = text.indexOf('\n', start);
      int end = found < 0 ? text.length() : found;
      boolean carriageReturn = end > start && text.charAt(end - 1) == '\r';
      line(file.span(start, carriageReturn ? end - 1 : end), assignments, problems);
      start = end + 1;
    }
    return new Reading<>(new EnvironmentFile(assignments), problems);
  }

  private static void line(Span span, List<Assignment> assignments, List<Problem> problems) {
    String chars = span.text();
    int from = 0;
    while (from < chars.length() && Character.isWhitespace(chars.charAt(from))) {
      from++;
    }
    if (from == chars.length() || chars.charAt(from) == '#') {
      return;
    }
    int equals = chars.indexOf('=', from);
    int nameEnd = equals < 0 ? chars.length() : equals;
    if (nameEnd == from) {
      problems.add(Problem.syntax(span.slice(from, from + 1), "no variable name on the line"));
      return;
    }
    for (int i = from; i < nameEnd; i++) {
      if (chars.charAt(i) == ' ' || chars.charAt(i) == '\t') {
        problems.add(Problem.syntax(span.slice(i, i + 1), "variable contains whitespaces"));
        return;
      }
    }
    Text name = Text.of(span.slice(from, nameEnd));
    int valueStart = equals < 0 ? chars.length() : equals + 1;
    assignments.add(
        new Assignment(
            name,
            Text.of(span.slice(valueStart, chars.length())),
            equals < 0 ? Form.INHERITED : Form.RAW));
  }
}
