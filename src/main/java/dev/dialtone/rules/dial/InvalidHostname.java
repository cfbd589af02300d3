package dev.dialtone.rules.dial;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Host;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Platform;
import dev.dialtone.model.Verdict;
import dev.dialtone.rules.Walks;
import dev.dialtone.rules.Words;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** DT111: a name that resolves is rejected as none by the client or by the server. */
public final class InvalidHostname implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT111",
        "invalid-hostname",
        Severity.WARNING,
        "A dialled name holds an underscore, which the client or the server does not accept");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    Map<?, Container> containers = outcome.project().containers();
    for (Connection connection : outcome.connections()) {
      Dial dial = connection.dial();
      boolean named =
          Host.parse(dial.host()).known().stream()
              .anyMatch(host -> host instanceof Host.HostName n && n.value().indexOf('_') >= 0);
      if (!named || !(connection.verdict() instanceof Verdict.Connects to)) {
        continue;
      }
      Container client = containers.get(dial.from());
      Container server = containers.get(to.server());
      if (client == null || server == null || !isAsked(dial)) {
        continue;
      }
      if (client.platform() == Platform.JAVA && isParsed(dial)) {
        sink.accept(
            finding(
                connection,
                quoted(dial.from()) + " runs on Java, whose URLs have no underscore in the host"));
      } else if (isWeb(dial) && checksHost(server)) {
        sink.accept(
            finding(connection, quoted(to.server()) + " answers 400 to a request for such a host"));
      }
    }
  }

  private static boolean isAsked(Dial dial) {
    return dial.role() == Dial.Role.CLIENT || dial.role() == Dial.Role.SCRAPE;
  }

  private static boolean isWeb(Dial dial) {
    return switch (dial.scheme().toLowerCase(Locale.ROOT)) {
      case "http", "https", "ws", "wss" -> true;
      default -> false;
    };
  }

  /** Clients of these schemes take their URLs apart with {@code java.net.URI}. */
  private static boolean isParsed(Dial dial) {
    return isWeb(dial)
        || switch (dial.scheme().toLowerCase(Locale.ROOT)) {
          case "redis", "rediss", "amqp", "amqps" -> true;
          default -> false;
        };
  }

  /** Tomcat, which Spring Boot brings, and Django look at the host that a request is for. */
  private static boolean checksHost(Container server) {
    return server.platform() == Platform.JAVA
        || (server.platform() == Platform.PYTHON
            && server.environment().stream()
                .anyMatch(variable -> variable.name().chars().startsWith("DJANGO_")));
  }

  private Finding finding(Connection connection, String why) {
    Dial dial = connection.dial();
    String better = dial.host().toString().replace('_', '-');
    return Finding.at(
            info(), dial.host().span(), "%s resolves, and %s".formatted(quoted(dial.host()), why))
        .label("an underscore is no part of a host name")
        .service(dial.from().value())
        .confidence(dial.confidence().and(Confidence.PROBABLE))
        .notes(Words.usedBy(dial.from(), dial.host()))
        .walk(Walks.of(connection))
        .help(
            "rename the service to %s, or give it that alias, and dial it"
                .formatted(quoted(better)))
        .runtimeError(isWeb(dial) ? "HTTP Status 400 - Bad Request" : "")
        .build();
  }
}
