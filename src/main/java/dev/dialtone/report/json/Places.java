package dev.dialtone.report.json;

import dev.dialtone.source.Position;
import dev.dialtone.source.Span;
import java.io.IOException;

/** The members by which all our JSON tells a place. */
final class Places {
  private Places() {}

  /** Writes file, line, column, and where the place ends. */
  static void write(Span span, JsonWriter json) throws IOException {
    json.name("file").string(span.file().path().value());
    Position start = span.startPosition();
    Position end = span.endPosition();
    json.name("line").number(start.line());
    json.name("column").number(start.column());
    json.name("endLine").number(end.line());
    json.name("endColumn").number(end.column());
  }
}
