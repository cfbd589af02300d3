package dev.dialtone.rules.order;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dependency;
import dev.dialtone.model.Dependency.Condition;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.ProbeCall;
import dev.dialtone.model.ProbeCall.EarlyPass;
import dev.dialtone.model.Restart;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Verdict;
import dev.dialtone.reach.RuntimeErrors;
import dev.dialtone.rules.Fixes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** DT205: a healthcheck succeeds before the server accepts the clients that wait for it. */
public final class HealthyTooEarly implements Rule {
  /** Programs that only start others, or look at what others print. */
  private static final Set<String> AROUND =
      Set.of(
          "sh", "bash", "ash", "dash", "timeout", "env", "gosu", "su-exec", "su", "runuser", "grep",
          "egrep", "fgrep");

  /** Clients that come over a socket unless they are told an address. */
  private static final Set<String> SOCKET_FIRST =
      Set.of("pg_isready", "mysqladmin", "mariadb-admin");

  private static final String LOOPBACK = "127.0.0.1";

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT205",
        "healthy-too-early",
        Severity.WARNING,
        "A healthcheck succeeds before the server accepts the clients that wait for it");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    Map<ServiceName, List<Dependency>> waiting = new HashMap<>();
    Set<ServiceName> needed = new HashSet<>();
    for (Container client : outcome.project().containers().values()) {
      for (Dependency dependency : client.service().dependencies()) {
        if (dependency.condition() == Condition.HEALTHY) {
          waiting.computeIfAbsent(dependency.service(), k -> new ArrayList<>()).add(dependency);
          if (client.service().restart() == Restart.NEVER && !client.retriesFirstConnection()) {
            needed.add(dependency.service());
          }
        }
      }
    }
    for (Container server : outcome.project().containers().values()) {
      ServiceName name = server.service().name();
      List<Dependency> dependencies = waiting.getOrDefault(name, List.of());
      if (!dependencies.isEmpty()) {
        check(outcome, server, dependencies, !needed.contains(name), sink);
      }
    }
  }

  private void check(
      Outcome outcome,
      Container server,
      List<Dependency> waiting,
      boolean allSurvive,
      Consumer<Finding> sink) {
    List<ProbeCall> decisive =
        server.probe().stream()
            .filter(call -> call.decides() && !call.implied() && !AROUND.contains(call.program()))
            .toList();
    boolean allEarly = decisive.stream().noneMatch(call -> call.early().isEmpty());
    if (decisive.isEmpty() || !allEarly) {
      return;
    }
    ProbeCall call = decisive.get(0);
    EarlyPass early = call.early().get(0);
    ServiceName name = server.service().name();
    sink.accept(
        Finding.at(
                info(),
                early.at(),
                "%s is healthy before it accepts connections: %s"
                    .formatted(quoted(name), words(call, early)))
            .label(early.why())
            .service(name.value())
            .occurrence(allSurvive || early.brief() ? Occurrence.FRAGILE : Occurrence.SOME_STARTS)
            // A moment that clients survive is not worth a word.
            .confidence(allSurvive && early.brief() ? Confidence.POSSIBLE : Confidence.CERTAIN)
            .note(waiting.get(0).conditionAt().span(), "this is over when the probe succeeds")
            .help(
                server.recommendedProbe().isEmpty()
                    ? "probe over TCP, as clients come"
                    : "probe as clients come: " + quoted(server.recommendedProbe()))
            .fixes(overTcp(server, call, early))
            .runtimeError(refusal(outcome, name))
            .build());
  }

  /** What the first client reads that comes too early; empty if none is seen to dial. */
  private static String refusal(Outcome outcome, ServiceName server) {
    return outcome.connections().stream()
        .filter(c -> c.dial().role() == Dial.Role.CLIENT && !c.dial().from().equals(server))
        .filter(c -> c.verdict() instanceof Verdict.Connects to && to.server().equals(server))
        .map(c -> new RuntimeErrors(outcome.project()).refused(c.dial()))
        .findFirst()
        .orElse("");
  }

  /** During the first start some servers listen on their socket only, so that TCP tells. */
  private static List<Fix> overTcp(Container server, ProbeCall call, EarlyPass early) {
    if (early.everyStart()
        || !SOCKET_FIRST.contains(call.program())
        || !(server.healthcheck() instanceof Healthcheck.Probe probe)) {
      return List.of();
    }
    return early.at().equals(call.name())
        ? Fixes.option(probe.command(), call.name(), "-h", LOOPBACK)
        : Fix.replacing("probe over TCP", early.at(), LOOPBACK);
  }

  private static String words(ProbeCall call, EarlyPass early) {
    return early.everyStart()
        ? quoted(call.program() + " " + early.at()) + " asks the process only"
        : quoted(call.program()) + " also succeeds while its first start sets it up";
  }
}
