package dev.dialtone.model;

import dev.dialtone.source.Text;
import java.util.List;

/**
 * A service's containers as all files together describe them.
 *
 * @param service the service
 * @param kind what kind of server it is
 * @param origin where its image comes from
 * @param image the image that is pulled, its own or the one it is built upon; empty if there is
 *     none
 * @param platform what its process is written in
 * @param localhost what {@code localhost} is to the client libraries of its process
 * @param environment what its processes find in their environment, each name once, the winner
 * @param listeners what listens in it
 * @param healthcheck what decides whether it is healthy, the image's own check included
 * @param probe the programs that this check runs
 * @param recommendedProbe a command that tells whether a server of its kind accepts clients; empty
 *     if none is known
 * @param needsTime whether it is known to start accepting clients only a while after its start
 * @param retriesFirstConnection whether its process is known to survive a refused first connection,
 *     or to do other things before it needs one
 * @param waits what its command waits for before the process that dials starts
 * @param lasts what shows that its process stays until it is stopped: the image that is known for
 *     it or the program that it runs; one text, or none if it may end by itself
 * @param access whom its server lets in; one entry, or none if that is not known
 * @param spareLogins users and passwords that its settings hold without saying for which server
 * @param setup what is amiss with how it is set up
 */
public record Container(
    Service service,
    ServiceKind kind,
    ImageOrigin origin,
    Text image,
    Platform platform,
    Localhost localhost,
    List<Variable> environment,
    Listeners listeners,
    Healthcheck healthcheck,
    List<ProbeCall> probe,
    String recommendedProbe,
    boolean needsTime,
    boolean retriesFirstConnection,
    List<Wait> waits,
    List<Text> lasts,
    List<Access> access,
    List<SpareLogin> spareLogins,
    Setup setup) {
  public Container {
    environment = List.copyOf(environment);
    probe = List.copyOf(probe);
    waits = List.copyOf(waits);
    lasts = List.copyOf(lasts);
    access = List.copyOf(access);
    spareLogins = List.copyOf(spareLogins);
  }

  /** A user and a password for some server of a kind. */
  public record SpareLogin(ServiceKind kind, Login login) {}

  /**
   * Whether the number stands in the container's own environment, as it does for the further
   * listeners of a broker: a port that appears in any evidence is never called wrong.
   */
  public boolean isTold(Port port) {
    String digits = port.toString();
    return environment.stream().anyMatch(variable -> holdsNumber(variable.value(), digits));
  }

  private static boolean holdsNumber(Text text, String digits) {
    String chars = text.chars();
    for (int at = chars.indexOf(digits); at >= 0; at = chars.indexOf(digits, at + 1)) {
      int end = at + digits.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(chars.charAt(at - 1));
      boolean ends = end == chars.length() || !Character.isLetterOrDigit(chars.charAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  /** Where an image comes from, and so what can be known of what is in it. */
  public enum ImageOrigin {
    /** Built in this repository, upon an image that is known. */
    BUILT_HERE,
    /** Built in this repository, upon an image that may bring anything. */
    BUILT_UPON_FOREIGN,
    /** Pulled, and known to the catalogue. */
    CATALOGUED,
    /** Pulled, and unknown: anything may be in it. */
    FOREIGN;

    /** Whether the repository builds it. */
    public boolean isBuiltHere() {
      return this == BUILT_HERE || this == BUILT_UPON_FOREIGN;
    }

    /** Whether servers may be in it of which no file tells. */
    public boolean mayHoldAnything() {
      return this == FOREIGN || this == BUILT_UPON_FOREIGN;
    }
  }
}
