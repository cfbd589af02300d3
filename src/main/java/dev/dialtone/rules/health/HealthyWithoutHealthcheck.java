package dev.dialtone.rules.health;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dependency;
import dev.dialtone.model.Dependency.Condition;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.source.Text;
import java.util.Map;
import java.util.function.Consumer;

/** DT203: a client waits for the health of a service that is known to have no healthcheck. */
public final class HealthyWithoutHealthcheck implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT203",
        "healthy-without-healthcheck",
        Severity.ERROR,
        "A service waits for the health of one that has no healthcheck");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    Map<ServiceName, Container> containers = outcome.project().containers();
    for (Container client : containers.values()) {
      for (Dependency dependency : client.service().dependencies()) {
        Container server = containers.get(dependency.service());
        if (server != null && dependency.condition() == Condition.HEALTHY) {
          check(client, server, dependency, sink);
        }
      }
    }
  }

  private void check(
      Container client, Container server, Dependency dependency, Consumer<Finding> sink) {
    if (server.healthcheck() instanceof Healthcheck.Disabled disabled) {
      boolean inDockerfile = server.service().healthcheck() instanceof Healthcheck.Unspecified;
      report(
          client,
          server,
          dependency,
          disabled.at(),
          inDockerfile ? "its Dockerfile switches it off" : "its healthcheck is switched off here",
          sink);
    } else if (server.healthcheck() instanceof Healthcheck.Absent absent) {
      report(
          client,
          server,
          dependency,
          absent.at(),
          server.origin().isBuiltHere()
              ? "its Dockerfile has none"
              : "the image " + quoted(absent.at()) + " ships none",
          sink);
    }
  }

  private void report(
      Container client,
      Container server,
      Dependency dependency,
      Text because,
      String why,
      Consumer<Finding> sink) {
    ServiceName clientName = client.service().name();
    ServiceName serverName = server.service().name();
    sink.accept(
        Finding.at(
                info(),
                dependency.conditionAt(),
                "%s waits until %s is healthy, but %s has no healthcheck"
                    .formatted(quoted(clientName), quoted(serverName), quoted(serverName)))
            .label("this is never reported")
            .service(clientName.value())
            .occurrence(
                dependency.required().is(false) ? Occurrence.FRAGILE : Occurrence.EVERY_START)
            .note(because.span(), why)
            .help(
                server.recommendedProbe().isEmpty()
                    ? "give " + quoted(serverName) + " a healthcheck"
                    : "give %s a healthcheck: %s"
                        .formatted(quoted(serverName), quoted(server.recommendedProbe())))
            .runtimeError(
                "dependency failed to start: container %s has no healthcheck configured"
                    .formatted(containerName(server.service())))
            .build());
  }

  private static String containerName(Service service) {
    return service.containerName().isEmpty()
        ? "<project>-" + service.name() + "-1"
        : service.containerName().toString();
  }
}
