package dev.dialtone.rules.ports;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Note;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dependency;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Listener.Origin;
import dev.dialtone.model.NetworkMode;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.PortRange;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Subnet;
import dev.dialtone.reach.Namespace;
import dev.dialtone.reach.Namespaces;
import dev.dialtone.rules.Words;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** DT502: two servers in one network namespace want one port. */
public final class NamespacePortCollision implements Rule {
  private static final int MOST_SHOWN = 3;
  private static final String IN_USE = "bind: Address already in use";

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT502",
        "namespace-port-collision",
        Severity.ERROR,
        "Two servers that share a network want the same port");
  }

  /**
   * Something that takes ports of a namespace.
   *
   * @param addresses on which addresses; ranges for all of a protocol
   * @param at where the port is decided
   * @param listens whether a server of the namespace takes them, rather than the engine for a port
   *     that it publishes
   * @param shown what tells of it
   */
  private record Claim(
      Service service,
      PortRange ports,
      Set<Subnet> addresses,
      Text at,
      boolean listens,
      boolean shared,
      Note shown,
      Confidence confidence) {
    ServiceName name() {
      return service.name();
    }
  }

  /** Two services that collide, the one that comes too late last, and where. */
  private record Pair(ServiceName first, ServiceName second) {
    Set<ServiceName> both() {
      return new HashSet<>(List.of(first, second));
    }
  }

  /** Two claims on one port, the one that comes too late last. */
  private record Collision(Claim first, Claim second) {
    Pair services() {
      return new Pair(first.name(), second.name());
    }

    int port() {
      return Math.max(first.ports().first(), second.ports().first());
    }
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    Namespaces namespaces = new Namespaces(outcome.project().composition());
    Set<Namespace> all = new LinkedHashSet<>();
    outcome.project().containers().keySet().forEach(name -> all.add(namespaces.of(name)));
    Set<ServiceName> jobs = jobs(outcome);
    for (Namespace namespace : all) {
      boolean host = namespace instanceof Namespace.OfHost;
      boolean shared = namespaces.members(namespace).size() > 1;
      if (host || (shared && namespace instanceof Namespace.OfService)) {
        List<Claim> claims = new ArrayList<>(listening(outcome, namespaces, namespace));
        claims.removeIf(claim -> jobs.contains(claim.name()));
        Set<ServiceName> told = new HashSet<>();
        claims.stream()
            .filter(claim -> told.add(claim.name()))
            .forEach(claim -> checkReplicas(claim, sink));
        if (host) {
          claims.addAll(published(outcome, namespaces));
        }
        report(outcome, claims, host, sink);
      }
    }
  }

  /** Services that others wait for until they have ended: they leave their ports to those. */
  private static Set<ServiceName> jobs(Outcome outcome) {
    return outcome.project().composition().services().values().stream()
        .flatMap(service -> service.dependencies().stream())
        .filter(dependency -> dependency.condition() == Dependency.Condition.COMPLETED)
        .map(Dependency::service)
        .collect(Collectors.toSet());
  }

  private static List<Claim> listening(
      Outcome outcome, Namespaces namespaces, Namespace namespace) {
    List<Claim> claims = new ArrayList<>();
    for (ServiceName name : namespaces.members(namespace)) {
      Container container = outcome.project().containers().get(name);
      if (container == null || container.service().replicas().known().contains(0)) {
        continue;
      }
      for (Listener listener : container.listeners().sockets()) {
        Set<Subnet> addresses = BoundAddresses.of(listener);
        // A debugger that finds its port taken is no server that fails; UDP ports may be shared.
        if (listener.protocol() == Protocol.TCP
            && listener.origin() != Origin.DEBUGGER
            && !addresses.isEmpty()) {
          claims.add(
              new Claim(
                  container.service(),
                  listener.ports(),
                  addresses,
                  listener.at(),
                  true,
                  listener.habits().sharesPort(),
                  Words.listens(name, listener),
                  confidence(container, listener)));
        }
      }
    }
    return claims;
  }

  /** A default counts in full only where nothing can be there that changes it. */
  private static Confidence confidence(Container container, Listener listener) {
    boolean told =
        switch (listener.origin()) {
          case COMMAND, CONFIGURATION, ENVIRONMENT -> true;
          default -> container.listeners().closed();
        };
    // Which of two addresses `localhost` is, the server's libraries decide.
    boolean sure = told && listener.scope() != BindScope.LOOPBACK;
    return listener.confidence().and(sure ? Confidence.CERTAIN : Confidence.PROBABLE);
  }

  /** The ports of the host that the engine takes for services which have networks of their own. */
  private static List<Claim> published(Outcome outcome, Namespaces namespaces) {
    List<Claim> claims = new ArrayList<>();
    for (Container container : outcome.project().containers().values()) {
      Service service = container.service();
      boolean own = namespaces.of(service.name()) instanceof Namespace.OfService;
      for (PublishedPort entry : own ? service.ports() : List.<PublishedPort>of()) {
        Set<Subnet> addresses = BoundAddresses.published(entry.hostAddress());
        boolean fixed =
            entry.containerPorts().known().stream()
                .map(PortRange::size)
                .anyMatch(s -> entry.hostPorts().known().stream().anyMatch(r -> r.size() == s));
        if (fixed
            && entry.protocol() == Protocol.TCP
            && !addresses.isEmpty()
            && !service.replicas().known().contains(0)) {
          claims.add(
              new Claim(
                  service,
                  entry.hostPorts().known().get(0),
                  addresses,
                  entry.publishedAt(),
                  false,
                  false,
                  Words.publishedHere(entry),
                  Confidence.CERTAIN));
        }
      }
    }
    return claims;
  }

  private void report(Outcome outcome, List<Claim> claims, boolean host, Consumer<Finding> sink) {
    Map<Pair, List<Collision>> collisions = new LinkedHashMap<>();
    PortIndex<Claim> earlier = new PortIndex<>();
    for (Claim claim : claims) {
      earlier
          .near(claim.ports())
          .filter(other -> collide(other, claim))
          .limit(1)
          .map(other -> inOrder(other, claim))
          .forEach(
              each ->
                  collisions.computeIfAbsent(each.services(), k -> new ArrayList<>()).add(each));
      earlier.add(claim.ports(), claim);
    }
    Confidence menu = Company.wholeness(collisions.keySet().stream().map(Pair::both).toList());
    collisions.forEach(
        (pair, all) -> {
          boolean choice = Company.isChoice(outcome, pair.first(), pair.second());
          sink.accept(finding(all, host, choice ? menu.and(Confidence.PROBABLE) : menu));
        });
  }

  private static boolean collide(Claim one, Claim other) {
    return (one.listens() || other.listens())
        && !one.name().equals(other.name())
        && one.ports().overlaps(other.ports())
        && !(one.shared() && other.shared())
        && BoundAddresses.meet(one.addresses(), other.addresses())
        && Company.mayRunTogether(one.service(), other.service());
  }

  /** Two claims in the order of the file, unless a dependency says otherwise. */
  private static Collision inOrder(Claim one, Claim other) {
    boolean turned =
        one.service().dependencies().stream().anyMatch(d -> d.service().equals(other.name()));
    return turned ? new Collision(other, one) : new Collision(one, other);
  }

  private Finding finding(List<Collision> all, boolean host, Confidence whole) {
    Collision first = all.get(0);
    Claim late = first.second();
    List<Integer> ports = all.stream().map(Collision::port).distinct().sorted().toList();
    String shown =
        ports.stream().limit(MOST_SHOWN).map(String::valueOf).collect(Collectors.joining(", "))
            + (ports.size() > MOST_SHOWN ? ", …" : "");
    // Two that read one file are told apart by their services.
    Text at =
        late.at().span().equals(first.first().at().span())
            ? mode(late.service()).orElse(late.at())
            : late.at();
    return Finding.at(
            info(),
            at,
            "%s and %s both want %s %s of %s"
                .formatted(
                    quoted(first.first().name()),
                    quoted(late.name()),
                    ports.size() == 1 ? "port" : "ports",
                    shown,
                    host ? "the host" : "the network that they share"))
        .label("the second one finds it taken")
        .service(late.name().value())
        .confidence(whole.and(first.first().confidence()).and(late.confidence()))
        .occurrence(Company.occurrence(first.first().service(), late.service()))
        .notes(List.of(first.first().shown()))
        .notes(modes(late.service(), first.first().service()))
        .help("let one of them listen on another port")
        .runtimeError(
            late.listens()
                ? IN_USE
                : "listen tcp4 0.0.0.0:" + first.port() + ": bind: address already in use")
        .build();
  }

  /** Where a service says that it has no network of its own: one text, or none. */
  private static Optional<Text> mode(Service service) {
    NetworkMode mode = service.networkMode();
    if (mode instanceof NetworkMode.HostMode host) {
      return Optional.of(host.at());
    }
    if (mode instanceof NetworkMode.OfService of) {
      return Optional.of(of.at());
    }
    return mode instanceof NetworkMode.OfContainer of ? Optional.of(of.at()) : Optional.empty();
  }

  private static List<Note> modes(Service... services) {
    return Stream.of(services)
        .flatMap(
            service ->
                mode(service).stream()
                    .map(
                        at ->
                            new Note(
                                at.span(), quoted(service.name()) + " has no network of its own")))
        .toList();
  }

  /** All containers of a service that has no network of its own want its ports. */
  private void checkReplicas(Claim claim, Consumer<Finding> sink) {
    boolean foreign = !(claim.service().networkMode() instanceof NetworkMode.Networks);
    claim.service().replicas().known().stream()
        .filter(replicas -> replicas > 1 && foreign && !claim.shared())
        .forEach(
            replicas ->
                sink.accept(
                    Finding.at(
                            info(),
                            claim.at(),
                            "%s replicas of %s cannot share port %s of one network"
                                .formatted(replicas, quoted(claim.name()), claim.ports()))
                        .label("each replica wants it")
                        .service(claim.name().value())
                        .confidence(claim.confidence())
                        .note(claim.service().replicas().text().span(), replicas + " replicas here")
                        .notes(modes(claim.service()))
                        .runtimeError(IN_USE)
                        .build()));
  }
}
