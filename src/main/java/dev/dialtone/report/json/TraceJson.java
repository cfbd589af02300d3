package dev.dialtone.report.json;

import dev.dialtone.lint.Note;
import dev.dialtone.report.Trace;
import dev.dialtone.report.secret.Secrets;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Writes the ways of connections as JSON, in the manner of {@link JsonReporter}. */
public final class TraceJson {
  private static final int SCHEMA_VERSION = 1;

  private TraceJson() {}

  /** Writes the ways in their order; {@code version} is that of the program. */
  public static void write(List<Trace> traces, String version, Appendable out) throws IOException {
    JsonWriter json = new JsonWriter(out).open('{');
    json.name("schemaVersion").number(SCHEMA_VERSION);
    json.name("tool").open('{');
    json.name("name").string("dialtone");
    json.name("version").string(version);
    json.close('}');
    json.name("traces").open('[');
    for (Trace trace : traces) {
      write(Secrets.hide(trace), json);
    }
    json.close(']').close('}');
    out.append('\n');
  }

  private static void write(Trace trace, JsonWriter json) throws IOException {
    json.open('{');
    JsonReporter.write(trace.project(), json.name("project"));
    json.name("from").string(trace.from());
    json.name("host").string(trace.host());
    if (trace.port() > 0) {
      json.name("port").number(trace.port());
    }
    json.name("role").string(trace.role());
    json.name("hypothetical").flag(trace.hypothetical());
    json.name("steps").open('[');
    for (Trace.Step step : trace.steps()) {
      write(step, json);
    }
    json.close(']');
    json.name("result").string(id(trace.result()));
    json.name("verdict").string(trace.verdict());
    if (!trace.runtimeError().isEmpty()) {
      json.name("runtimeError").string(trace.runtimeError());
    }
    json.close('}');
  }

  private static void write(Trace.Step step, JsonWriter json) throws IOException {
    json.open('{').name("step").string(id(step.kind())).name("message").string(step.words());
    if (!step.places().isEmpty()) {
      json.name("places").open('[');
      for (Note place : step.places()) {
        json.open('{');
        Places.write(place.span(), json);
        if (!place.message().isEmpty()) {
          json.name("message").string(place.message());
        }
        json.close('}');
      }
      json.close(']');
    }
    json.close('}');
  }

  private static String id(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
