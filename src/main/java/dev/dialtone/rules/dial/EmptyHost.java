package dev.dialtone.rules.dial;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Verdict;
import dev.dialtone.rules.Walks;
import dev.dialtone.rules.Words;
import java.util.Locale;
import java.util.function.Consumer;

/** DT109: an address has a port and no host. */
public final class EmptyHost implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT109", "empty-host", Severity.ERROR, "A dialled address has everything but its host");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    for (Connection connection : outcome.connections()) {
      if (connection.verdict() instanceof Verdict.NoHost verdict) {
        sink.accept(finding(connection, verdict));
      }
    }
  }

  private Finding finding(Connection connection, Verdict.NoHost verdict) {
    Dial dial = connection.dial();
    return Finding.at(
            info(),
            dial.address().span(),
            "the address that %s dials has no host".formatted(quoted(dial.from())))
        .label("a host belongs before the port")
        .service(dial.from().value())
        .confidence(
            isRefused(dial) ? verdict.confidence() : verdict.confidence().and(Confidence.PROBABLE))
        .notes(Words.usedBy(dial.from(), dial.address()))
        .walk(Walks.of(connection))
        .help("give the variable that holds the host a value, or write the host")
        .runtimeError(isRefused(dial) ? "Invalid URL" : "")
        .build();
  }

  /** A URL of the web without a host is none; other clients may take their own machine. */
  private static boolean isRefused(Dial dial) {
    return switch (dial.scheme().toLowerCase(Locale.ROOT)) {
      case "http", "https", "ws", "wss" -> true;
      default -> false;
    };
  }
}
