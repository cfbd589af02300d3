package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Entry;
import dev.dialtone.model.Protocol;

/**
 * One place at which a server accepts connections.
 *
 * @param name what variables and options call it; its default port if it has no name
 * @param bind the address
 * @param port the port
 * @param protocol TCP or UDP
 * @param scheme the URL scheme its clients use ({@code postgresql}, {@code http}); empty if unknown
 * @param role who it is for
 * @param on whether it listens as shipped; otherwise it takes configuration that is not seen here
 */
public record Listening(
    String name,
    Bind bind,
    ListenPort port,
    Protocol protocol,
    String scheme,
    Role role,
    boolean on) {

  /** Who connects to a listener. */
  public enum Role {
    CLIENT,
    ADMIN,
    CLUSTER,
    METRICS
  }

  /** Reads an entry of {@code ports} or {@code listeners}. */
  static Listening of(Entry entry) {
    String port = entry.text("port", "");
    Listening listening =
        new Listening(
            entry.text("name", port),
            new Bind.Default(entry.choice("bind", Bind.Scope.values(), Bind.Scope.UNKNOWN)),
            port.isEmpty() ? new ListenPort.Unstated() : range(entry, port),
            entry.choice("protocol", Protocol.values(), Protocol.TCP),
            entry.text("scheme", ""),
            entry.choice("role", Role.values(), Role.CLIENT),
            entry.flag("on", true));
    if (listening.name().isEmpty()) {
      entry.complain("a listener without `port` needs a `name`");
    }
    entry.done();
    return listening;
  }

  private static ListenPort range(Entry entry, String port) {
    int dash = port.indexOf('-');
    int first = ListenPort.number(dash < 0 ? port : port.substring(0, dash));
    int last = ListenPort.number(port.substring(dash + 1));
    if (first < 1 || last < first) {
      entry.complain("port", "must be 1 to 65535 or a rising range, not `" + port + "`");
    }
    return new ListenPort.Default(first, last);
  }

  Listening withBind(Bind newBind) {
    return new Listening(name, newBind, port, protocol, scheme, role, on);
  }

  Listening withPort(ListenPort newPort) {
    return new Listening(name, bind, newPort, protocol, scheme, role, on);
  }

  Listening withScheme(String newScheme) {
    return new Listening(name, bind, port, protocol, newScheme, role, on);
  }

  Listening withName(String newName) {
    return new Listening(newName, bind, port, protocol, scheme, role, on);
  }

  Listening switched(boolean nowOn) {
    return new Listening(name, bind, port, protocol, scheme, role, nowOn);
  }

  /** Whether nobody has said the address yet. */
  boolean defaultBind() {
    return bind instanceof Bind.Default;
  }

  /** Whether nobody has said the port yet. */
  boolean defaultPort() {
    return port instanceof ListenPort.Default || port instanceof ListenPort.Unstated;
  }
}
