package dev.dialtone.reach;

import dev.dialtone.model.Attachment;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Host;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Network;
import dev.dialtone.model.NetworkMode;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Subnet;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which addresses a service's containers have, so that a server in them can listen there. */
public final class LocalAddresses {
  /**
   * What the engine takes addresses from where nobody says: its first pool, and its second one.
   *
   * @see <a href="https://docs.docker.com/engine/network/#automatic-subnet-allocation">Automatic
   *     subnet allocation</a>
   */
  private static final List<Subnet> POOLS =
      ranges("172.17.0.0/16", "172.18.0.0/15", "172.20.0.0/14", "172.24.0.0/13", "192.168.0.0/16");

  /** The engine's IPv6 networks are local ones (RFC 4193). */
  private static final List<Subnet> POOLS_OF_IPV6 = ranges("fc00::/7");

  /** Addresses that an interface has besides, or that stand for many machines. */
  private static final List<Subnet> SPECIAL =
      ranges("169.254.0.0/16", "224.0.0.0/3", "fe80::/10", "ff00::/8");

  /** Drivers that leave the addresses to the engine; the default one has no name. */
  private static final Set<String> ENGINE_DRIVEN = Set.of("", "bridge", "macvlan", "ipvlan");

  private final Composition composition;
  private final Namespaces namespaces;

  public LocalAddresses(Composition composition, Namespaces namespaces) {
    this.composition = composition;
    this.namespaces = namespaces;
  }

  private static List<Subnet> ranges(String... written) {
    return Stream.of(written).map(each -> Subnet.parse(each).orElseThrow()).toList();
  }

  /** Whether an address is there; what is later counts more where there are several networks. */
  public enum Presence {
    /** It is not. */
    MISSING,
    /** It is if the engine happens to choose it. */
    BY_CHANCE,
    /** It cannot be told. */
    UNKNOWN,
    /** It is. */
    THERE;

    private Presence or(Presence other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  /** Whether a service's containers have the address that a text names; unknown for a name. */
  public Presence of(ServiceName service, Text address) {
    List<Host> host = Host.parse(address).known();
    if (host.stream().anyMatch(known -> known.isLoopback() || known.isUnspecified())) {
      return Presence.THERE;
    }
    return host.stream()
        .filter(Host.IpAddress.class::isInstance)
        .flatMap(known -> Subnet.parse(known.toString()).stream())
        .filter(known -> SPECIAL.stream().noneMatch(special -> special.contains(known)))
        .findFirst()
        .map(known -> of(service, known))
        .orElse(Presence.UNKNOWN);
  }

  /** Whether a server listens on addresses that are missing, and on loopback at most besides. */
  public boolean isNowhere(ServiceName service, Listener listener) {
    boolean missing = false;
    for (Text address : listener.addresses()) {
      boolean absent = of(service, address) == Presence.MISSING;
      if (!absent && Host.parse(address).known().stream().noneMatch(Host::isLoopback)) {
        return false;
      }
      missing |= absent;
    }
    return missing;
  }

  private Presence of(ServiceName service, Subnet address) {
    Namespace namespace = namespaces.of(service);
    boolean unclear =
        composition.fragment()
            || namespaces.members(namespace).stream()
                .map(composition.services()::get)
                .filter(Objects::nonNull)
                .anyMatch(member -> member.anyAddress() || member.fragment());
    if (unclear) {
      return Presence.UNKNOWN;
    }
    if (namespace instanceof Namespace.Closed) {
      return Presence.MISSING;
    }
    return namespace instanceof Namespace.OfService own
        ? of(composition.services().get(own.owner()), address)
        : Presence.UNKNOWN;
  }

  private Presence of(@Nullable Service owner, Subnet address) {
    if (owner != null && owner.networkMode() instanceof NetworkMode.Bridge) {
      return chosen(List.of(), address);
    }
    if (owner == null || owner.attachments().isEmpty()) {
      return Presence.UNKNOWN;
    }
    Presence presence = Presence.MISSING;
    for (Attachment attachment : owner.attachments()) {
      presence = presence.or(on(attachment, address));
    }
    return presence;
  }

  private Presence on(Attachment attachment, Subnet address) {
    Network network = composition.networks().get(attachment.network());
    Optional<List<Subnet>> fixed = all(attachment.addresses());
    if (network == null
        || !network.external().is(false)
        || !network.driver().isKnown()
        || !ENGINE_DRIVEN.contains(network.driver().chars())
        || fixed.isEmpty()) {
      return Presence.UNKNOWN;
    }
    List<Subnet> own = fixed.get().stream().filter(f -> f.ipv6() == address.ipv6()).toList();
    if (!own.isEmpty()) {
      return own.contains(address) ? Presence.THERE : Presence.MISSING;
    }
    return all(network.subnets()).map(ranges -> chosen(ranges, address)).orElse(Presence.UNKNOWN);
  }

  /** Ranges as they are written; nothing if one of them cannot be read. */
  private static Optional<List<Subnet>> all(List<Text> written) {
    List<Subnet> ranges = new ArrayList<>();
    for (Text each : written) {
      Optional<Subnet> range = each.isKnown() ? Subnet.parse(each.chars()) : Optional.empty();
      range.ifPresent(ranges::add);
    }
    return ranges.size() == written.size() ? Optional.of(ranges) : Optional.empty();
  }

  /** Whether the engine may choose an address from these ranges, or else from its own. */
  private static Presence chosen(List<Subnet> ranges, Subnet address) {
    List<Subnet> told = ranges.stream().filter(r -> r.ipv6() == address.ipv6()).toList();
    List<Subnet> pools = address.ipv6() ? POOLS_OF_IPV6 : POOLS;
    return (told.isEmpty() ? pools : told).stream().anyMatch(range -> range.contains(address))
        ? Presence.BY_CHANCE
        : Presence.MISSING;
  }
}
