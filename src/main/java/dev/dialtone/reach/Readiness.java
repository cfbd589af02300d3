package dev.dialtone.reach;

import dev.dialtone.model.Connection;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dependency;
import dev.dialtone.model.Dependency.Condition;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Host;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Port;
import dev.dialtone.model.Project;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Verdict;
import dev.dialtone.model.Wait;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which clients start only after their servers accept connections (semantics, section 8). */
public final class Readiness {
  private final Outcome outcome;
  private final NameResolution names;

  public Readiness(Outcome outcome) {
    this.outcome = outcome;
    this.names =
        new NameResolution(
            outcome.project().composition(), new Namespaces(outcome.project().composition()));
  }

  /** Whether {@code client} is sure to start only when {@code server} is ready. */
  public boolean isOrdered(ServiceName client, ServiceName server) {
    return isOrdered(client, server, new HashSet<>());
  }

  private boolean isOrdered(ServiceName client, ServiceName server, Set<ServiceName> visited) {
    Project project = outcome.project();
    Container container = project.containers().get(client);
    if (container == null || !visited.add(client)) {
      return false;
    }
    if (waitsFor(container, server)) {
      return true;
    }
    for (Dependency dependency : container.service().dependencies()) {
      boolean finished =
          dependency.condition() == Condition.HEALTHY
              || (dependency.condition() == Condition.HEALTHY_IF_CHECKED
                  && mayBeChecked(dependency.service()))
              || dependency.condition() == Condition.COMPLETED
              || dependency.condition() == Condition.UNCLEAR;
      if (finished && dependency.service().equals(server)) {
        return true;
      }
      // A job that used the server and ended well proves that the server was there.
      if (finished && dials(dependency.service(), server)) {
        return true;
      }
      if (isOrdered(dependency.service(), server, visited)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether anything puts the two in an order: one depends on the other, be it through others, or
   * the client waits for the server by itself.
   */
  public boolean isRelated(ServiceName client, ServiceName server) {
    Container container = outcome.project().containers().get(client);
    return client.equals(server)
        || (container != null && waitsFor(container, server))
        || depends(client, server, new HashSet<>())
        || depends(server, client, new HashSet<>());
  }

  private boolean depends(ServiceName later, ServiceName earlier, Set<ServiceName> visited) {
    Container container = outcome.project().containers().get(later);
    if (container == null || !visited.add(later)) {
      return false;
    }
    return container.service().dependencies().stream()
        .anyMatch(
            dependency ->
                dependency.service().equals(earlier)
                    || depends(dependency.service(), earlier, visited));
  }

  /** Whether {@code client} is seen to dial any other service of the project. */
  public boolean dialsSomebody(ServiceName client) {
    return outcome.connections().stream()
        .filter(c -> c.dial().from().equals(client) && c.dial().role() == Dial.Role.CLIENT)
        .anyMatch(c -> c.verdict() instanceof Verdict.Connects to && !to.server().equals(client));
  }

  /** Whether anything may tell whether a service is healthy. */
  private boolean mayBeChecked(ServiceName service) {
    Container container = outcome.project().containers().get(service);
    return container == null
        || !(container.healthcheck() instanceof Healthcheck.Absent
            || container.healthcheck() instanceof Healthcheck.Disabled);
  }

  private boolean waitsFor(Container client, ServiceName server) {
    for (Wait wait : client.waits()) {
      List<Host> host = Host.parse(wait.host()).known();
      if (host.isEmpty()) {
        return true;
      }
      Resolution resolution = names.resolve(client.service().name(), host.get(0));
      if (resolution instanceof Resolution.Found found && found.servers().contains(server)) {
        return true;
      }
      if (resolution instanceof Resolution.Self && isPublished(server, wait)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the host's port that is waited for, or any if it cannot be told, is the server's. */
  private boolean isPublished(ServiceName server, Wait wait) {
    Container container = outcome.project().containers().get(server);
    List<Port> port = Port.parse(wait.port()).known();
    return container != null
        && container.service().ports().stream()
            .anyMatch(
                entry ->
                    port.isEmpty()
                        || entry.hostPorts().known().isEmpty()
                        || entry.hostPorts().known().get(0).contains(port.get(0)));
  }

  private boolean dials(ServiceName client, ServiceName server) {
    return connectionsBetween(client, server).stream().findAny().isPresent();
  }

  /**
   * The connections by which {@code client} reaches {@code server}, in the order of their places.
   */
  public List<Connection> connectionsBetween(ServiceName client, ServiceName server) {
    return outcome.connections().stream()
        .filter(c -> c.dial().from().equals(client))
        .filter(c -> c.verdict() instanceof Verdict.Connects to && to.server().equals(server))
        .toList();
  }
}
