package dev.dialtone.harness;

import dev.dialtone.model.facts.Endpoints;
import dev.dialtone.model.facts.Endpoints.Advertised;
import dev.dialtone.model.facts.Endpoints.Bind;
import dev.dialtone.model.facts.Endpoints.Target;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.Position;
import dev.dialtone.source.Problem;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.Locale;

/** Writes down what was read from a server's configuration, a line each, for tests to compare. */
public final class ShownEndpoints {
  private ShownEndpoints() {}

  /** All of it: sockets, targets, includes, announcements, problems, completeness. */
  public static String of(Reading<Endpoints> reading) {
    StringBuilder shown = new StringBuilder();
    for (Bind bind : reading.facts().binds()) {
      shown
          .append("listens on ")
          .append(bind.port().known().isEmpty() ? "?" : bind.port().known().get(0))
          .append('/')
          .append(bind.protocol().name().toLowerCase(Locale.ROOT))
          .append(" (")
          .append(place(bind.port().text()))
          .append(") at ")
          .append(bind.scope())
          .append(bind.told() ? " (" : " by default (")
          .append(place(bind.scopeAt()))
          .append(')')
          .append(bind.usual() > 0 ? " in place of " + bind.usual() : "")
          .append('\n');
    }
    for (Target target : reading.facts().targets()) {
      shown
          .append("dials ")
          .append(target.scheme())
          .append(" host ")
          .append(place(target.host()))
          .append(target.port().isEmpty() ? "" : " port " + place(target.port()))
          .append(target.role() == Endpoints.Role.UPSTREAM ? "" : " as " + target.role())
          .append('\n');
    }
    for (Text include : reading.facts().includes()) {
      shown.append("includes ").append(place(include)).append('\n');
    }
    for (Advertised advertised : reading.facts().advertised()) {
      shown
          .append("advertises ")
          .append(advertised.name())
          .append(advertised.name().isEmpty() ? "" : " ")
          .append(place(advertised.host()))
          .append(advertised.port().isEmpty() ? "" : " port " + place(advertised.port()))
          .append(" on ")
          .append(advertised.listeners())
          .append('\n');
    }
    for (Problem problem : reading.problems()) {
      shown
          .append(problem.kind())
          .append(' ')
          .append(place(problem.span()))
          .append(": ")
          .append(problem.message())
          .append('\n');
    }
    return shown.append(reading.facts().complete() ? "" : "not complete\n").toString();
  }

  /** The characters, and where they are written if that is not letter by letter what they are. */
  private static String place(Text text) {
    Span span = text.span();
    return span.text().equals(text.chars()) ? place(span) : text + " from " + place(span);
  }

  private static String place(Span span) {
    Position start = span.startPosition();
    return "`" + span.text() + "` " + start.line() + ":" + start.column();
  }
}
