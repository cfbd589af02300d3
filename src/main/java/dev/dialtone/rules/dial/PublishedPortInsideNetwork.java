package dev.dialtone.rules.dial;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Port;
import dev.dialtone.model.Verdict;
import dev.dialtone.reach.RuntimeErrors;
import dev.dialtone.rules.Fixes;
import dev.dialtone.rules.Walks;
import dev.dialtone.rules.Words;
import java.util.function.Consumer;

/** DT103: the dialled port is the one that the service has on the host, not in its container. */
public final class PublishedPortInsideNetwork implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT103",
        "published-port-inside-network",
        Severity.ERROR,
        "A container dials the port that another one has on the host only");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    RuntimeErrors errors = new RuntimeErrors(outcome.project());
    for (Connection connection : outcome.connections()) {
      if (connection.verdict() instanceof Verdict.PublishedPortInside verdict) {
        sink.accept(finding(connection, verdict, errors));
      }
    }
  }

  private Finding finding(
      Connection connection, Verdict.PublishedPortInside verdict, RuntimeErrors errors) {
    Dial dial = connection.dial();
    Port port = dial.port().known().get(0);
    return Finding.at(
            info(),
            dial.port().text().span(),
            "%s is the port of %s on the host: between containers it listens on %s"
                .formatted(port, quoted(verdict.server()), verdict.containerPort()))
        .label(
            Words.dialler(dial, verdict.server())
                + " is inside the network, where this number means nothing")
        .service(dial.from().value())
        .confidence(verdict.confidence())
        .notes(Words.usedBy(dial.from(), dial.port().text()))
        .notes(Words.hostElsewhere(dial))
        .note(
            verdict.entry().at().span(),
            "published here: %s on the host, %s in the container"
                .formatted(port, verdict.containerPort()))
        .walk(Walks.of(connection))
        .help("dial " + quoted(verdict.server() + ":" + verdict.containerPort()))
        .fixes(Fixes.dialPort(dial, verdict.containerPort().number(), verdict.confidence()))
        .runtimeError(errors.refused(dial))
        .build();
  }
}
