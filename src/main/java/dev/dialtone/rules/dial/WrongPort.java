package dev.dialtone.rules.dial;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Port;
import dev.dialtone.model.Verdict;
import dev.dialtone.reach.RuntimeErrors;
import dev.dialtone.rules.Fixes;
import dev.dialtone.rules.Walks;
import dev.dialtone.rules.Words;
import java.util.List;
import java.util.function.Consumer;

/** DT102: the name leads to a service that is known not to listen on the dialled port. */
public final class WrongPort implements Rule {
  private static final int MOST_LISTENERS_SHOWN = 3;

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT102",
        "wrong-port",
        Severity.ERROR,
        "The dialled service is known not to listen on the dialled port");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    RuntimeErrors errors = new RuntimeErrors(outcome.project());
    for (Connection connection : outcome.connections()) {
      if (connection.verdict() instanceof Verdict.WrongPort verdict) {
        sink.accept(finding(connection, verdict, errors));
      }
    }
  }

  private Finding finding(Connection connection, Verdict.WrongPort verdict, RuntimeErrors errors) {
    Dial dial = connection.dial();
    Port port = dial.port().known().get(0);
    String implied = dial.portWritten() ? "" : ", the port of " + quoted(dial.scheme());
    return Finding.at(
            info(),
            dial.port().text().span(),
            quoted(verdict.server()) + " does not listen on " + port + implied)
        .label(Words.dialler(dial, verdict.server()) + " dials it here")
        .service(dial.from().value())
        .confidence(verdict.confidence())
        .notes(Words.usedBy(dial.from(), dial.port().text()))
        .notes(Words.hostElsewhere(dial))
        .notes(
            verdict.listens().stream()
                .limit(MOST_LISTENERS_SHOWN)
                .map(listener -> Words.listens(verdict.server(), listener))
                .toList())
        .walk(Walks.of(connection))
        .help(help(verdict))
        .fixes(
            ports(verdict).size() == 1
                ? Fixes.dialPort(dial, ports(verdict).get(0), verdict.confidence())
                : List.of())
        .runtimeError(errors.refused(dial))
        .build();
  }

  private static String help(Verdict.WrongPort verdict) {
    List<Integer> ports = ports(verdict);
    return switch (ports.size()) {
      case 0 -> "";
      case 1 -> "dial " + quoted(verdict.server() + ":" + ports.get(0));
      default -> "dial " + quoted(verdict.server()) + " on " + orOf(ports);
    };
  }

  private static List<Integer> ports(Verdict.WrongPort verdict) {
    return verdict.listens().stream()
        .map(Listener::ports)
        .filter(range -> range.size() == 1)
        .map(range -> range.first())
        .distinct()
        .limit(MOST_LISTENERS_SHOWN)
        .toList();
  }

  private static String orOf(List<Integer> ports) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < ports.size(); i++) {
      if (i > 0) {
        words.append(i == ports.size() - 1 ? " or " : ", ");
      }
      words.append(ports.get(i));
    }
    return words.toString();
  }
}
