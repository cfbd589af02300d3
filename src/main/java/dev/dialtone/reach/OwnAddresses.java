package dev.dialtone.reach;

import dev.dialtone.model.Confidence;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Host;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Port;
import dev.dialtone.model.PortRange;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Variable;
import java.util.ArrayList;
import java.util.List;

/** What a healthcheck finds that dials its own container. */
public final class OwnAddresses {
  private final Outcome outcome;
  private final Namespaces namespaces;

  public OwnAddresses(Outcome outcome) {
    this.outcome = outcome;
    this.namespaces = new Namespaces(outcome.project().composition());
  }

  /** What is found at an own address. */
  public sealed interface Found {
    /** A server is known to listen there, be it on several addresses. */
    record Server(List<Listener> listeners) implements Found {
      public Server {
        listeners = List.copyOf(listeners);
      }
    }

    /**
     * Nothing listens there.
     *
     * @param listens the servers of the container, on other ports
     * @param published the entry that publishes another port of the container under this number:
     *     one, or none
     */
    record Nobody(List<Listener> listens, List<PublishedPort> published, Confidence confidence)
        implements Found {
      public Nobody {
        listens = List.copyOf(listens);
        published = List.copyOf(published);
      }
    }

    /** It cannot be told. */
    record Undecided() implements Found {}
  }

  /** What {@code dial} finds; undecided if it does not dial its own container. */
  public Found find(Dial dial) {
    boolean own =
        Host.parse(dial.host()).known().stream()
            .anyMatch(host -> host.isLoopback() || host.isUnspecified());
    List<Port> ports = dial.port().known();
    if (!own
        || ports.isEmpty()
        || !(namespaces.of(dial.from()) instanceof Namespace.OfService namespace)) {
      return new Found.Undecided();
    }
    return find(dial, ports.get(0), members(namespace));
  }

  private List<Container> members(Namespace namespace) {
    List<Container> members = new ArrayList<>();
    for (ServiceName name : namespaces.members(namespace)) {
      Container container = outcome.project().containers().get(name);
      if (container != null) {
        members.add(container);
      }
    }
    return members;
  }

  private static Found find(Dial dial, Port port, List<Container> members) {
    List<Listener> listens = new ArrayList<>();
    List<Listener> there = new ArrayList<>();
    boolean declared = false;
    boolean closed = true;
    boolean told = true;
    for (Container member : members) {
      for (Listener listener : member.listeners().all()) {
        boolean its = listener.protocol() == dial.protocol();
        if (its && listener.ports().contains(port) && isEvidence(listener)) {
          declared = true;
          if (!listener.origin().isDeclaration()) {
            there.add(listener);
          }
        }
        if (its && !listener.origin().isDeclaration()) {
          listens.add(listener);
          told &= isTold(listener);
        }
      }
      closed &= member.listeners().closed();
      told &= member.origin().isBuiltHere();
    }
    if (declared) {
      return there.isEmpty() ? new Found.Undecided() : new Found.Server(there);
    }
    List<PublishedPort> published = publishedAs(members, port);
    if (closed && !listens.isEmpty()) {
      Confidence weakest = dial.confidence();
      for (Listener listener : listens) {
        weakest = weakest.and(listener.confidence());
      }
      return new Found.Nobody(listens, published, weakest);
    }
    boolean open = members.stream().anyMatch(member -> mentions(member, port));
    boolean contradicted = !published.isEmpty() || (told && !listens.isEmpty());
    return contradicted && !open
        ? new Found.Nobody(listens, published, Confidence.PROBABLE.and(dial.confidence()))
        : new Found.Undecided();
  }

  /** The probe itself is no witness for itself. */
  private static boolean isEvidence(Listener listener) {
    return listener.origin() != Listener.Origin.HEALTHCHECK;
  }

  private static boolean isTold(Listener listener) {
    return switch (listener.origin()) {
      case COMMAND, ENVIRONMENT, CONFIGURATION -> true;
      default -> false;
    };
  }

  private static List<PublishedPort> publishedAs(List<Container> members, Port port) {
    List<PublishedPort> found = new ArrayList<>();
    for (Container member : members) {
      for (PublishedPort entry : member.service().ports()) {
        boolean outside = entry.hostPorts().known().stream().anyMatch(r -> r.contains(port));
        boolean inside =
            entry.containerPorts().known().stream().noneMatch(r -> r.contains(port))
                && !entry.containerPorts().known().isEmpty();
        if (outside && inside && found.isEmpty()) {
          found.add(entry);
        }
      }
    }
    return found;
  }

  /** The port of the container behind the number on the host. */
  public static Port inside(PublishedPort entry, Port port) {
    PortRange inside = entry.containerPorts().known().get(0);
    PortRange outside = entry.hostPorts().known().get(0);
    boolean pairwise = inside.size() == outside.size();
    return new Port(pairwise ? inside.first() + port.number() - outside.first() : inside.first());
  }

  private static boolean mentions(Container container, Port port) {
    for (Variable variable : container.environment()) {
      if (holdsNumber(variable.value().chars(), port.toString())) {
        return true;
      }
    }
    return false;
  }

  private static boolean holdsNumber(String chars, String digits) {
    for (int at = chars.indexOf(digits); at >= 0; at = chars.indexOf(digits, at + 1)) {
      int end = at + digits.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(chars.charAt(at - 1));
      boolean ends = end == chars.length() || !Character.isLetterOrDigit(chars.charAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }
}
