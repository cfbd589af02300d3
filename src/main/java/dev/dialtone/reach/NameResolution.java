package dev.dialtone.reach;

import dev.dialtone.model.Attachment;
import dev.dialtone.model.Composition;
import dev.dialtone.model.EditDistance;
import dev.dialtone.model.ExtraHost;
import dev.dialtone.model.Host;
import dev.dialtone.model.Link;
import dev.dialtone.model.Network;
import dev.dialtone.model.NetworkMode;
import dev.dialtone.model.NetworkName;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Verdict;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks names up as a container's resolver would (semantics, section 6).
 *
 * @see <a href="https://docs.docker.com/compose/how-tos/networking/">Networking in Compose</a>
 */
public final class NameResolution {
  private static final Set<String> HOST_MACHINE =
      Set.of(
          "host.docker.internal",
          "gateway.docker.internal",
          "docker.for.mac.localhost",
          "docker.for.win.localhost");

  /** The machine's address on the network that the engine brings, unless it is configured. */
  private static final String DEFAULT_GATEWAY = "172.17.0.1";

  /** In a project of more services the nearest name is not looked for: nobody wrote it by hand. */
  private static final int MOST_COMPARED = 1_000;

  private final Composition composition;
  private final Namespaces namespaces;
  private final HostNames known;

  /** A service that answers to a name which a variable hides. */
  private final Optional<Service> untold;

  public NameResolution(Composition composition, Namespaces namespaces) {
    this.composition = composition;
    this.namespaces = namespaces;
    this.known = new HostNames(composition);
    this.untold =
        composition.services().values().stream()
            .filter(service -> service.attachments().stream().anyMatch(a -> hidesNames(service, a)))
            .findFirst();
  }

  /** What {@code host} leads to for the processes of {@code from}. */
  public Resolution resolve(ServiceName from, Host host) {
    Namespace namespace = namespaces.of(from);
    if (host.isLoopback()) {
      return new Resolution.Self(namespace);
    }
    if (host.isUnspecified()) {
      return new Resolution.Undecided("it stands for every address");
    }
    if (namespace instanceof Namespace.Unclear) {
      return new Resolution.Undecided("the dialler's namespace cannot be told");
    }
    if (namespace instanceof Namespace.OfHost) {
      return resolveOnHost(from, host);
    }
    if (namespace instanceof Namespace.Closed) {
      return resolveWithoutNetwork(host);
    }
    if (!(namespace instanceof Namespace.OfService own)) {
      return new Resolution.Undecided("the dialler's namespace cannot be told");
    }
    Service dialler = composition.services().get(own.owner());
    if (dialler == null) {
      return new Resolution.Undecided("the dialler is not defined");
    }
    return host instanceof Host.HostName name
        ? resolveName(from, dialler, name)
        : resolveAddress(dialler, host.toString());
  }

  /**
   * Why {@code host} leads from {@code from} to {@code server}: what of the server has this name or
   * address, on each network that both are on.
   */
  public List<Naming> namings(ServiceName from, Host host, ServiceName server) {
    Service dialler = owner(from);
    Service found = composition.services().get(server);
    List<Naming> namings = new ArrayList<>();
    if (dialler == null || found == null) {
      return namings;
    }
    String name = lower(host);
    for (Link link : dialler.links()) {
      if (link.service().equals(server) && is(link.alias(), name)) {
        namings.add(new Naming(Naming.How.LINK, link.at(), NetworkName.DEFAULT));
      }
    }
    for (Attachment own : dialler.attachments()) {
      for (Attachment other : found.attachments()) {
        if (sameNetwork(own.network(), other.network())) {
          namings.addAll(naming(found, other, name));
          other.addresses().stream()
              .filter(fixed -> is(fixed, name))
              .map(fixed -> new Naming(Naming.How.ADDRESS, fixed, other.network()))
              .forEach(namings::add);
        }
      }
    }
    return List.copyOf(namings);
  }

  /**
   * The entry of {@code extra_hosts} that decides on {@code host} for {@code from}: one, or none.
   */
  public List<ExtraHost> hostsEntry(ServiceName from, Host host) {
    Service dialler = owner(from);
    return dialler == null || !(host instanceof Host.HostName)
        ? List.of()
        : hostsEntry(from, dialler, lower(host));
  }

  /** The service whose names and networks {@code from} has. */
  private @Nullable Service owner(ServiceName from) {
    return namespaces.of(from) instanceof Namespace.OfService own
        ? composition.services().get(own.owner())
        : null;
  }

  /** With nothing but loopback even the names of the project lead nowhere. */
  private Resolution resolveWithoutNetwork(Host host) {
    for (Service service : known.named(lower(host))) {
      if (host instanceof Host.HostName && is(service.name(), lower(host))) {
        return new Resolution.Elsewhere(service.name());
      }
    }
    return new Resolution.Undecided("the dialler has no network");
  }

  private Resolution resolveAddress(Service dialler, String address) {
    for (Service service : known.at(address)) {
      for (Attachment attachment : service.attachments()) {
        if (attachment.addresses().stream().anyMatch(fixed -> fixed.is(address))) {
          return isOn(dialler, attachment.network())
              ? new Resolution.Found(List.of(service.name()))
              : new Resolution.Undecided("a fixed address on another network");
        }
      }
    }
    return address.equals(DEFAULT_GATEWAY)
        ? new Resolution.HostMachine(true)
        : new Resolution.External();
  }

  /** The machine's own resolver knows no names of the project. */
  private Resolution resolveOnHost(ServiceName from, Host host) {
    Service dialler = composition.services().get(from);
    boolean told =
        dialler == null
            || !dialler.hostname().isEmpty()
            || dialler.extraHosts().stream()
                .anyMatch(e -> !e.name().isKnown() || is(e.name(), lower(host)));
    if (!told && host instanceof Host.HostName name && name.isSingleLabel()) {
      for (Service service : known.named(lower(host))) {
        boolean itself = service.name().equals(from);
        if (!itself
            && (is(service.name(), lower(host)) || is(service.containerName(), lower(host)))) {
          return new Resolution.UnknownToHost(service.name());
        }
      }
    }
    return new Resolution.Undecided("the host resolves its names by itself");
  }

  private static String lower(Host host) {
    return host.toString().toLowerCase(Locale.ROOT);
  }

  private Resolution resolveName(ServiceName from, Service dialler, Host.HostName host) {
    String name = host.value().toLowerCase(Locale.ROOT);
    for (ExtraHost extra : hostsEntry(from, dialler, name)) {
      boolean machine = extra.address().is("host-gateway") || extra.address().is(DEFAULT_GATEWAY);
      return machine ? new Resolution.HostMachine(true) : new Resolution.External();
    }
    Set<ServiceName> found = new LinkedHashSet<>();
    for (Link link : dialler.links()) {
      Service linked = composition.services().get(link.service());
      if (linked != null && is(link.alias(), name) && meets(dialler, linked)) {
        found.add(link.service());
      }
    }
    List<Service> candidates = known.named(name);
    for (Attachment own : dialler.attachments()) {
      for (Service service : candidates) {
        for (Attachment other : service.attachments()) {
          if (sameNetwork(own.network(), other.network()) && answersTo(service, other, name)) {
            found.add(service.name());
          }
        }
      }
    }
    if (!found.isEmpty()) {
      return new Resolution.Found(List.copyOf(found));
    }
    if (is(dialler.hostname(), name) || is(dialler.containerName(), name)) {
      return new Resolution.Self(namespaces.of(from));
    }
    if (HOST_MACHINE.contains(name)) {
      return new Resolution.HostMachine(false);
    }
    return resolveUnshared(dialler, host, name);
  }

  /** The entry of {@code extra_hosts} that decides on a name: one, or none. */
  private List<ExtraHost> hostsEntry(ServiceName from, Service dialler, String name) {
    for (Service reader : List.of(dialler, composition.services().getOrDefault(from, dialler))) {
      for (ExtraHost extra : reader.extraHosts()) {
        if (!extra.name().isKnown() || is(extra.name(), name)) {
          return List.of(extra);
        }
      }
    }
    return List.of();
  }

  private Resolution resolveUnshared(Service dialler, Host.HostName host, String name) {
    if (dialler.networkMode() instanceof NetworkMode.Bridge) {
      return new Resolution.Undecided("the legacy bridge knows no names but links");
    }
    if (composition.fragment() || dialler.fragment()) {
      return new Resolution.Undecided("parts of the project are not here");
    }
    if (!dialler.externalLinks().isEmpty() || dialler.attachments().isEmpty()) {
      return new Resolution.Undecided("the dialler may know names from elsewhere");
    }
    for (Link link : dialler.links()) {
      if (is(link.alias(), name) && composition.services().containsKey(link.service())) {
        return new Resolution.Elsewhere(link.service());
      }
    }
    for (Service service : known.named(name)) {
      if (service.attachments().isEmpty() && is(service.name(), name)) {
        return service.networkMode() instanceof NetworkMode.Unclear
                || service.networkMode() instanceof NetworkMode.OfContainer
            ? new Resolution.Undecided("the server's namespace cannot be told")
            : new Resolution.Elsewhere(service.name());
      }
      for (Attachment other : service.attachments()) {
        if (answersTo(service, other, name)) {
          return isOnlyForeign(dialler) || isOnlyForeign(service)
              ? new Resolution.Undecided("an external network may join them")
              : new Resolution.Elsewhere(service.name());
        }
      }
    }
    if (untold.isPresent()) {
      return new Resolution.Undecided("a name of `" + untold.get().name() + "` cannot be told");
    }
    if (!host.isSingleLabel()) {
      return new Resolution.External();
    }
    return new Resolution.Nobody(nearMisses(dialler, name), foreignNetworks(dialler));
  }

  /** Whether a variable hides a name the service answers to. */
  private static boolean hidesNames(Service service, Attachment attachment) {
    return !service.hostname().isKnown()
        || !service.containerName().isKnown()
        || attachment.aliases().stream().anyMatch(alias -> !alias.isKnown());
  }

  private boolean answersTo(Service service, Attachment attachment, String name) {
    return !naming(service, attachment, name).isEmpty();
  }

  /** What of a service has the name on a network that it is on: one text, or none. */
  private List<Naming> naming(Service service, Attachment attachment, String name) {
    NetworkName network = attachment.network();
    if (is(service.name(), name)) {
      return List.of(new Naming(Naming.How.SERVICE, service.at(), network));
    }
    if (is(service.containerName(), name)) {
      return List.of(new Naming(Naming.How.CONTAINER_NAME, service.containerName(), network));
    }
    if (is(service.hostname(), name)) {
      return List.of(new Naming(Naming.How.HOSTNAME, service.hostname(), network));
    }
    for (Text alias : attachment.aliases()) {
      if (is(alias, name)) {
        return List.of(new Naming(Naming.How.ALIAS, alias, network));
      }
    }
    if (composition.premises().swarm() && isOfStack(service, name)) {
      return List.of(new Naming(Naming.How.SERVICE, service.at(), network));
    }
    return isNumbered(service, name)
        ? List.of(new Naming(Naming.How.CONTAINER, service.at(), network))
        : List.of();
  }

  /**
   * {@code <project>-<service>-<n>}, with underscores in the days of Compose 1: what a container is
   * called that is given no name of its own.
   */
  private static boolean isNumbered(Service service, String name) {
    if (!service.containerName().isEmpty()) {
      return false;
    }
    String lower = service.name().value().toLowerCase(Locale.ROOT);
    int end = name.length();
    while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
      end--;
    }
    if (end == name.length() || end == 0) {
      return false;
    }
    char separator = name.charAt(end - 1);
    String stem = name.substring(0, end - 1);
    return (separator == '-' || separator == '_')
        && stem.endsWith(separator + lower)
        && stem.length() > lower.length() + 1;
  }

  /**
   * {@code <stack>_<service>} and {@code tasks.<service>}: what a swarm calls a service and all its
   * containers; the stack's name is chosen when it is deployed.
   */
  private static boolean isOfStack(Service service, String name) {
    String lower = service.name().value().toLowerCase(Locale.ROOT);
    int from = name.length() - lower.length();
    return from > 1
        && name.endsWith(lower)
        && (name.charAt(from - 1) == '_' || name.substring(0, from).equals("tasks."));
  }

  /** Whether a link leads anywhere: it gives a name, not a network. */
  private boolean meets(Service one, Service other) {
    return one.networkMode() instanceof NetworkMode.Bridge
        || one.attachments().stream().anyMatch(a -> isOn(other, a.network()));
  }

  private boolean isOn(Service service, NetworkName network) {
    return service.attachments().stream().anyMatch(a -> sameNetwork(a.network(), network));
  }

  /** Two keys of {@code networks} may stand for one network by their outer names. */
  private boolean sameNetwork(NetworkName one, NetworkName other) {
    if (one.equals(other)) {
      return true;
    }
    Network first = composition.networks().get(one);
    Network second = composition.networks().get(other);
    return first != null
        && second != null
        && first.externalName().isKnown()
        && !first.externalName().isEmpty()
        && first.externalName().equals(second.externalName());
  }

  private boolean isOnlyForeign(Service service) {
    return !service.attachments().isEmpty()
        && service.attachments().stream().allMatch(a -> isForeign(a.network()));
  }

  private List<NetworkName> foreignNetworks(Service service) {
    return service.attachments().stream().map(Attachment::network).filter(this::isForeign).toList();
  }

  /** Whether containers of other projects may be on the network. */
  private boolean isForeign(NetworkName name) {
    Network network = composition.networks().get(name);
    if (network == null) {
      return !name.equals(NetworkName.DEFAULT);
    }
    return !network.external().is(false);
  }

  private List<Verdict.NearMiss> nearMisses(Service dialler, String name) {
    List<Verdict.NearMiss> near = new ArrayList<>();
    int most = Math.min(2, name.length() / 3);
    int best = most + 1;
    if (composition.services().size() > MOST_COMPARED) {
      return near;
    }
    for (Service service : composition.services().values()) {
      if (service.name().equals(dialler.name())) {
        continue;
      }
      List<Text> names = new ArrayList<>();
      names.add(service.at());
      names.add(service.containerName());
      service.attachments().forEach(attachment -> names.addAll(attachment.aliases()));
      for (Text candidate : names) {
        if (candidate.isEmpty() || !candidate.isKnown()) {
          continue;
        }
        String other = candidate.chars().toLowerCase(Locale.ROOT);
        int distance = EditDistance.between(name, other, Math.min(best, most));
        if (distance < best) {
          best = distance;
          near.clear();
        }
        if (distance == best && best <= most) {
          near.add(new Verdict.NearMiss(candidate, service.name()));
        }
      }
    }
    return near;
  }

  private static boolean is(Text text, String lowerCaseName) {
    return text.isKnown() && text.chars().equalsIgnoreCase(lowerCaseName);
  }

  private static boolean is(ServiceName service, String lowerCaseName) {
    return service.value().equalsIgnoreCase(lowerCaseName);
  }
}
