package dev.dialtone.cli;

import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.LintResult;
import dev.dialtone.source.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.List;

/**
 * A report that is asked for.
 *
 * @param file where it goes, {@code -} for standard output
 */
record Report(String format, String file) {
  static final List<String> FORMATS = List.of("text", "json");

  /** Writes the result, to standard output or to the file. */
  void write(LintResult result, Surroundings surroundings) throws UsageException {
    String text = render(result);
    if (file.equals("-")) {
      surroundings.out().append(text);
      return;
    }
    try {
      Files.write(surroundings.folder().resolve(file), text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException | InvalidPathException e) {
      throw new UsageException("cannot write " + file);
    }
  }

  private String render(LintResult result) {
    Json json = new Json().open('{');
    json.name("schemaVersion").number(1);
    json.name("findings").open('[');
    for (Diagnostic diagnostic : result.diagnostics()) {
      Position start = diagnostic.finding().span().startPosition();
      json.open('{');
      json.name("rule").string(diagnostic.finding().rule().id());
      json.name("severity").string(diagnostic.severity().id());
      json.name("message").string(diagnostic.finding().message());
      json.name("file").string(diagnostic.finding().span().file().path().value());
      json.name("line").number(start.line()).name("column").number(start.column());
      json.close('}');
    }
    json.close(']').name("summary").open('{');
    json.name("files").number(result.fileCount());
    json.name("projects").number(result.projects().size());
    return json.close('}').close('}') + "\n";
  }
}
