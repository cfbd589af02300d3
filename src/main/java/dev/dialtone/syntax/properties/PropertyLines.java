package dev.dialtone.syntax.properties;

import dev.dialtone.source.Problem;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.List;

/** The lines of a property file in their order, and what cannot be read in it. */
public record PropertyLines(List<Line> lines, List<Problem> problems) {
  public PropertyLines {
    lines = List.copyOf(lines);
    problems = List.copyOf(problems);
  }

  /** A line that says something. */
  public sealed interface Line {}

  /** A key and a value, escapes undone; either may be empty. */
  public record Entry(Text key, Text value) implements Line {}

  /**
   * A comment.
   *
   * @param span from its {@code #} or {@code !} to the end of the line
   */
  public record Comment(Span span) implements Line {}

  /** The keys and values without the comments. */
  public List<Entry> entries() {
    return lines.stream().filter(Entry.class::isInstance).map(Entry.class::cast).toList();
  }
}
