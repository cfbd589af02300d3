package dev.dialtone.rules.ports;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Container;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Listeners;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Port;
import dev.dialtone.model.PortRange;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.ServiceName;
import dev.dialtone.reach.Namespace;
import dev.dialtone.reach.Namespaces;
import dev.dialtone.rules.Fixes;
import dev.dialtone.rules.Words;
import dev.dialtone.source.Text;
import java.util.List;
import java.util.function.Consumer;

/** DT402: a published port leads to a container port at which nothing listens. */
public final class PortMappingMismatch implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT402",
        "port-mapping-mismatch",
        Severity.ERROR,
        "A published port leads to a container port at which nothing listens");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    Namespaces namespaces = new Namespaces(outcome.project().composition());
    for (Container container : outcome.project().containers().values()) {
      ServiceName name = container.service().name();
      // Where a namespace is shared, the other services' listeners count as well.
      boolean alone =
          namespaces.of(name) instanceof Namespace.OfService own
              && namespaces.members(own).size() == 1;
      if (alone) {
        for (PublishedPort entry : container.service().ports()) {
          check(container, entry, sink);
        }
      }
    }
  }

  private void check(Container container, PublishedPort entry, Consumer<Finding> sink) {
    Listeners listeners = container.listeners();
    List<Listener> sockets =
        listeners.sockets().stream().filter(l -> l.protocol() == entry.protocol()).toList();
    if (sockets.isEmpty() && !isSlipOfProtocol(container, entry)) {
      return;
    }
    for (PortRange inside : entry.containerPorts().known()) {
      for (int number = inside.first(); number <= inside.last(); number++) {
        Port port = new Port(number);
        boolean answered = sockets.stream().anyMatch(l -> l.ports().contains(port));
        boolean mentioned =
            listeners.all().stream()
                .anyMatch(
                    l ->
                        l.origin() == Listener.Origin.OPTIONAL
                            && l.protocol() == entry.protocol()
                            && l.ports().contains(port));
        if (!answered
            && !mentioned
            && (listeners.closed() || contradicted(container, port, entry))) {
          sink.accept(
              finding(
                  container,
                  entry,
                  inside,
                  port,
                  sockets.isEmpty() ? listeners.sockets() : sockets));
          return;
        }
      }
    }
  }

  /** Where another mapping leads to the server, this one may be a harmless rest. */
  private static boolean isLeftOver(Container container, PublishedPort entry) {
    return container.service().ports().stream()
        .filter(other -> !other.at().span().equals(entry.at().span()))
        .flatMap(other -> other.containerPorts().known().stream())
        .anyMatch(
            range ->
                container.listeners().sockets().stream()
                    .anyMatch(socket -> socket.ports().overlaps(range)));
  }

  /**
   * A server that is known to speak TCP only, published for UDP on the very port; published for
   * both, the one mapping too many does no harm.
   */
  private static boolean isSlipOfProtocol(Container container, PublishedPort entry) {
    return container.listeners().closed()
        && entry.containerPorts().known().stream()
            .anyMatch(
                range ->
                    container.listeners().sockets().stream()
                            .filter(l -> l.scope() != BindScope.UNKNOWN)
                            .anyMatch(l -> l.ports().overlaps(range))
                        && container.service().ports().stream()
                            .filter(other -> other.protocol() != entry.protocol())
                            .flatMap(other -> other.containerPorts().known().stream())
                            .noneMatch(range::overlaps));
  }

  /**
   * An open set contradicts a mapping only if the service was told its port in so many words and
   * nothing else than the mapping speaks of the other one. A product that nobody knows may open
   * more ports than it is told of: only a lone mapping is doubted.
   */
  private static boolean contradicted(Container container, Port port, PublishedPort entry) {
    Listeners listeners = container.listeners();
    boolean product =
        container.origin() == Container.ImageOrigin.FOREIGN
            && container.service().ports().size() > 1;
    if (product || listeners.crowded()) {
      return false;
    }
    boolean told =
        listeners.sockets().stream()
            .filter(l -> l.protocol() == entry.protocol())
            .anyMatch(
                l ->
                    l.origin() == Listener.Origin.COMMAND
                        || l.origin() == Listener.Origin.ENVIRONMENT
                        || l.origin() == Listener.Origin.CONFIGURATION);
    boolean mentioned =
        listeners.all().stream()
            .filter(l -> l.origin() != Listener.Origin.PUBLISHED)
            .anyMatch(l -> l.ports().contains(port));
    return told && !mentioned && !container.isTold(port);
  }

  private Finding finding(
      Container container,
      PublishedPort entry,
      PortRange inside,
      Port port,
      List<Listener> sockets) {
    ServiceName server = container.service().name();
    List<Integer> ports = sockets.stream().map(l -> l.ports().first()).distinct().limit(3).toList();
    Confidence confidence =
        container.listeners().closed() && !isLeftOver(container, entry)
            ? sockets.stream().map(Listener::confidence).reduce(Confidence.CERTAIN, Confidence::and)
            : Confidence.PROBABLE;
    return Finding.at(info(), entry.targetAt(), message(entry, inside, port, server))
        .label(
            quoted(server)
                + " listens on "
                + String.join(", ", ports.stream().map(String::valueOf).toList()))
        .service(server.value())
        .confidence(confidence)
        .notes(sockets.stream().limit(3).map(l -> Words.listens(server, l)).toList())
        .help(ports.size() == 1 ? help(entry, inside, ports.get(0)) : "")
        .fixes(
            ports.size() == 1
                ? Fixes.rated(fixes(entry, inside, ports.get(0)), confidence)
                : List.of())
        .runtimeError("curl: (56) Recv failure: Connection reset by peer")
        .build();
  }

  private static String message(
      PublishedPort entry, PortRange inside, Port port, ServiceName server) {
    if (entry.hostPorts().known().isEmpty()) {
      return "port %s of %s is published, but nothing listens there"
          .formatted(port, quoted(server));
    }
    PortRange outside = entry.hostPorts().known().get(0);
    int host =
        outside.size() == inside.size()
            ? outside.first() + port.number() - inside.first()
            : outside.first();
    return "host port %s leads to port %s of %s, where nothing listens"
        .formatted(host, port, quoted(server));
  }

  private static List<Fix> fixes(PublishedPort entry, PortRange inside, int right) {
    if (inside.size() > 1) {
      return List.of();
    }
    Text target = entry.targetAt();
    if (entry.targetAt().equals(entry.at())) {
      String written = target.chars();
      int slash = written.lastIndexOf('/');
      int end = slash < 0 ? written.length() : slash;
      target = target.slice(written.substring(0, end).lastIndexOf(':') + 1, end);
    }
    return Fix.replacing("publish port " + right, target, Integer.toString(right));
  }

  private static String help(PublishedPort entry, PortRange inside, int right) {
    if (inside.size() > 1) {
      return "";
    }
    if (!entry.targetAt().equals(entry.at())) {
      return "publish " + quoted("target: " + right);
    }
    String written = entry.at().toString();
    int slash = written.lastIndexOf('/');
    String suffix = slash < 0 ? "" : written.substring(slash);
    String body = slash < 0 ? written : written.substring(0, slash);
    return "publish " + quoted(body.substring(0, body.lastIndexOf(':') + 1) + right + suffix);
  }
}
