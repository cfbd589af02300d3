package dev.dialtone.lint;

import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.List;
import java.util.stream.Stream;

/** Another place that a finding needs, with a few words on what it has to do with it. */
public record Note(Span span, String message) {
  /** Where a text is written, in these words, and the steps by which it came to count. */
  public static List<Note> chain(Text text, String words) {
    return Stream.concat(
            Stream.of(new Note(text.span(), words)),
            text.chain().stream().map(step -> new Note(step.at(), step.kind().words())))
        .toList();
  }
}
