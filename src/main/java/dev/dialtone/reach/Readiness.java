package dev.dialtone.reach;

import dev.dialtone.model.Connection;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dependency;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Host;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Port;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Verdict;
import dev.dialtone.model.Wait;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which clients start only after their servers accept connections (semantics, section 8). */
public final class Readiness {
  private final Outcome outcome;
  private final NameResolution names;
  private final Map<ServiceName, List<Connection>> connections;

  public Readiness(Outcome outcome) {
    this.outcome = outcome;
    this.connections =
        outcome.connections().stream().collect(Collectors.groupingBy(c -> c.dial().from()));
    this.names =
        new NameResolution(
            outcome.project().composition(), new Namespaces(outcome.project().composition()));
  }

  /** Whether {@code client} is sure to start only when {@code server} is ready. */
  public boolean isOrdered(ServiceName client, ServiceName server) {
    return before(client).stream().anyMatch(started -> isReadyFor(started, server));
  }

  /** Whether a service that is started proves that {@code server} was ready by then. */
  private boolean isReadyFor(Container started, ServiceName server) {
    return waitsFor(started, server)
        || started.service().dependencies().stream()
            .filter(this::isFinished)
            // A job that used the server and ended well proves that the server was there.
            .anyMatch(
                on ->
                    on.service().equals(server)
                        || !connectionsBetween(on.service(), server).isEmpty());
  }

  private boolean isFinished(Dependency dependency) {
    return switch (dependency.condition()) {
      case HEALTHY, COMPLETED, UNCLEAR -> true;
      case HEALTHY_IF_CHECKED -> mayBeChecked(dependency.service());
      case STARTED -> false;
    };
  }

  /** A service and all that are started before it, nearest first. */
  private List<Container> before(ServiceName service) {
    List<Container> found = new ArrayList<>();
    Set<ServiceName> seen = new HashSet<>();
    Deque<ServiceName> open = new ArrayDeque<>();
    open.add(service);
    while (!open.isEmpty()) {
      ServiceName next = open.remove();
      Container container = outcome.project().containers().get(next);
      if (container != null && seen.add(next)) {
        found.add(container);
        container.service().dependencies().forEach(on -> open.add(on.service()));
      }
    }
    return found;
  }

  /**
   * Whether anything puts the two in an order: one depends on the other, be it through others, or
   * the client waits for the server by itself.
   */
  public boolean isRelated(ServiceName client, ServiceName server) {
    Container container = outcome.project().containers().get(client);
    return client.equals(server)
        || (container != null && waitsFor(container, server))
        || depends(client, server)
        || depends(server, client);
  }

  private boolean depends(ServiceName later, ServiceName earlier) {
    return before(later).stream()
        .flatMap(container -> container.service().dependencies().stream())
        .anyMatch(on -> on.service().equals(earlier));
  }

  /** Whether {@code client} is seen to dial any other service of the project. */
  public boolean dialsSomebody(ServiceName client) {
    return connections.getOrDefault(client, List.of()).stream()
        .filter(c -> c.dial().role() == Dial.Role.CLIENT)
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

  /**
   * The connections by which {@code client} reaches {@code server}, in the order of their places.
   */
  public List<Connection> connectionsBetween(ServiceName client, ServiceName server) {
    return connections.getOrDefault(client, List.of()).stream()
        .filter(c -> c.verdict() instanceof Verdict.Connects to && to.server().equals(server))
        .toList();
  }
}
