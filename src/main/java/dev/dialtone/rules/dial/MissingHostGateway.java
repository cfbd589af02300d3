package dev.dialtone.rules.dial;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Verdict;
import dev.dialtone.reach.RuntimeErrors;
import dev.dialtone.rules.Walks;
import dev.dialtone.rules.Words;
import dev.dialtone.source.Span;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** DT106: the name of the host machine is dialled, and only Docker Desktop knows it. */
public final class MissingHostGateway implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT106",
        "missing-host-gateway",
        Severity.WARNING,
        "A container dials the host machine by a name that it knows on Docker Desktop only");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    // One line of a shared file may concern every service: it is one fault.
    Map<Span, Set<ServiceName>> diallers = new HashMap<>();
    for (Connection connection : outcome.connections()) {
      if (connection.verdict() instanceof Verdict.HostUnnamed) {
        Dial dial = connection.dial();
        diallers
            .computeIfAbsent(dial.host().span(), span -> new LinkedHashSet<>())
            .add(dial.from());
      }
    }
    for (Connection connection : outcome.connections()) {
      if (connection.verdict() instanceof Verdict.HostUnnamed verdict) {
        Set<ServiceName> all = diallers.getOrDefault(connection.dial().host().span(), Set.of());
        if (all.stream().limit(1).toList().contains(connection.dial().from())) {
          sink.accept(finding(outcome, connection, verdict, all.size() - 1));
        }
      }
    }
  }

  private Finding finding(
      Outcome outcome, Connection connection, Verdict.HostUnnamed verdict, int others) {
    Dial dial = connection.dial();
    String more =
        switch (others) {
          case 0 -> "";
          case 1 -> " and one other service";
          default -> " and " + others + " other services";
        };
    Finding.Builder finding =
        Finding.at(
                info(),
                dial.host().span(),
                "on Linux nothing tells %s%s what %s is"
                    .formatted(quoted(dial.from()), more, quoted(dial.host())))
            .label("only Docker Desktop knows this name by itself")
            .service(dial.from().value())
            .confidence(verdict.confidence())
            .occurrence(Occurrence.SOME_STARTS)
            .notes(Words.usedBy(dial.from(), dial.host()));
    for (Verdict.Candidate candidate : verdict.meant()) {
      candidate.published().stream()
          .limit(1)
          .forEach(
              entry ->
                  finding.note(
                      entry.at().span(),
                      "%s is published here, and reachable as `%s:%s` in any case"
                          .formatted(
                              quoted(candidate.server()), candidate.server(), candidate.port())));
    }
    return finding
        .walk(Walks.of(connection))
        .help(help(dial, verdict))
        .runtimeError(new RuntimeErrors(outcome.project()).unresolved(dial))
        .build();
  }

  /** A service of the project needs no way over the host. */
  private static String help(Dial dial, Verdict.HostUnnamed verdict) {
    return verdict.meant().isEmpty()
        ? "add `extra_hosts: [\"%s:host-gateway\"]` to %s"
            .formatted(dial.host(), quoted(dial.from()))
        : Words.dialInstead(verdict.meant(), true);
  }
}
