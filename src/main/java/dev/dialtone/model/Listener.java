package dev.dialtone.model;

import dev.dialtone.source.Text;

/**
 * A socket that accepts connections.
 *
 * @param ports the port, or the range of ports
 * @param at where the port is decided
 * @param scope from where it can be reached
 * @param scopeAt where the scope is decided
 * @param protocol its transport
 * @param origin what tells of it
 * @param subject the image or the program, where the origin is a default of one; else empty
 * @param remedy the setting, in the server's own words, that binds it to all addresses; else empty
 * @param confidence how sure it is that it listens there
 */
public record Listener(
    PortRange ports,
    Text at,
    BindScope scope,
    Text scopeAt,
    Protocol protocol,
    Origin origin,
    String subject,
    String remedy,
    Confidence confidence) {
  /** The same listener with another scope. */
  public Listener withScope(BindScope other) {
    return new Listener(ports, at, other, scopeAt, protocol, origin, subject, remedy, confidence);
  }

  /** The same listener, less sure. */
  public Listener withConfidence(Confidence other) {
    return new Listener(ports, at, scope, scopeAt, protocol, origin, subject, remedy, other);
  }

  /** What tells of a listener, from strongest to weakest (semantics, section 4). */
  public enum Origin {
    /** A server's command line. */
    COMMAND,
    /** What a program does unless it is told otherwise. */
    PROGRAM,
    /** A configuration file that is really loaded. */
    CONFIGURATION,
    /** An environment variable that the image or framework reads for it. */
    ENVIRONMENT,
    /** What the catalogue knows of the image. */
    IMAGE,
    /** {@code EXPOSE} of the Dockerfile or {@code expose} of the service. */
    EXPOSED,
    /** The container's side of a published port. */
    PUBLISHED,
    /** The address that the service's own healthcheck probes. */
    HEALTHCHECK;

    /** Whether this only tells of an intent and binds nothing. */
    public boolean isDeclaration() {
      return this == EXPOSED || this == PUBLISHED || this == HEALTHCHECK;
    }
  }
}
