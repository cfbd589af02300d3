package dev.dialtone.model.facts;

import dev.dialtone.model.BindScope;
import dev.dialtone.model.Port;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.Value;
import dev.dialtone.source.Text;
import java.util.List;

/**
 * The addresses in a server's configuration file: where it listens and whom it dials.
 *
 * @param binds sockets that the file opens, in their order
 * @param targets addresses that the server connects to, in their order
 * @param includes further files that it reads and that are not seen, absolute where the format
 *     tells from where they count; patterns may hold {@code *}
 * @param complete whether the file says all there is to say of the sockets it opens: false where a
 *     part could not be understood
 * @param advertised addresses that it gives to those who are connected, in their order
 */
public record Endpoints(
    List<Bind> binds,
    List<Target> targets,
    List<Text> includes,
    boolean complete,
    List<Advertised> advertised)
    implements Facts {
  public Endpoints {
    binds = List.copyOf(binds);
    targets = List.copyOf(targets);
    includes = List.copyOf(includes);
    advertised = List.copyOf(advertised);
  }

  /** The addresses of a server that tells nobody to dial another one. */
  public Endpoints(List<Bind> binds, List<Target> targets, List<Text> includes, boolean complete) {
    this(binds, targets, includes, complete, List.of());
  }

  /**
   * A socket that the server opens.
   *
   * @param port its port; for the server's default, the text is the place that leaves it open
   * @param scope from where it can be reached
   * @param scopeAt the address as written; for the server's default, the place that leaves it open
   * @param told whether the file says the address, rather than leaving it to the server's default
   * @param remedy what the file should say to bind it to all addresses, in its own grammar
   * @param usual the port of this socket where no file speaks of it; 0 for the server's main socket
   *     and for those that only the file opens
   */
  public record Bind(
      Value<Port> port,
      BindScope scope,
      Text scopeAt,
      boolean told,
      Protocol protocol,
      String remedy,
      int usual) {
    public Bind(
        Value<Port> port,
        BindScope scope,
        Text scopeAt,
        boolean told,
        Protocol protocol,
        String remedy) {
      this(port, scope, scopeAt, told, protocol, remedy, 0);
    }

    /** The same in the place of the socket that is on this port where no file speaks of it. */
    public Bind inPlaceOf(int usualPort) {
      return new Bind(port, scope, scopeAt, told, protocol, remedy, usualPort);
    }
  }

  /**
   * An address that the server connects to.
   *
   * @param host the host as written, without the brackets of an IPv6 address; for a unix socket its
   *     absolute path
   * @param port the port as written; empty for the default of the scheme
   * @param scheme the URL's scheme or the name of the protocol ({@code http}, {@code fastcgi})
   * @param whole host and port with what joins them
   * @param role what the connection is for: {@code proxy} upstream, {@code scrape} target...
   */
  public record Target(Text host, Text port, String scheme, Text whole, Role role) {
    /** Whether it is a unix socket. */
    public boolean isSocket() {
      return host.chars().startsWith("/");
    }
  }

  /**
   * An address that the server gives to those who are connected, and that they dial from then on.
   *
   * @param subject what gives it out, in words: {@code Kafka}
   * @param name the listener's name; empty if it has none
   * @param host the host as written; empty where the server names itself
   * @param port the port as written; empty if none is
   * @param whole host and port with what joins them
   * @param listeners the ports on which clients are given it
   */
  public record Advertised(
      String subject, String name, Text host, Text port, Text whole, List<Port> listeners) {
    public Advertised {
      listeners = List.copyOf(listeners);
    }
  }

  /** What a connection is for. */
  public enum Role {
    /** A request is passed on. */
    UPSTREAM,
    /** Measurements are fetched or sent. */
    SCRAPE,
    /** The server is a client of a service of its own: a database, a queue. */
    BACKEND,
    /** Members of one cluster find each other. */
    PEER
  }
}
