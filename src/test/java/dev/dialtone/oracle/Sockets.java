package dev.dialtone.oracle;

import dev.dialtone.model.Protocol;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a real server listens on.
 *
 * @param doors where each port answers, by {@code tcp/80}
 * @param running whether the server still ran when its sockets were looked at
 * @param log what it printed
 */
record Sockets(Map<String, Set<Door>> doors, boolean running, String log) {
  /** A side from which a client may come. */
  enum Door {
    /** 127.0.0.0/8, from its own namespace. */
    OWN_IPV4,
    /** {@code ::1}, from its own namespace. */
    OWN_IPV6,
    /** An IPv4 address of the container. */
    OUTER_IPV4,
    /** An IPv6 address of the container. */
    OUTER_IPV6
  }

  /** The name of a port. */
  static String port(Protocol protocol, int number) {
    return protocol.name().toLowerCase(Locale.ROOT) + "/" + number;
  }

  /**
   * Reads lines such as {@code tcp LISTEN 0 511 127.0.0.1:80 0.0.0.0:*} of {@code ss}; for {@code
   * ss}, {@code *} is a socket of IPv6 that takes IPv4 as well.
   */
  static Sockets parse(String lines, boolean running, String log) {
    Map<String, Set<Door>> doors = new TreeMap<>();
    for (String line : lines.lines().toList()) {
      String[] columns = line.strip().split("\\s+", -1);
      boolean network = columns[0].equals("tcp") || columns[0].equals("udp");
      if (network && columns.length > 4) {
        String address = columns[4];
        int colon = address.lastIndexOf(':');
        String port = columns[0] + "/" + address.substring(colon + 1);
        doors
            .computeIfAbsent(port, name -> EnumSet.noneOf(Door.class))
            .addAll(doors(address.substring(0, colon)));
      }
    }
    return new Sockets(doors, running, log);
  }

  private static Set<Door> doors(String host) {
    return switch (host) {
      case "*" -> EnumSet.allOf(Door.class);
      case "0.0.0.0" -> EnumSet.of(Door.OWN_IPV4, Door.OUTER_IPV4);
      case "[::]" -> EnumSet.of(Door.OWN_IPV6, Door.OUTER_IPV6);
      case "[::1]" -> EnumSet.of(Door.OWN_IPV6);
      default -> {
        boolean loopback = host.startsWith("127.") || host.startsWith("[::ffff:127.");
        boolean six = host.startsWith("[") && !host.startsWith("[::ffff:");
        yield EnumSet.of(loopback ? Door.OWN_IPV4 : six ? Door.OUTER_IPV6 : Door.OUTER_IPV4);
      }
    };
  }
}
