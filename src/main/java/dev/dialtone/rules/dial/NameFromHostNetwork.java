package dev.dialtone.rules.dial;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Dial;
import dev.dialtone.model.NetworkMode;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.Service;
import dev.dialtone.model.Verdict;
import dev.dialtone.reach.RuntimeErrors;
import dev.dialtone.rules.Walks;
import dev.dialtone.rules.Words;
import java.util.List;
import java.util.function.Consumer;

/** DT113: a service on the host's network dials another one by its name. */
public final class NameFromHostNetwork implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT113",
        "name-from-host-network",
        Severity.ERROR,
        "A service on the host's network dials a name that only networks of the project know");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    for (Connection connection : outcome.connections()) {
      Service client = outcome.project().composition().services().get(connection.dial().from());
      if (connection.verdict() instanceof Verdict.NameUnknownToHost verdict && client != null) {
        sink.accept(finding(outcome, connection, verdict, client));
      }
    }
  }

  private Finding finding(
      Outcome outcome, Connection connection, Verdict.NameUnknownToHost verdict, Service client) {
    Dial dial = connection.dial();
    Finding.Builder finding =
        Finding.at(
                info(),
                dial.host().span(),
                "on the host's network, where %s is, %s is no name"
                    .formatted(quoted(client.name()), quoted(dial.host())))
            .label("only containers on a network of the project can look it up")
            .service(client.name().value())
            .confidence(verdict.confidence())
            .notes(Words.usedBy(dial.from(), dial.host()));
    if (client.networkMode() instanceof NetworkMode.HostMode mode) {
      finding.note(mode.at().span(), quoted(client.name()) + " joins the host's network here");
    }
    verdict.entry().forEach(entry -> finding.notes(List.of(Words.publishedHere(entry))));
    return finding
        .walk(Walks.of(connection))
        .help(help(verdict, client))
        .runtimeError(new RuntimeErrors(outcome.project()).unresolved(dial))
        .build();
  }

  private static String help(Verdict.NameUnknownToHost verdict, Service client) {
    for (PublishedPort entry : verdict.entry()) {
      if (entry.hostPorts().known().stream().anyMatch(range -> range.size() == 1)) {
        return "dial " + quoted("localhost:" + entry.hostPorts().known().get(0).first());
      }
    }
    return "publish the port of %s and dial `localhost`, or take `network_mode: host` from %s"
        .formatted(quoted(verdict.server()), quoted(client.name()));
  }
}
