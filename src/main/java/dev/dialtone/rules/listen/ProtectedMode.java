package dev.dialtone.rules.listen;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Container;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Verdict;
import dev.dialtone.reach.Namespace;
import dev.dialtone.reach.Namespaces;
import dev.dialtone.rules.Words;
import java.util.List;
import java.util.function.Consumer;

/** DT605: a server accepts connections and sends the clients away. */
public final class ProtectedMode implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT605",
        "protected-mode",
        Severity.ERROR,
        "A server without password or permission to serve without one turns its clients away");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    Namespaces namespaces = new Namespaces(outcome.project().composition());
    for (Container container : outcome.project().containers().values()) {
      ServiceName server = container.service().name();
      if (!(namespaces.of(server) instanceof Namespace.OfService)) {
        continue;
      }
      for (Listener listener : container.listeners().sockets()) {
        if (listener.scope() == BindScope.GUARDED) {
          check(outcome, container, listener, sink);
        }
      }
    }
  }

  private void check(
      Outcome outcome, Container container, Listener listener, Consumer<Finding> sink) {
    ServiceName server = container.service().name();
    Demand demand = Demand.of(outcome, container, listener, ProtectedMode::turnedAway);
    if (demand.isSeen()) {
      sink.accept(
          Finding.at(
                  info(),
                  listener.scopeAt(),
                  "%s accepts connections on %s and turns every client away"
                      .formatted(quoted(server), listener.ports()))
              .label("without a password it serves nobody outside its container")
              .service(server.value())
              .confidence(listener.confidence())
              .notes(demand.notes())
              .notes(Words.usedBy(server, listener.scopeAt()))
              .help(listener.remedy())
              .runtimeError(listener.subject())
              .build());
    }
  }

  private static List<Listener> turnedAway(Verdict verdict) {
    return verdict instanceof Verdict.TurnedAway away ? List.of(away.listener()) : List.of();
  }
}
