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
import dev.dialtone.rules.Words;
import java.util.List;
import java.util.function.Consumer;

/** DT407: a server's network is switched off while somebody dials it. */
public final class NetworkDisabled implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT407",
        "network-disabled",
        Severity.ERROR,
        "A server whose network is switched off is dialled");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    for (Container container : outcome.project().containers().values()) {
      ServiceName server = container.service().name();
      for (Listener listener : container.listeners().sockets()) {
        if (listener.scope() != BindScope.OFF || isOnElsewhere(container, listener)) {
          continue;
        }
        Demand demand = Demand.of(outcome, container, listener, NetworkDisabled::switchedOff);
        if (demand.isSeen()) {
          sink.accept(
              Finding.at(
                      info(),
                      listener.scopeAt(),
                      "the network of %s is switched off: nothing listens on %s"
                          .formatted(quoted(server), listener.ports()))
                  .label("this leaves it a socket in its own file system at most")
                  .service(server.value())
                  .confidence(listener.confidence())
                  .notes(demand.notes())
                  .notes(Words.usedBy(server, listener.scopeAt()))
                  .help(listener.remedy())
                  .runtimeError(demand.runtimeError(outcome))
                  .build());
        }
      }
    }
  }

  private static List<Listener> switchedOff(Verdict verdict) {
    return verdict instanceof Verdict.SwitchedOff off ? List.of(off.listener()) : List.of();
  }

  private static boolean isOnElsewhere(Container container, Listener listener) {
    return container.listeners().sockets().stream()
        .filter(other -> other.protocol() == listener.protocol())
        .filter(other -> other.ports().overlaps(listener.ports()))
        .anyMatch(other -> other.scope() != BindScope.OFF);
  }
}
