package dev.dialtone.model;

import java.util.List;
import java.util.function.Predicate;

/**
 * What listens in a service's containers.
 *
 * @param all sockets that are known, and ports that are only declared
 * @param closed whether nothing but the sockets listens: only then "nothing listens on 5433" is
 *     sure
 * @param crowded whether programs run beside those that listen here of which nothing is known, so
 *     that what is told of the one says nothing of the other
 */
public record Listeners(List<Listener> all, boolean closed, boolean crowded) {
  /** Nothing is known. */
  public static final Listeners UNKNOWN = new Listeners(List.of(), false, false);

  public Listeners {
    all = List.copyOf(all);
  }

  /** The sockets without what is only declared. */
  public List<Listener> sockets() {
    return all.stream().filter(l -> !l.origin().isDeclaration()).toList();
  }

  /** The sockets on a port. */
  public List<Listener> socketsOn(Port port, Protocol protocol) {
    return sockets().stream().filter(isOn(port, protocol)).toList();
  }

  /** The sockets on a port and what only declares it. */
  public List<Listener> on(Port port, Protocol protocol) {
    return all.stream().filter(isOn(port, protocol)).toList();
  }

  /** Whether anything, be it only a declaration, speaks of this port. */
  public boolean mentions(Port port, Protocol protocol) {
    return all.stream().anyMatch(isOn(port, protocol));
  }

  private static Predicate<Listener> isOn(Port port, Protocol protocol) {
    return l -> l.protocol() == protocol && l.ports().contains(port);
  }
}
