package dev.dialtone.rules.order;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Container;
import dev.dialtone.model.Container.ImageOrigin;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Restart;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceKind;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Verdict;
import dev.dialtone.reach.Readiness;
import dev.dialtone.reach.RuntimeErrors;
import dev.dialtone.rules.Words;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** DT202: a client dials a server of its project and nothing starts that server first. */
public final class MissingDependsOn implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT202",
        "missing-depends-on",
        Severity.WARNING,
        "A client dials a server of its project and nothing makes it wait for it");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    // Nothing in a swarm waits for anything.
    Composition composition = outcome.project().composition();
    if (composition.fragment() || composition.premises().swarm()) {
      return;
    }
    Readiness readiness = new Readiness(outcome);
    RuntimeErrors errors = new RuntimeErrors(outcome.project());
    Map<ServiceName, Container> containers = outcome.project().containers();
    Set<Span> shared = sharedHosts(outcome);
    Set<String> reported = new HashSet<>();
    for (Connection connection : outcome.connections()) {
      Container client = containers.get(connection.dial().from());
      if (client == null
          || connection.dial().role() != Dial.Role.CLIENT
          || !(connection.verdict() instanceof Verdict.Connects to)) {
        continue;
      }
      Container server = containers.get(to.server());
      if (server != null
          && isBacking(server)
          && !isBacking(client)
          && !client.retriesFirstConnection()
          && ((isDatabase(server) && !shared.contains(connection.dial().host().span()))
              || !waitsForOthers(client, containers))
          && startsWith(server.service(), client.service())
          && !readiness.isRelated(client.service().name(), to.server())
          && reported.add(client.service().name() + "\n" + to.server())) {
        sink.accept(finding(client, server, connection.dial(), errors));
      }
    }
  }

  /** Servers without which their clients do not get far. */
  private static boolean isBacking(Container server) {
    return server.needsTime()
        || switch (server.kind()) {
          case SQL, DOCUMENT_STORE, CACHE, QUEUE, SEARCH -> true;
          default -> false;
        };
  }

  private static boolean isDatabase(Container server) {
    return server.kind() == ServiceKind.SQL || server.kind() == ServiceKind.DOCUMENT_STORE;
  }

  /**
   * The hosts in settings that several services share: they are told to those as well that have no
   * use for them.
   */
  private static Set<Span> sharedHosts(Outcome outcome) {
    Map<Span, ServiceName> told = new HashMap<>();
    Set<Span> shared = new HashSet<>();
    for (Dial dial : outcome.project().dials()) {
      ServiceName first = told.putIfAbsent(dial.host().span(), dial.from());
      if (first != null && !first.equals(dial.from())) {
        shared.add(dial.host().span());
      }
    }
    return shared;
  }

  /** Whether somebody has thought of the servers that the client needs from the start. */
  private static boolean waitsForOthers(Container client, Map<ServiceName, Container> containers) {
    return client.service().dependencies().stream()
        .map(dependency -> containers.get(dependency.service()))
        .anyMatch(server -> server != null && isBacking(server));
  }

  /** Whether the server is started whenever the client is. */
  private static boolean startsWith(Service server, Service client) {
    return server.profiles().isEmpty()
        || (!client.profiles().isEmpty()
            && client.profiles().stream().allMatch(server.profiles()::contains));
  }

  private Finding finding(Container client, Container server, Dial dial, RuntimeErrors errors) {
    ServiceName clientName = client.service().name();
    ServiceName serverName = server.service().name();
    boolean survives = client.service().restart() != Restart.NEVER || !server.needsTime();
    Confidence confidence =
        client.origin() == ImageOrigin.FOREIGN || client.kind() == ServiceKind.PROXY
            ? Confidence.POSSIBLE
            : Confidence.PROBABLE;
    Text at = client.service().at();
    Finding.Builder finding =
        Finding.at(
                info(),
                at,
                "%s dials %s and does not depend on it"
                    .formatted(quoted(clientName), quoted(serverName)))
            .label("may start before " + quoted(serverName))
            .service(clientName.value())
            .confidence(confidence.and(dial.confidence()))
            .occurrence(survives ? Occurrence.FRAGILE : Occurrence.SOME_STARTS)
            .note(
                dial.address().span(),
                quoted(clientName) + " dials " + quoted(serverName) + " here")
            .notes(Words.usedBy(clientName, dial.address()))
            .note(server.service().at().span(), quoted(serverName) + " is started at any time");
    finding.runtimeError(errors.refused(dial));
    boolean checked =
        server.healthcheck() instanceof Healthcheck.Probe
            || server.healthcheck() instanceof Healthcheck.BuiltIn;
    return finding
        .help(
            checked
                ? "add %s to its `depends_on` with `condition: service_healthy`"
                    .formatted(quoted(serverName))
                : "add %s to its `depends_on`, best with a healthcheck and `condition:"
                        .formatted(quoted(serverName))
                    + " service_healthy`")
        .build();
  }
}
