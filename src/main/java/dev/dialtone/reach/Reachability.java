package dev.dialtone.reach;

import dev.dialtone.model.BindScope;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Connection.Walk;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Dial.Audience;
import dev.dialtone.model.Host;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Port;
import dev.dialtone.model.PortRange;
import dev.dialtone.model.Premises;
import dev.dialtone.model.Project;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceKind;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Value;
import dev.dialtone.model.Verdict;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Walks a dial from its name to a listener; the first "no" is the verdict (semantics, section 7).
 */
public final class Reachability {
  private final Project project;
  private final Namespaces namespaces;
  private final NameResolution names;
  private final LocalAddresses local;

  public Reachability(Project project, Namespaces namespaces, NameResolution names) {
    this.project = project;
    this.namespaces = namespaces;
    this.names = names;
    this.local = new LocalAddresses(project.composition(), namespaces);
  }

  /** The verdict of one dial and the steps that led to it. */
  public Connection decide(Dial dial) {
    List<Walk> walk = new ArrayList<>();
    walk.add(new Walk(dial.address(), "`" + dial.from() + "` dials `" + dial.host() + "` here"));
    if (dial.host().isEmpty()) {
      return new Connection(dial, new Verdict.NoHost(dial.confidence()), walk);
    }
    Value<Host> host = Host.parse(dial.host());
    if (!(host instanceof Value.Known<Host> known)) {
      return new Connection(dial, new Verdict.Undecided("the host is not known"), walk);
    }
    Verdict verdict = decide(dial, names.resolve(dial.from(), known.value()), walk);
    return new Connection(dial, verdict, walk);
  }

  private Verdict decide(Dial dial, Resolution resolution, List<Walk> walk) {
    if (resolution instanceof Resolution.Self self) {
      return decideLoopback(dial, self.namespace());
    }
    if (resolution instanceof Resolution.Found found) {
      return decideServers(dial, found.servers(), walk);
    }
    if (resolution instanceof Resolution.Elsewhere elsewhere) {
      return new Verdict.NoSharedNetwork(elsewhere.server(), dial.confidence());
    }
    if (resolution instanceof Resolution.Nobody nobody) {
      return decideUnknown(dial, nobody);
    }
    if (resolution instanceof Resolution.HostMachine machine) {
      return decideHostMachine(dial, machine.named());
    }
    if (resolution instanceof Resolution.UnknownToHost unknown) {
      List<PublishedPort> entry =
          dial.port().known().stream()
              .flatMap(port -> publishing(unknown.server(), port, dial.protocol()).stream())
              .limit(1)
              .toList();
      return new Verdict.NameUnknownToHost(unknown.server(), entry, dial.confidence());
    }
    return resolution instanceof Resolution.Undecided undecided
        ? new Verdict.Undecided(undecided.why())
        : new Verdict.External();
  }

  /**
   * A name that nothing answers to is sure to fail only where a neighbour shows that it was meant:
   * the machine's own resolver may know names without a dot.
   */
  private Verdict decideUnknown(Dial dial, Resolution.Nobody nobody) {
    boolean foreign = !nobody.foreignNetworks().isEmpty();
    if (foreign && nobody.near().isEmpty()) {
      return new Verdict.Undecided("another project may answer on an external network");
    }
    Confidence confidence =
        foreign || dial.audience() == Audience.PROCESS_OR_BROWSER
            ? Confidence.PROBABLE
            : Confidence.CERTAIN;
    if (project.neighbours().contains(new ServiceName(dial.host().chars()))) {
      // An overlay brings the service; without it the setting may well be of no use.
      confidence = Confidence.POSSIBLE;
    }
    return new Verdict.UnknownHost(
        nobody.near(), nobody.foreignNetworks(), confidence.and(dial.confidence()));
  }

  private Verdict decideLoopback(Dial dial, Namespace namespace) {
    if (!(dial.port() instanceof Value.Known<Port> known)) {
      return new Verdict.Undecided("the port is not known");
    }
    Port port = known.value();
    if (namespace instanceof Namespace.OfHost) {
      return decideOnHost(dial, port);
    }
    if (!(namespace instanceof Namespace.OfService own)) {
      return new Verdict.Undecided("its loopback is not its own");
    }
    List<Container> members = containers(namespaces.members(namespace));
    boolean elsewhere = false;
    for (Container member : members) {
      List<Listener> sockets = member.listeners().socketsOn(port, dial.protocol());
      // A declaration says nothing of addresses: it counts where nothing better is known.
      List<Listener> there =
          sockets.isEmpty() ? member.listeners().on(port, dial.protocol()) : sockets;
      if (there.stream().anyMatch(listener -> mayAnswer(listener, dial.host()))) {
        return new Verdict.Connects(member.service().name());
      }
      elsewhere |= !there.isEmpty();
    }
    if (elsewhere) {
      return new Verdict.Undecided("it listens there, at another address than this one");
    }
    List<Verdict.Candidate> meant = candidates(dial, port, members);
    Container dialler = project.containers().get(dial.from());
    if (dialler == null) {
      return new Verdict.Undecided("the dialler is not defined");
    }
    return confidenceOfLoopback(dial, members, dialler, meant).stream()
        .<Verdict>map(
            confidence ->
                new Verdict.DialsItself(own.owner(), meant, confidence.and(dial.confidence())))
        .findFirst()
        .orElseGet(() -> new Verdict.Undecided("it may listen there itself"));
  }

  /** Whether a listener of the own namespace may answer at this loopback address. */
  private static boolean mayAnswer(Listener listener, Text host) {
    boolean ipv6 =
        Host.parse(host).known().stream()
            .anyMatch(known -> known instanceof Host.IpAddress address && address.isIpv6());
    boolean named =
        Host.parse(host).known().stream().anyMatch(known -> known instanceof Host.HostName);
    BindScope scope = listener.scope();
    return (named && (scope.mayAnswerAtIpv4Loopback() || scope.mayAnswerAtIpv6Loopback()))
        || (!named && ipv6 && scope.mayAnswerAtIpv6Loopback())
        || (!named && !ipv6 && scope.mayAnswerAtIpv4Loopback());
  }

  /** A process on the machine itself reaches what is published, or listens there as it does. */
  private Verdict decideOnHost(Dial dial, Port port) {
    for (Container container : containers(namespaces.members(new Namespace.OfHost()))) {
      if (container.listeners().mentions(port, dial.protocol())) {
        return container.listeners().on(port, dial.protocol()).stream()
                .anyMatch(listener -> mayAnswer(listener, dial.host()))
            ? new Verdict.Connects(name(container))
            : new Verdict.Undecided("it listens there, at another address than this one");
      }
    }
    for (Container container : project.containers().values()) {
      List<PublishedPort> entries = publishedAs(container, port, dial.protocol());
      if (!entries.isEmpty()) {
        return leadsIn(container, entries.get(0), port) && !isIpv6(dial.host())
            ? new Verdict.Connects(name(container))
            : new Verdict.Undecided(
                "whether the published port leads to a server is another matter");
      }
    }
    // The machine may run such a server of its own.
    boolean busy = project.composition().premises().machine() == Premises.Machine.BUSY;
    return isBacking(dial.kind()) && !busy
        ? unpublished(dial, port, Confidence.PROBABLE)
        : new Verdict.Undecided("the host may listen there itself");
  }

  private Verdict unpublished(Dial dial, Port port, Confidence confidence) {
    for (Container container : project.containers().values()) {
      boolean listens =
          container.kind() == dial.kind()
              && !container.listeners().socketsOn(port, dial.protocol()).isEmpty();
      if (listens && container.service().ports().stream().allMatch(p -> isClear(p))) {
        List<PublishedPort> entry =
            container.service().ports().stream()
                .filter(p -> p.containerPorts().known().stream().anyMatch(r -> r.contains(port)))
                .limit(1)
                .toList();
        return new Verdict.NotPublished(
            nameOutside(container), entry, port, confidence.and(dial.confidence()));
      }
    }
    return new Verdict.Undecided("the host may listen there itself");
  }

  /**
   * Whether what is published can answer: an internal network lets nobody in, and behind the
   * mapping a server has to listen.
   */
  private boolean leadsIn(Container container, PublishedPort entry, Port port) {
    Port inside = new Port(containerPort(entry, port));
    List<Container> members = containers(namespaces.members(namespaces.of(name(container))));
    List<Listener> sockets =
        members.stream()
            .flatMap(m -> m.listeners().socketsOn(inside, entry.protocol()).stream())
            .toList();
    boolean heard =
        sockets.isEmpty()
            ? !members.stream().allMatch(m -> m.listeners().closed())
            : sockets.stream().anyMatch(socket -> isReachable(name(container), socket));
    return heard && hasWayOut(container.service());
  }

  /** Whether a service is on a network that is not cut off from the host. */
  private boolean hasWayOut(Service service) {
    return service.attachments().isEmpty()
        || service.attachments().stream()
            .map(attachment -> project.composition().networks().get(attachment.network()))
            .anyMatch(network -> network == null || network.internal().is(false));
  }

  private static boolean isIpv6(Text host) {
    return Host.parse(host).known().stream()
        .anyMatch(known -> known instanceof Host.IpAddress address && address.isIpv6());
  }

  private static boolean isClear(PublishedPort entry) {
    return !entry.containerPorts().known().isEmpty()
        && (entry.ephemeral() || !entry.hostPorts().known().isEmpty());
  }

  /** The machine's own address, seen from a container: what is published there answers. */
  private Verdict decideHostMachine(Dial dial, boolean named) {
    List<Verdict.Candidate> meant = new ArrayList<>();
    List<Verdict> onLoopback = new ArrayList<>();
    Container dialler = project.containers().get(dial.from());
    boolean dead = dialler == null || !hasWayOut(dialler.service());
    for (Port port : dial.port().known()) {
      for (Container container : project.containers().values()) {
        for (PublishedPort entry : publishedAs(container, port, dial.protocol())) {
          Port inside = new Port(containerPort(entry, port));
          if (!isLoopback(entry.hostAddress())) {
            dead |= !leadsIn(container, entry, port);
          } else {
            onLoopback.add(
                new Verdict.NotPublished(
                    nameOutside(container), List.of(entry), inside, dial.confidence()));
          }
          meant.add(new Verdict.Candidate(nameOutside(container), inside, List.of(entry)));
        }
      }
    }
    if (!named) {
      return new Verdict.HostUnnamed(meant, dial.confidence());
    }
    if (dead) {
      return new Verdict.Undecided("whether the way leads over the host is another matter");
    }
    for (Port port : dial.port().known()) {
      for (Container container : containers(namespaces.members(new Namespace.OfHost()))) {
        List<Listener> there = container.listeners().on(port, dial.protocol());
        if (!there.isEmpty()) {
          return there.stream().anyMatch(socket -> isReachable(name(container), socket))
              ? new Verdict.Connects(name(container))
              : new Verdict.Undecided("it listens there, for the host alone");
        }
      }
    }
    if (meant.size() > onLoopback.size()) {
      return new Verdict.Connects(meant.get(0).server());
    }
    return onLoopback.isEmpty() ? new Verdict.External() : onLoopback.get(0);
  }

  private static boolean isLoopback(Text address) {
    return !address.isEmpty() && Host.parse(address).known().stream().anyMatch(Host::isLoopback);
  }

  private List<PublishedPort> publishing(ServiceName server, Port port, Protocol protocol) {
    Container container = project.containers().get(server);
    return container == null
        ? List.of()
        : container.service().ports().stream()
            .filter(entry -> entry.protocol() == protocol && !entry.hostPorts().known().isEmpty())
            .filter(e -> e.containerPorts().known().stream().anyMatch(r -> r.contains(port)))
            .toList();
  }

  /** How sure it is that nothing in the namespace listens; empty if that must not be said. */
  private List<Confidence> confidenceOfLoopback(
      Dial dial, List<Container> members, Container dialler, List<Verdict.Candidate> meant) {
    boolean closed = members.stream().allMatch(member -> member.listeners().closed());
    boolean backing = isBacking(dial.kind());
    if (meant.isEmpty() && dial.role() == Dial.Role.SCRAPE) {
      // Whatever is scraped there, it is not in this container.
      return closed ? List.of(Confidence.CERTAIN) : List.of();
    }
    if (meant.isEmpty() && HostTools.isOne(dial)) {
      boolean own = members.stream().anyMatch(m -> HostTools.mayBeIn(m.service()));
      return own ? List.of() : List.of(Confidence.PROBABLE);
    }
    if (meant.isEmpty()) {
      boolean builtHere = dialler.origin().isBuiltHere() && backing;
      return builtHere && dial.audience() == Audience.PROCESS
          ? List.of(Confidence.PROBABLE)
          : List.of();
    }
    if (dial.audience() == Audience.PROCESS_OR_BROWSER) {
      boolean rightOnTheHost = meant.stream().anyMatch(m -> !m.published().isEmpty());
      return List.of(rightOnTheHost ? Confidence.POSSIBLE : Confidence.PROBABLE);
    }
    boolean foreign = members.stream().anyMatch(m -> m.origin().mayHoldAnything());
    boolean heard =
        meant.stream().anyMatch(m -> !m.published().isEmpty() || listensOn(m.server(), m.port()));
    boolean sure = heard && (closed || (backing && !foreign));
    return List.of(sure ? Confidence.CERTAIN : Confidence.PROBABLE);
  }

  private boolean listensOn(ServiceName server, Port port) {
    return containers(namespaces.members(namespaces.of(server))).stream()
        .flatMap(container -> container.listeners().all().stream())
        .anyMatch(listener -> listener.ports().contains(port));
  }

  private static boolean isBacking(ServiceKind kind) {
    return switch (kind) {
      case SQL, DOCUMENT_STORE, CACHE, QUEUE, SEARCH -> true;
      default -> false;
    };
  }

  /** Services outside the namespace that the dialler may have meant, surest first. */
  private List<Verdict.Candidate> candidates(Dial dial, Port port, List<Container> members) {
    List<Verdict.Candidate> byPort = new ArrayList<>();
    List<Verdict.Candidate> byKind = new ArrayList<>();
    for (Container container : project.containers().values()) {
      boolean other = members.stream().noneMatch(m -> m.service().name().equals(name(container)));
      if (!other || !kindsAgree(dial.kind(), container.kind())) {
        continue;
      }
      List<PublishedPort> published = publishedAs(container, port, dial.protocol());
      if (!published.isEmpty()) {
        int inside = containerPort(published.get(0), port);
        byPort.add(new Verdict.Candidate(nameOutside(container), new Port(inside), published));
      } else if (container.listeners().mentions(port, dial.protocol())) {
        byPort.add(new Verdict.Candidate(nameOutside(container), port, List.of()));
      } else if (isBacking(dial.kind())
          && container.kind() == dial.kind()
          && container.listeners().sockets().isEmpty()) {
        // An image of that kind by its name: it most likely listens on the usual port.
        byKind.add(new Verdict.Candidate(nameOutside(container), port, List.of()));
      } else if (isBacking(dial.kind()) && container.kind() == dial.kind()) {
        container.listeners().sockets().stream()
            .filter(l -> l.protocol() == dial.protocol() && l.ports().size() == 1)
            .limit(1)
            .forEach(
                l ->
                    byKind.add(
                        new Verdict.Candidate(
                            nameOutside(container), new Port(l.ports().first()), List.of())));
      }
    }
    List<Verdict.Candidate> found = byPort.isEmpty() ? byKind : byPort;
    // Services that share a namespace are one address; the entry that publishes it says most.
    found.sort(
        Comparator.comparing(Verdict.Candidate::server)
            .thenComparing(Verdict.Candidate::port)
            .thenComparing(candidate -> candidate.published().isEmpty()));
    List<Verdict.Candidate> distinct = new ArrayList<>();
    for (Verdict.Candidate candidate : found) {
      boolean again =
          distinct.stream()
              .anyMatch(
                  d -> d.server().equals(candidate.server()) && d.port().equals(candidate.port()));
      if (!again) {
        distinct.add(candidate);
      }
    }
    return distinct;
  }

  /** The name under which others reach a container: that of the service whose network it is in. */
  private ServiceName nameOutside(Container container) {
    return namespaces.of(name(container)) instanceof Namespace.OfService own
        ? own.owner()
        : name(container);
  }

  private static boolean kindsAgree(ServiceKind dialled, ServiceKind served) {
    return !isBacking(dialled) || !isBacking(served) || dialled == served;
  }

  private Verdict decideServers(Dial dial, List<ServiceName> servers, List<Walk> walk) {
    if (!(dial.port() instanceof Value.Known<Port> known)) {
      return decideWithoutPort(dial, servers.get(0));
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (ServiceName server : servers) {
      verdicts.add(decideServer(dial, server, known.value(), walk));
    }
    for (Verdict verdict : verdicts) {
      if (verdict instanceof Verdict.Connects || verdict instanceof Verdict.Undecided) {
        return verdict;
      }
    }
    return verdicts.get(0);
  }

  /** Whatever the port, a server of the dialled kind cannot be reached if all is loopback. */
  private Verdict decideWithoutPort(Dial dial, ServiceName server) {
    List<Container> members = containers(namespaces.members(namespaces.of(server)));
    List<Listener> sockets =
        members.stream()
            .filter(m -> isBacking(dial.kind()) && m.kind() == dial.kind())
            .flatMap(m -> m.listeners().sockets().stream())
            .toList();
    return sockets.isEmpty() || sockets.stream().anyMatch(socket -> isReachable(server, socket))
        ? new Verdict.Connects(server)
        : unreachable(server, sockets.get(0));
  }

  private Verdict decideServer(Dial dial, ServiceName server, Port port, List<Walk> walk) {
    List<Container> members = containers(namespaces.members(namespaces.of(server)));
    Container container = project.containers().get(server);
    if (container == null || members.isEmpty()) {
      return new Verdict.Undecided("the server's namespace cannot be told");
    }
    walk.add(new Walk(container.service().at(), "the name leads to `" + server + "`"));
    List<Listener> sockets =
        members.stream()
            .flatMap(m -> m.listeners().socketsOn(port, dial.protocol()).stream())
            .toList();
    if (!sockets.isEmpty()) {
      Listener first = sockets.get(0);
      walk.add(new Walk(first.at(), "`" + server + "` listens on " + port));
      // Its own name, too, leads to the address that it has on a network.
      return sockets.stream().anyMatch(socket -> isReachable(server, socket))
          ? new Verdict.Connects(server)
          : unreachable(server, first);
    }
    // Where all listeners are known, a declaration of the number that is published is a mistake
    // too.
    boolean mistaken = members.stream().allMatch(m -> publishesAnother(m, port, dial.protocol()));
    if (!mistaken && members.stream().anyMatch(m -> speaksOf(m, port, dial.protocol()))) {
      return new Verdict.Connects(server);
    }
    return decideUnheardPort(dial, container, members, port);
  }

  /** Whether the number leads, on the host, to a socket of the container that has another one. */
  private static boolean publishesAnother(Container container, Port port, Protocol protocol) {
    return container.listeners().closed()
        && publishedAs(container, port, protocol).stream()
            .map(entry -> new Port(containerPort(entry, port)))
            .anyMatch(
                inside ->
                    !inside.equals(port)
                        && !container.listeners().socketsOn(inside, protocol).isEmpty());
  }

  private boolean isReachable(ServiceName server, Listener socket) {
    BindScope scope = socket.scope();
    return !scope.isLoopback()
        && scope != BindScope.OFF
        && scope != BindScope.GUARDED
        && !local.isNowhere(server, socket);
  }

  private static Verdict unreachable(ServiceName server, Listener socket) {
    return switch (socket.scope()) {
      case OFF -> new Verdict.SwitchedOff(server, socket);
      case GUARDED -> new Verdict.TurnedAway(server, socket);
      case LOOPBACK, LOOPBACK_IPV4, LOOPBACK_IPV6 -> new Verdict.LoopbackOnly(server, socket);
      default -> new Verdict.NotBound(server, socket);
    };
  }

  /** Nothing that is known of the server speaks of the dialled port. */
  private static Verdict decideUnheardPort(
      Dial dial, Container server, List<Container> members, Port port) {
    boolean closed = members.stream().allMatch(member -> member.listeners().closed());
    for (Container member : members) {
      for (PublishedPort entry : publishedAs(member, port, dial.protocol())) {
        Port inside = new Port(containerPort(entry, port));
        boolean certain = closed || member.listeners().mentions(inside, dial.protocol());
        return new Verdict.PublishedPortInside(
            name(server),
            entry,
            inside,
            (certain ? Confidence.CERTAIN : Confidence.PROBABLE).and(dial.confidence()));
      }
    }
    List<Listener> listens =
        members.stream()
            .flatMap(m -> m.listeners().sockets().stream())
            .filter(l -> l.protocol() == dial.protocol())
            .filter(l -> l.origin() != Listener.Origin.DEBUGGER)
            .toList();
    if (closed) {
      Confidence weakest = dial.confidence();
      for (Listener listener : listens) {
        weakest = weakest.and(listener.confidence());
      }
      return new Verdict.WrongPort(name(server), listens, weakest);
    }
    // Products open further ports beside the one they are told; what is built here rarely does.
    boolean told =
        server.origin().isBuiltHere()
            && members.stream().noneMatch(member -> member.listeners().crowded())
            && !listens.isEmpty()
            && listens.stream().allMatch(Reachability::isTold);
    boolean mainPort = isMain(dial.role());
    return told && mainPort
        ? new Verdict.WrongPort(name(server), listens, Confidence.PROBABLE.and(dial.confidence()))
        : new Verdict.Connects(name(server));
  }

  private static boolean isMain(Dial.Role role) {
    return role == Dial.Role.CLIENT || role == Dial.Role.PROXY || role == Dial.Role.ROUTE;
  }

  /** Whether the service was told its port in so many words. */
  private static boolean isTold(Listener listener) {
    return listener.origin() == Listener.Origin.COMMAND
        || listener.origin() == Listener.Origin.ENVIRONMENT
        || listener.origin() == Listener.Origin.CONFIGURATION;
  }

  /** Whether anything in the files connects the server with the port, be it only a number. */
  private static boolean speaksOf(Container container, Port port, Protocol protocol) {
    return container.listeners().mentions(port, protocol)
        || (!container.listeners().closed() && container.isTold(port));
  }

  /** The entries that publish a port of the container under this number, another one inside. */
  private static List<PublishedPort> publishedAs(
      Container container, Port port, Protocol protocol) {
    return container.service().ports().stream()
        .filter(entry -> entry.protocol() == protocol)
        .filter(entry -> entry.hostPorts().known().stream().anyMatch(r -> r.contains(port)))
        .filter(entry -> !entry.containerPorts().known().isEmpty())
        .toList();
  }

  private static int containerPort(PublishedPort entry, Port hostPort) {
    PortRange inside = entry.containerPorts().known().get(0);
    PortRange outside = entry.hostPorts().known().get(0);
    boolean pairwise = inside.size() == outside.size();
    return pairwise ? inside.first() + hostPort.number() - outside.first() : inside.first();
  }

  private List<Container> containers(List<ServiceName> services) {
    List<Container> found = new ArrayList<>();
    for (ServiceName service : services) {
      Container container = project.containers().get(service);
      if (container != null) {
        found.add(container);
      }
    }
    return found;
  }

  private static ServiceName name(Container container) {
    return container.service().name();
  }
}
