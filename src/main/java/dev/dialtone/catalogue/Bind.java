package dev.dialtone.catalogue;

import dev.dialtone.model.BindScope;
import dev.dialtone.source.Text;
import java.util.Locale;

/** The address on which a server accepts connections. */
public sealed interface Bind {
  /** How far the address reaches. */
  Scope scope();

  /** What the server does when nobody says. */
  record Default(Scope scope) implements Bind {}

  /** What an argument or a variable says. */
  record Given(Scope scope, Text text) implements Bind {}

  /** How far an address reaches. */
  enum Scope {
    /** Every address of the namespace, IPv6 included. */
    ALL,
    /** Every IPv4 address of the namespace: {@code ::1} is refused. */
    ALL_IPV4,
    /** Every IPv6 address of the namespace: 127.0.0.1 is refused. */
    ALL_IPV6,
    /** {@code localhost}: 127.0.0.1, {@code ::1} or both, as the server resolves it. */
    LOOPBACK,
    /** 127.0.0.0/8 only. */
    LOOPBACK_IPV4,
    /** {@code ::1} only. */
    LOOPBACK_IPV6,
    /** The address the container's own name resolves to: loopback is refused. */
    CONTAINER,
    /** One address or name that is neither a wildcard nor loopback. */
    ADDRESS,
    /** No network at all: a socket in the file system. */
    UNIX_SOCKET,
    /** Not known. */
    UNKNOWN,
    /** It does not listen. */
    OFF;

    /** Whether clients outside the namespace are refused for certain. */
    public boolean isLoopback() {
      return this == LOOPBACK || this == LOOPBACK_IPV4 || this == LOOPBACK_IPV6;
    }

    /** Whether there is a socket on a network at all, or may be. */
    public boolean isNetwork() {
      return this != UNIX_SOCKET && this != OFF;
    }

    /** The same in the words of the model; UNKNOWN for what is no network socket. */
    public BindScope inModel() {
      return switch (this) {
        case ALL -> BindScope.ALL;
        case ALL_IPV4 -> BindScope.ALL_IPV4;
        case ALL_IPV6 -> BindScope.ALL_IPV6;
        case LOOPBACK -> BindScope.LOOPBACK;
        case LOOPBACK_IPV4 -> BindScope.LOOPBACK_IPV4;
        case LOOPBACK_IPV6 -> BindScope.LOOPBACK_IPV6;
        case CONTAINER, ADDRESS -> BindScope.ADDRESS;
        case UNIX_SOCKET, UNKNOWN, OFF -> BindScope.UNKNOWN;
      };
    }

    /** The scope of an address as servers commonly write it; an empty one is a wildcard. */
    public static Scope of(Text address) {
      if (!address.isKnown()) {
        return UNKNOWN;
      }
      String host = address.chars().toLowerCase(Locale.ROOT);
      if (host.startsWith("[") && host.endsWith("]")) {
        host = host.substring(1, host.length() - 1);
      }
      return switch (host) {
        case "", "*", "+", "::", "::0", "0:0:0:0:0:0:0:0" -> ALL;
        case "0.0.0.0", "0" -> ALL_IPV4;
        case "localhost", "ip6-localhost", "localhost.localdomain" -> LOOPBACK;
        case "::1", "0:0:0:0:0:0:0:1" -> LOOPBACK_IPV6;
        default -> isLoopbackIpv4(host) ? LOOPBACK_IPV4 : ADDRESS;
      };
    }

    private static boolean isLoopbackIpv4(String host) {
      if (!host.startsWith("127.")) {
        return false;
      }
      for (int i = 0; i < host.length(); i++) {
        char c = host.charAt(i);
        if (c != '.' && (c < '0' || c > '9')) {
          return false;
        }
      }
      return true;
    }
  }
}
