package dev.dialtone.link;

import dev.dialtone.link.ServerConfiguration.Configured;
import dev.dialtone.link.SocketFinder.Sockets;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Listener.Origin;
import dev.dialtone.model.Port;
import dev.dialtone.model.PortRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins what a server's configuration files say with what its command line, its environment and its
 * defaults say: the command line wins, and a file wins over any default.
 */
final class ConfiguredSockets {
  private ConfiguredSockets() {}

  /**
   * The sockets once the configuration files have spoken.
   *
   * @param found the sockets without the files
   * @param closed whether those are all there are
   */
  static Sockets join(Configured configured, List<Listener> found, boolean closed) {
    List<Listener> told = configured.listeners();
    return switch (configured.stock()) {
      case UNTOUCHED -> new Sockets(found, closed);
      case UNCLEAR -> new Sockets(unclear(found, told), false);
      case KEPT ->
          new Sockets(
              both(
                  found.stream().map(l -> l.origin() == Origin.IMAGE ? weakened(l) : l).toList(),
                  told),
              false);
      case AMENDED -> new Sockets(amended(found, configured), closed);
      case REPLACED -> new Sockets(replaced(found, told), !told.isEmpty());
      case ALONE -> new Sockets(told, true);
    };
  }

  /** The socket as one whose address is no longer sure. */
  static Listener weakened(Listener l) {
    return l.boundByDefault(BindScope.UNKNOWN, l.scopeAt()).withConfidence(Confidence.PROBABLE);
  }

  /** What the files say as far as they are seen, beside all that there may be otherwise. */
  private static List<Listener> unclear(List<Listener> found, List<Listener> told) {
    List<Listener> all = new ArrayList<>();
    for (Listener l : found) {
      if (told.isEmpty() || !isElsewhere(l)) {
        all.add(weakened(l));
      }
    }
    return both(all, told.isEmpty() ? told : replaced(found, told));
  }

  /** Whether the command line or a variable speaks of it. */
  private static boolean isElsewhere(Listener l) {
    return l.origin() == Origin.COMMAND || l.origin() == Origin.ENVIRONMENT || l.scopeTold();
  }

  private static List<Listener> both(List<Listener> some, List<Listener> others) {
    List<Listener> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  /**
   * The first socket a file speaks of is the server's main one, unless it is known which it is;
   * further ones go by their ports.
   */
  private static List<Listener> amended(List<Listener> found, Configured configured) {
    List<Listener> told = configured.listeners();
    if (found.isEmpty()) {
      return told;
    }
    List<Listener> amended = new ArrayList<>(found);
    for (int i = 0; i < told.size(); i++) {
      Listener each = told.get(i);
      Port usual = configured.usual().get(each);
      PortRange ports =
          usual != null ? PortRange.of(usual) : i == 0 ? found.get(0).ports() : each.ports();
      if (amended.stream().noneMatch(l -> l.ports().equals(ports))) {
        amended.add(each);
      }
      amended.replaceAll(l -> l.ports().equals(ports) ? amended(l, each) : l);
    }
    return amended;
  }

  /** What may listen after configuration does so once there is one. */
  private static Listener amended(Listener found, Listener told) {
    return found.origin() == Origin.OPTIONAL ? told : merged(found, told, false);
  }

  /** Each socket of which elsewhere something is said goes with the file's on the same port. */
  private static List<Listener> replaced(List<Listener> found, List<Listener> told) {
    List<Listener> replaced = new ArrayList<>();
    List<Listener> left = new ArrayList<>(told);
    for (Listener l : found) {
      if (l.origin().isDeclaration() || told.isEmpty()) {
        replaced.add(l);
      } else if (isElsewhere(l)) {
        Listener other =
            left.stream()
                .filter(each -> each.ports().equals(l.ports()))
                .findFirst()
                .orElseGet(() -> left.isEmpty() ? told.get(0) : left.get(0));
        replaced.add(merged(l, other, true));
        left.remove(other);
      }
    }
    return both(replaced, left);
  }

  /**
   * One socket of which both speak.
   *
   * @param whole whether the file's own defaults count in the place of the image's
   */
  private static Listener merged(Listener found, Listener told, boolean whole) {
    if (told.scope() == BindScope.OFF && !isUndone(told, found)) {
      return told;
    }
    if (told.scope() == BindScope.OFF && !found.scopeTold()) {
      // With the port comes an address of which nothing is known.
      return found.boundByDefault(BindScope.UNKNOWN, found.scopeAt());
    }
    boolean keepsPort =
        switch (found.origin()) {
          case COMMAND -> true;
          case ENVIRONMENT -> !tellsPort(told);
          default -> !whole && !tellsPort(told);
        };
    Listener moved =
        keepsPort ? found : found.movedTo(told.ports(), told.at(), Origin.CONFIGURATION);
    if (found.scopeTold()) {
      // Which of variable and file a server prefers is its own affair.
      boolean unclear = found.origin() == Origin.ENVIRONMENT && told.scopeTold();
      return unclear ? moved.boundByDefault(BindScope.UNKNOWN, found.scopeAt()) : moved;
    }
    if (!told.scopeTold() && !whole) {
      return moved;
    }
    Listener mended = moved.mendedBy(told.remedy());
    return told.scopeTold()
        ? mended.boundTo(told.scope(), told.scopeAt())
        : mended.boundByDefault(told.scope(), told.scopeAt()).defaultOf(told.subject());
  }

  /** Whether a socket that a file switches off is there because the command line says so. */
  private static boolean isUndone(Listener off, Listener found) {
    boolean noPort = off.at().is("0");
    boolean noAddress = off.at().isEmpty();
    return (noPort && found.origin() == Origin.COMMAND) || (noAddress && found.scopeTold());
  }

  /** Whether the port is written where it is decided, rather than left to a default. */
  private static boolean tellsPort(Listener told) {
    return Port.parse(told.at()).known().stream()
        .anyMatch(port -> PortRange.of(port).equals(told.ports()));
  }
}
