package dev.dialtone.rules.health;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Port;
import dev.dialtone.model.ProbeCall;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.ServiceName;
import dev.dialtone.reach.OwnAddresses;
import dev.dialtone.reach.OwnAddresses.Found;
import dev.dialtone.reach.RuntimeErrors;
import dev.dialtone.rules.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** DT303: a healthcheck probes a port of its own container on which nothing listens. */
public final class HealthcheckWrongTarget implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT303",
        "healthcheck-wrong-target",
        Severity.ERROR,
        "A healthcheck probes a port on which its own container does not listen");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    OwnAddresses own = new OwnAddresses(outcome);
    for (Container container : outcome.project().containers().values()) {
      for (ProbeCall call : container.probe()) {
        for (Dial dial : call.dials()) {
          if (call.decides() && own.find(dial) instanceof Found.Nobody nobody) {
            sink.accept(finding(outcome, container, dial, nobody));
          }
        }
      }
    }
  }

  private Finding finding(Outcome outcome, Container container, Dial dial, Found.Nobody nobody) {
    ServiceName service = container.service().name();
    Port port = dial.port().known().get(0);
    Set<Port> right = new LinkedHashSet<>();
    for (PublishedPort entry : nobody.published()) {
      right.add(OwnAddresses.inside(entry, port));
    }
    if (right.isEmpty()) {
      for (Listener listener : nobody.listens()) {
        if (listener.ports().size() == 1) {
          right.add(new Port(listener.ports().first()));
        }
      }
    }
    Finding.Builder finding =
        Finding.at(
                info(),
                dial.address(),
                nobody.published().isEmpty()
                    ? "The healthcheck of %s probes port %s, on which nothing in its container listens"
                        .formatted(quoted(service), port)
                    : "The healthcheck of %s probes port %s, which %s has on the host only"
                        .formatted(quoted(service), port, quoted(service)))
            .label("the probe runs inside the container")
            .service(service.value())
            .confidence(nobody.confidence())
            .notes(Words.usedBy(service, dial.address()))
            .runtimeError(new RuntimeErrors(outcome.project()).refused(dial));
    nobody.published().forEach(entry -> finding.note(entry.at().span(), sides(entry)));
    nobody.listens().stream()
        .limit(1)
        .forEach(listener -> finding.notes(List.of(Words.listens(service, listener))));
    return finding
        .help(right.isEmpty() ? "" : "probe port " + Words.anyOf(List.copyOf(right)))
        .build();
  }

  private static String sides(PublishedPort entry) {
    return Words.publishedHere(entry).message();
  }
}
