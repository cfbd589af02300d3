package dev.dialtone.rules.listen;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Container;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Verdict;
import dev.dialtone.reach.Namespace;
import dev.dialtone.reach.Namespaces;
import dev.dialtone.rules.Fixes;
import dev.dialtone.rules.Words;
import java.util.List;
import java.util.function.Consumer;

/** DT401: a server listens on loopback only, where nobody outside its container can connect. */
public final class LoopbackListener implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT401",
        "loopback-listener",
        Severity.ERROR,
        "A server in a container listens on loopback only");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    Namespaces namespaces = new Namespaces(outcome.project().composition());
    for (Container container : outcome.project().containers().values()) {
      ServiceName name = container.service().name();
      if (!(namespaces.of(name) instanceof Namespace.OfService own)) {
        continue;
      }
      // Where several services share a namespace, loopback may be all that is wanted.
      boolean shared = namespaces.members(own).size() > 1;
      for (Listener listener : container.listeners().sockets()) {
        if (isLoopbackOnly(container, listener)) {
          check(outcome, container, listener, shared, sink);
        }
      }
    }
  }

  /** Whether the server has no other socket on the port that more than loopback reaches. */
  private static boolean isLoopbackOnly(Container container, Listener listener) {
    return listener.scope().isLoopback()
        && container.listeners().sockets().stream()
            .filter(other -> other.protocol() == listener.protocol())
            .filter(other -> other.ports().overlaps(listener.ports()))
            .allMatch(other -> other.scope().isLoopback());
  }

  private void check(
      Outcome outcome,
      Container container,
      Listener listener,
      boolean shared,
      Consumer<Finding> sink) {
    ServiceName server = container.service().name();
    Demand demand = Demand.of(outcome, container, listener, LoopbackListener::loopbackOnly);
    // Who depends on a server that has other sockets may well mean one of those.
    boolean alone =
        container.listeners().sockets().stream().allMatch(socket -> socket.scope().isLoopback());
    boolean depended = !demand.isSeen() && !shared && alone && !demand.dependants().isEmpty();
    // What nobody dials is worth a word only if somebody wrote it.
    if (!demand.isSeen() && !depended && (shared || !listener.scopeTold())) {
      return;
    }
    boolean wanted = demand.isSeen() || depended;
    Finding.Builder finding =
        Finding.at(
                info(),
                listener.scopeAt(),
                "%s listens on %s only: nobody outside its container can connect"
                    .formatted(quoted(server), bind(listener)))
            .label(label(listener, server))
            .service(server.value())
            .confidence(
                depended ? listener.confidence().and(Confidence.PROBABLE) : listener.confidence())
            .occurrence(wanted ? Occurrence.EVERY_START : Occurrence.FRAGILE)
            .notes(demand.notes())
            .notes(Words.usedBy(server, listener.scopeAt()))
            .help(
                listener.remedy().isEmpty()
                    ? ""
                    : "bind to all addresses: " + quoted(listener.remedy()));
    finding.fixes(
        Fixes.rated(fixes(listener), wanted ? listener.confidence() : Confidence.POSSIBLE));
    sink.accept(finding.runtimeError(demand.runtimeError(outcome)).build());
  }

  private static List<Fix> fixes(Listener listener) {
    if (listener.scopeTold()) {
      return Fixes.bindToAll(listener.scopeAt());
    }
    // Only an option of the command can follow the program that it is for.
    return listener.origin() == Listener.Origin.PROGRAM
            || listener.origin() == Listener.Origin.COMMAND
        ? Fixes.append(listener.remedy(), listener.scopeAt())
        : List.of();
  }

  private static String bind(Listener listener) {
    return listener.scopeTold() ? listener.scopeAt().toString() : "localhost";
  }

  private static String label(Listener listener, ServiceName server) {
    return !listener.scopeTold()
        ? quoted(listener.subject()) + " binds to localhost unless told otherwise"
        : "loopback of the " + server + " container";
  }

  private static List<Listener> loopbackOnly(Verdict verdict) {
    return verdict instanceof Verdict.LoopbackOnly only ? List.of(only.listener()) : List.of();
  }
}
