package dev.dialtone.model;

import dev.dialtone.source.Text;
import java.util.List;

/**
 * A socket that accepts connections.
 *
 * @param ports the port, or the range of ports
 * @param at where the port is decided
 * @param scope from where it can be reached
 * @param scopeAt where the scope is decided
 * @param scopeTold whether it is written there, rather than left to a default
 * @param protocol its transport
 * @param origin what tells of it
 * @param subject the image or the program, where the origin is a default of one; else empty
 * @param remedy the setting, in the server's own words, that binds it to all addresses; else empty
 * @param habits how its server takes the addresses that it is told
 * @param confidence how sure it is that it listens there
 */
public record Listener(
    PortRange ports,
    Text at,
    BindScope scope,
    Text scopeAt,
    boolean scopeTold,
    Protocol protocol,
    Origin origin,
    String subject,
    String remedy,
    Habits habits,
    Confidence confidence) {
  /** A listener of which nothing but its ports and their origin is known. */
  public static Listener on(
      PortRange ports, Text at, Protocol protocol, Origin origin, Confidence confidence) {
    return new Listener(
        ports,
        at,
        BindScope.UNKNOWN,
        at,
        false,
        protocol,
        origin,
        "",
        "",
        Habits.STRICT,
        confidence);
  }

  /** The same listener on other ports, of another origin. */
  public Listener movedTo(PortRange newPorts, Text newAt, Origin newOrigin) {
    return new Listener(
        newPorts,
        newAt,
        scope,
        scopeAt,
        scopeTold,
        protocol,
        newOrigin,
        subject,
        remedy,
        habits,
        confidence);
  }

  /** The same listener bound as {@code newScopeAt} says. */
  public Listener boundTo(BindScope newScope, Text newScopeAt) {
    return new Listener(
        ports,
        at,
        newScope,
        newScopeAt,
        true,
        protocol,
        origin,
        subject,
        remedy,
        habits,
        confidence);
  }

  /** The same listener bound as a default has it, which holds because of {@code because}. */
  public Listener boundByDefault(BindScope newScope, Text because) {
    return new Listener(
        ports, at, newScope, because, false, protocol, origin, subject, remedy, habits, confidence);
  }

  /** The same listener, told of by the default of this image or program. */
  public Listener defaultOf(String newSubject) {
    return new Listener(
        ports,
        at,
        scope,
        scopeAt,
        scopeTold,
        protocol,
        origin,
        newSubject,
        remedy,
        habits,
        confidence);
  }

  /** The same listener with the setting that would bind it to all addresses. */
  public Listener mendedBy(String newRemedy) {
    return new Listener(
        ports,
        at,
        scope,
        scopeAt,
        scopeTold,
        protocol,
        origin,
        subject,
        newRemedy,
        habits,
        confidence);
  }

  /** The same listener, as sure as that. */
  public Listener withConfidence(Confidence other) {
    return new Listener(
        ports, at, scope, scopeAt, scopeTold, protocol, origin, subject, remedy, habits, other);
  }

  /** The same listener of a server with these habits. */
  public Listener withHabits(Habits others) {
    return new Listener(
        ports,
        at,
        scope,
        scopeAt,
        scopeTold,
        protocol,
        origin,
        subject,
        remedy,
        others,
        confidence);
  }

  /**
   * The addresses and names that it is told to listen on, as they are written; empty where nobody
   * tells it any, or where what is told opens no socket for certain.
   */
  public List<Text> addresses() {
    boolean opens = scopeTold && scope != BindScope.OFF && scope != BindScope.UNKNOWN;
    return opens
        ? scopeAt.split(c -> c == ',' || Character.isWhitespace(c)).stream()
            .filter(address -> !address.isEmpty())
            .toList()
        : List.of();
  }

  /** Whether nobody reaches it over IPv6. */
  public boolean isIpv4Only() {
    return scope == BindScope.ALL_IPV4 || scope == BindScope.LOOPBACK_IPV4;
  }

  /** What tells of a listener, from strongest to weakest (semantics, section 4). */
  public enum Origin {
    /** A server's command line. */
    COMMAND,
    /** What a program does unless it is told otherwise. */
    PROGRAM,
    /** A debugger's socket, which an option opens beside the program's own. */
    DEBUGGER,
    /** A configuration file that is really loaded. */
    CONFIGURATION,
    /** An environment variable that the image or framework reads for it. */
    ENVIRONMENT,
    /** What the catalogue knows of the image. */
    IMAGE,
    /** A port on which the image listens only when it is configured to. */
    OPTIONAL,
    /** {@code EXPOSE} of the Dockerfile or {@code expose} of the service. */
    EXPOSED,
    /** The container's side of a published port. */
    PUBLISHED,
    /** The address that the service's own healthcheck probes. */
    HEALTHCHECK;

    /** Whether this only tells of an intent and binds nothing. */
    public boolean isDeclaration() {
      return switch (this) {
        case OPTIONAL, EXPOSED, PUBLISHED, HEALTHCHECK -> true;
        default -> false;
      };
    }
  }
}
