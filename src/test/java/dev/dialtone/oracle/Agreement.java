package dev.dialtone.oracle;

import dev.dialtone.model.BindScope;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Listeners;
import dev.dialtone.oracle.Sockets.Door;
import dev.dialtone.source.Problem;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What comes of comparing the model's sockets with those of the server. */
sealed interface Agreement {
  /**
   * All sockets are the same.
   *
   * @param closed whether the model also says that there are no others
   */
  record Same(boolean closed) implements Agreement {}

  /** The model says of something that it does not know it. */
  record Unknown(String what) implements Agreement {}

  /** The model says what is not so. */
  record Wrong(String what) implements Agreement {}

  /** What the model says of a door. */
  enum Said {
    NO,
    MAYBE,
    YES
  }

  /** Compares them. */
  static Agreement of(Sockets theirs, Listeners ours, List<Problem> problems) {
    List<Listener> sockets =
        ours.sockets().stream().filter(l -> l.scope() != BindScope.OFF).toList();
    if (!theirs.running() && theirs.doors().isEmpty()) {
      return ofRefusal(sockets, ours.closed(), problems);
    }
    if (!problems.isEmpty()) {
      return new Wrong("it runs in spite of: " + problems.get(0).message());
    }
    Map<String, Map<Door, Said>> said = said(sockets);
    String unknown = ours.closed() ? "" : "further ports";
    for (String port : theirs.doors().keySet()) {
      if (!said.containsKey(port)) {
        if (ours.closed()) {
          return new Wrong(port + " is missed");
        }
        return new Unknown(port + " is not known");
      }
    }
    for (Listener socket : sockets) {
      boolean there = theirs.doors().keySet().containsAll(ports(socket));
      if (isUnclear(socket)) {
        // A wildcard of IPv4 beside it leaves nothing of interest open.
        boolean wide =
            doors(said, ports(socket).get(0)).getOrDefault(Door.OUTER_IPV4, Said.NO) == Said.YES;
        unknown = wide ? unknown : "the address of " + ports(socket);
      } else if (!there) {
        return new Wrong(ports(socket) + " is not there");
      }
    }
    for (Map.Entry<String, Set<Door>> port : theirs.doors().entrySet()) {
      for (Door door : Door.values()) {
        Said of = doors(said, port.getKey()).getOrDefault(door, Said.NO);
        boolean open = port.getValue().contains(door);
        if (of == (open ? Said.NO : Said.YES)) {
          return new Wrong(port.getKey() + (open ? " answers at " : " does not answer at ") + door);
        }
      }
    }
    return unknown.startsWith("the address") ? new Unknown(unknown) : new Same(ours.closed());
  }

  private static Agreement ofRefusal(
      List<Listener> sockets, boolean closed, List<Problem> problems) {
    if (!problems.isEmpty() || (sockets.isEmpty() && closed)) {
      return new Same(true);
    }
    return sockets.stream().allMatch(Agreement::isUnclear)
        ? new Unknown("whether it starts")
        : new Wrong("it does not start");
  }

  private static boolean isUnclear(Listener socket) {
    return socket.scope() == BindScope.UNKNOWN || socket.scope() == BindScope.SEVERAL;
  }

  private static Map<String, Map<Door, Said>> said(List<Listener> sockets) {
    Map<String, Map<Door, Said>> said = new TreeMap<>();
    for (Listener socket : sockets) {
      for (String port : ports(socket)) {
        Map<Door, Said> doors = said.computeIfAbsent(port, name -> new EnumMap<>(Door.class));
        for (Door door : Door.values()) {
          doors.merge(door, said(socket.scope(), door), Agreement::more);
        }
      }
    }
    return said;
  }

  private static Map<Door, Said> doors(Map<String, Map<Door, Said>> said, String port) {
    return said.getOrDefault(port, Map.of());
  }

  private static Said more(Said one, Said other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Said said(BindScope scope, Door door) {
    boolean ipv4 = door == Door.OWN_IPV4 || door == Door.OUTER_IPV4;
    boolean own = door == Door.OWN_IPV4 || door == Door.OWN_IPV6;
    return switch (scope) {
      // Where a program does not say IPv4 only, the catalogue has `all`.
      case ALL -> ipv4 ? Said.YES : Said.MAYBE;
      case ALL_IPV4 -> ipv4 ? Said.YES : Said.NO;
      case ALL_IPV6 -> ipv4 ? Said.NO : Said.YES;
      case LOOPBACK -> own ? Said.MAYBE : Said.NO;
      case LOOPBACK_IPV4 -> door == Door.OWN_IPV4 ? Said.YES : Said.NO;
      case LOOPBACK_IPV6 -> door == Door.OWN_IPV6 ? Said.YES : Said.NO;
      case ADDRESS -> own ? Said.NO : Said.MAYBE;
      case OFF -> Said.NO;
      // Whoever gets through to a guarded socket is sent away.
      case SEVERAL, GUARDED, UNKNOWN -> Said.MAYBE;
    };
  }

  private static List<String> ports(Listener socket) {
    return IntStream.rangeClosed(socket.ports().first(), socket.ports().last())
        .mapToObj(number -> Sockets.port(socket.protocol(), number))
        .toList();
  }
}
