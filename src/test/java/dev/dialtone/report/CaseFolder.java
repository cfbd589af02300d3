package dev.dialtone.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The input files of one case: {@code testdata/report/<case>/}. */
record CaseFolder(Path path) {
  static final Path ALL = Path.of("testdata", "report");

  static CaseFolder of(String name) {
    return new CaseFolder(ALL.resolve(name));
  }

  SourceFile file(String name) {
    try {
      return new SourceFile(new FilePath(name), Files.readString(path.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The place of a text that stands in a file once. */
  Span at(String name, String text) {
    SourceFile file = file(name);
    int start = file.text().indexOf(text);
    assertTrue(start >= 0, () -> name + " does not hold " + text);
    assertTrue(file.text().indexOf(text, start + 1) < 0, () -> name + " holds twice: " + text);
    return file.span(start, start + text.length());
  }
}
