package dev.dialtone.rules.ports;

import dev.dialtone.model.Host;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Subnet;
import dev.dialtone.source.Text;
import java.util.HashSet;
import java.util.Set;

/** The addresses of its namespace on which a socket takes a port; empty if they are not known. */
final class BoundAddresses {
  private static final Subnet EVERY_IPV4 = Subnet.parse("0.0.0.0/0").orElseThrow();
  private static final Subnet EVERY_IPV6 = Subnet.parse("::/0").orElseThrow();
  private static final Subnet LOOPBACK_IPV4 = Subnet.parse("127.0.0.1").orElseThrow();
  private static final Subnet LOOPBACK_IPV6 = Subnet.parse("::1").orElseThrow();

  private BoundAddresses() {}

  /** Those of a listener. */
  static Set<Subnet> of(Listener listener) {
    Set<Subnet> written = new HashSet<>();
    for (Text address : listener.addresses()) {
      written.addAll(literal(address));
    }
    // An IPv6 wildcard need not take IPv4 as well: what is written says all that is sure.
    if (!written.isEmpty()) {
      return written;
    }
    return switch (listener.scope()) {
      case ALL -> Set.of(EVERY_IPV4, EVERY_IPV6);
      case ALL_IPV4, GUARDED -> Set.of(EVERY_IPV4);
      case ALL_IPV6 -> Set.of(EVERY_IPV6);
      case LOOPBACK, LOOPBACK_IPV4 -> Set.of(LOOPBACK_IPV4);
      case LOOPBACK_IPV6 -> Set.of(LOOPBACK_IPV6);
      case ADDRESS, SEVERAL, OFF, UNKNOWN -> Set.of();
    };
  }

  /** Those of a published port: the engine takes all IPv4 addresses where none is written. */
  static Set<Subnet> published(Text address) {
    return address.isEmpty() ? Set.of(EVERY_IPV4) : literal(address);
  }

  private static Set<Subnet> literal(Text address) {
    Set<Subnet> found = new HashSet<>();
    for (Host host : Host.parse(address).known()) {
      if (host instanceof Host.IpAddress) {
        Subnet.parse(host.toString())
            .flatMap(one -> one.widened(host.isUnspecified() ? 0 : one.length()))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  /** Whether two sockets on one port have an address in common, so that one of them fails. */
  static boolean meet(Set<Subnet> some, Set<Subnet> others) {
    return some.stream()
        .anyMatch(
            one -> others.stream().anyMatch(other -> one.contains(other) || other.contains(one)));
  }
}
