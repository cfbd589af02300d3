package dev.dialtone.rules.dial;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Verdict;
import dev.dialtone.reach.RuntimeErrors;
import dev.dialtone.rules.Walks;
import dev.dialtone.rules.Words;
import java.util.List;
import java.util.function.Consumer;

/** DT104: a name without a dot that nothing in the project answers to. */
public final class UnknownHost implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT104",
        "unknown-host",
        Severity.ERROR,
        "A dialled name belongs to no service, alias or container of the project");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    RuntimeErrors errors = new RuntimeErrors(outcome.project());
    boolean swarm = outcome.project().composition().premises().swarm();
    for (Connection connection : outcome.connections()) {
      if (connection.verdict() instanceof Verdict.UnknownHost verdict) {
        sink.accept(finding(connection, verdict, errors, swarm));
      }
    }
  }

  private Finding finding(
      Connection connection, Verdict.UnknownHost verdict, RuntimeErrors errors, boolean swarm) {
    Dial dial = connection.dial();
    String foreign =
        verdict.foreignNetworks().isEmpty()
            ? ""
            : ", and network " + quoted(verdict.foreignNetworks().get(0)) + " is not its own";
    Finding.Builder finding =
        Finding.at(
                info(),
                dial.host().span(),
                "nothing in this project answers to " + quoted(dial.host()) + foreign)
            .label(quoted(dial.from()) + " looks this name up")
            .service(dial.from().value())
            .confidence(verdict.confidence())
            .notes(Words.usedBy(dial.from(), dial.host()));
    for (Verdict.NearMiss near : verdict.near()) {
      finding.note(near.name().span(), quoted(near.name()) + " is the nearest name");
    }
    List<String> names = verdict.near().stream().map(near -> near.name().toString()).toList();
    if (names.size() == 1) {
      // The nearest name is a guess, however near it is.
      Fix.replacing("dial " + quoted(names.get(0)), dial.host(), names.get(0)).stream()
          .map(Fix::unsafely)
          .forEach(finding::fix);
    }
    return finding
        .walk(Walks.of(connection))
        .help(help(names, swarm))
        .runtimeError(errors.unresolved(dial))
        .build();
  }

  private static String help(List<String> names, boolean swarm) {
    if (!names.isEmpty()) {
      return "did you mean " + Words.anyOf(names) + "?";
    }
    return swarm
        ? "in a swarm, which passes over `container_name` and `links`, dial the service's name"
        : "";
  }
}
