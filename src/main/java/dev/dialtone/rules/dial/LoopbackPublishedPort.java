package dev.dialtone.rules.dial;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Host;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Port;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.Verdict;
import dev.dialtone.reach.RuntimeErrors;
import dev.dialtone.rules.Walks;
import dev.dialtone.rules.Words;
import java.util.List;
import java.util.function.Consumer;

/** DT112: an address of the host machine is dialled on which the port is not published. */
public final class LoopbackPublishedPort implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT112",
        "loopback-published-port",
        Severity.WARNING,
        "The host's address is dialled, on which the port of the service is not published");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    for (Connection connection : outcome.connections()) {
      if (connection.verdict() instanceof Verdict.NotPublished verdict) {
        sink.accept(finding(outcome, connection, verdict));
      }
    }
  }

  private Finding finding(Outcome outcome, Connection connection, Verdict.NotPublished verdict) {
    Dial dial = connection.dial();
    boolean onHost = Host.parse(dial.host()).known().stream().anyMatch(Host::isLoopback);
    Port port = dial.port().known().get(0);
    Finding.Builder finding =
        Finding.at(info(), dial.address().span(), message(verdict, onHost, port))
            .label(
                onHost
                    ? "%s is on the host's network, so this is the host"
                        .formatted(quoted(dial.from()))
                    : "from a container this is another address of the host")
            .service(dial.from().value())
            .confidence(verdict.confidence())
            .occurrence(onHost ? Occurrence.EVERY_START : Occurrence.SOME_STARTS)
            .notes(Words.usedBy(dial.from(), dial.address()))
            .notes(Words.portElsewhere(dial));
    for (PublishedPort entry : verdict.entry()) {
      finding.notes(List.of(Words.publishedHere(entry)));
    }
    if (verdict.entry().isEmpty()) {
      Container server = outcome.project().containers().get(verdict.server());
      if (server != null) {
        server.listeners().sockets().stream()
            .filter(listener -> listener.ports().contains(verdict.port()))
            .limit(1)
            .forEach(listener -> finding.notes(List.of(Words.listens(verdict.server(), listener))));
      }
    }
    return finding
        .walk(Walks.of(connection))
        .help(help(verdict, onHost))
        .runtimeError(new RuntimeErrors(outcome.project()).refused(connection.dial()))
        .build();
  }

  private static String message(Verdict.NotPublished verdict, boolean onHost, Port port) {
    String server = quoted(verdict.server());
    if (!onHost) {
      return "%s of %s is published on the loopback address of the host only"
          .formatted(port, server);
    }
    return verdict.entry().isEmpty()
        ? "%s of %s is not published on the host".formatted(port, server)
        : "%s of %s has another number on the host".formatted(port, server);
  }

  private static String help(Verdict.NotPublished verdict, boolean onHost) {
    if (!onHost) {
      return "dial " + quoted(verdict.server() + ":" + verdict.port());
    }
    for (PublishedPort entry : verdict.entry()) {
      if (entry.hostPorts().known().stream().anyMatch(range -> range.size() == 1)) {
        return "dial " + quoted("localhost:" + entry.hostPorts().known().get(0).first());
      }
    }
    return "publish it: `ports: [\"127.0.0.1:%s:%s\"]`".formatted(verdict.port(), verdict.port());
  }
}
