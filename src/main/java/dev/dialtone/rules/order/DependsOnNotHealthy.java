package dev.dialtone.rules.order;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Container;
import dev.dialtone.model.Container.ImageOrigin;
import dev.dialtone.model.Dependency;
import dev.dialtone.model.Dependency.Condition;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Restart;
import dev.dialtone.model.ServiceKind;
import dev.dialtone.model.ServiceName;
import dev.dialtone.reach.Readiness;
import dev.dialtone.reach.RuntimeErrors;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** DT201: a client waits for a server's start, not for the moment at which it accepts clients. */
public final class DependsOnNotHealthy implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT201",
        "depends-on-not-healthy",
        Severity.WARNING,
        "A client depends on the start of a server that accepts connections only later");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    Readiness readiness = new Readiness(outcome);
    RuntimeErrors errors = new RuntimeErrors(outcome.project());
    Map<ServiceName, Container> containers = outcome.project().containers();
    for (Container client : containers.values()) {
      for (Dependency dependency : client.service().dependencies()) {
        Container server = containers.get(dependency.service());
        if (server != null
            && (dependency.condition() == Condition.STARTED
                || dependency.condition() == Condition.HEALTHY_IF_CHECKED)
            && server.needsTime()
            && !isImpossible(outcome, client, server, dependency)
            && !readiness.isOrdered(client.service().name(), dependency.service())) {
          List<Connection> dials =
              readiness.connectionsBetween(client.service().name(), dependency.service());
          Confidence confidence =
              dials.isEmpty()
                  ? unseen(client, server, readiness)
                  : client.origin() == ImageOrigin.FOREIGN && client.service().tasks().isEmpty()
                      ? Confidence.POSSIBLE
                      : Confidence.PROBABLE;
          sink.accept(finding(client, server, dependency, dials, confidence, errors));
        }
      }
    }
  }

  /** Whether Compose refuses the dependency altogether where it counts: DT204. */
  private static boolean isImpossible(
      Outcome outcome, Container client, Container server, Dependency dependency) {
    return dependency.required().is(true)
        && ImpossibleDependency.startsAlone(
            outcome.project().composition(), client.service(), server.service());
  }

  private Finding finding(
      Container client,
      Container server,
      Dependency dependency,
      List<Connection> dials,
      Confidence confidence,
      RuntimeErrors errors) {
    ServiceName clientName = client.service().name();
    ServiceName serverName = server.service().name();
    boolean survives =
        client.service().restart() != Restart.NEVER || client.retriesFirstConnection();
    Finding.Builder finding =
        Finding.at(
                info(),
                dependency.conditionAt(),
                "%s starts when %s is started, not when it accepts connections"
                    .formatted(quoted(clientName), quoted(serverName)))
            .label("started is not ready")
            .service(clientName.value())
            .confidence(confidence)
            .occurrence(survives ? Occurrence.FRAGILE : Occurrence.SOME_STARTS);
    dials.stream()
        .limit(1)
        .forEach(
            c ->
                finding.note(
                    c.dial().address().span(),
                    quoted(clientName) + " dials " + quoted(serverName) + " here"));
    boolean checked = server.healthcheck() instanceof Healthcheck.Probe;
    if (checked) {
      HealthyDependency.fix(dependency, client.service().dependencies()).stream()
          .map(fix -> survives ? fix.unsafely() : fix)
          .forEach(finding::fix);
    }
    if (server.healthcheck() instanceof Healthcheck.Probe probe) {
      finding.note(probe.at().span(), quoted(serverName) + " has a healthcheck to wait for");
    }
    dials.stream().limit(1).forEach(c -> finding.runtimeError(errors.refused(c.dial())));
    if (dependency.condition() == Condition.HEALTHY_IF_CHECKED) {
      return finding
          .help("give " + quoted(serverName) + " a healthcheck: it is waited for" + probe(server))
          .build();
    }
    return finding
        .help(
            checked
                ? "depend on it with `condition: service_healthy`"
                : "give %s a healthcheck and depend on it with `condition: service_healthy`"
                    .formatted(quoted(serverName)))
        .build();
  }

  private static String probe(Container server) {
    return server.recommendedProbe().isEmpty()
        ? ""
        : ", such as " + quoted(server.recommendedProbe());
  }

  /**
   * How sure it is that a client dials a server although no file shows it. Code that is built here
   * and that is told no address has its addresses in itself; if it is told others, it may depend on
   * this server for the order alone. A pulled image may well wait or try again by itself.
   */
  private static Confidence unseen(Container client, Container server, Readiness readiness) {
    boolean database =
        server.kind() == ServiceKind.SQL || server.kind() == ServiceKind.DOCUMENT_STORE;
    boolean ownCode =
        client.origin().isBuiltHere()
            && (client.kind() == ServiceKind.UNKNOWN || client.kind() == ServiceKind.OTHER);
    return database && ownCode && !readiness.dialsSomebody(client.service().name())
        ? Confidence.PROBABLE
        : Confidence.POSSIBLE;
  }
}
