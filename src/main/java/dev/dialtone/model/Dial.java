package dev.dialtone.model;

import dev.dialtone.source.Text;

/**
 * An address that a process is told to connect to.
 *
 * @param from the service whose process dials
 * @param role what the connection is for
 * @param host the host as written
 * @param port the port; for one that follows from the scheme, the text is the host
 * @param portWritten whether the port is written, not implied by the scheme
 * @param address the characters to point at when the address as a whole is wrong: {@code host:port}
 *     where both stand side by side, else the host
 * @param scheme the URL's scheme or the kind of server that the key names; empty if nothing tells
 * @param kind what kind of server is meant
 * @param audience who uses the address
 * @param confidence how sure it is that the address is dialled as written
 * @param login what the client shows to be let in
 * @param client the program that dials, where it is not the service's own ({@code curl}), the
 *     driver that the address is written for ({@code jdbc}) or the format of the configuration file
 *     that holds it ({@code nginx.conf}); empty if nothing tells
 */
public record Dial(
    ServiceName from,
    Role role,
    Text host,
    Value<Port> port,
    boolean portWritten,
    Text address,
    Protocol protocol,
    String scheme,
    ServiceKind kind,
    Audience audience,
    Confidence confidence,
    Login login,
    String client) {
  /** A dial of which nothing is known but where it leads. */
  public Dial(
      ServiceName from,
      Role role,
      Text host,
      Value<Port> port,
      boolean portWritten,
      Text address,
      Protocol protocol,
      String scheme,
      ServiceKind kind,
      Audience audience,
      Confidence confidence) {
    this(
        from,
        role,
        host,
        port,
        portWritten,
        address,
        protocol,
        scheme,
        kind,
        audience,
        confidence,
        Login.none(host),
        "");
  }

  /** The same dial with a login. */
  public Dial with(Login shown) {
    return new Dial(
        from,
        role,
        host,
        port,
        portWritten,
        address,
        protocol,
        scheme,
        kind,
        audience,
        confidence,
        shown,
        client);
  }

  /** The same dial, as sure as that. */
  public Dial withConfidence(Confidence other) {
    return new Dial(
        from,
        role,
        host,
        port,
        portWritten,
        address,
        protocol,
        scheme,
        kind,
        audience,
        other,
        login,
        client);
  }

  /** The same, dialled by this program or driver. */
  public Dial by(String other) {
    return new Dial(
        from,
        role,
        host,
        port,
        portWritten,
        address,
        protocol,
        scheme,
        kind,
        audience,
        confidence,
        login,
        other);
  }

  /** The same, no surer than {@code most}. */
  public Dial atMost(Confidence most) {
    return withConfidence(confidence.and(most));
  }

  /** What a connection is for. */
  public enum Role {
    CLIENT,
    HEALTHCHECK,
    PROXY,
    /** Of a proxy that finds its services by itself, once they are running. */
    ROUTE,
    SCRAPE,
    CLUSTER,
    WAIT
  }

  /** Who uses an address. */
  public enum Audience {
    /** The process in the container. */
    PROCESS,
    /** The process, or a browser on somebody's desk: the files do not tell. */
    PROCESS_OR_BROWSER
  }
}
