package dev.dialtone.model;

import dev.dialtone.source.Text;
import java.util.List;

/**
 * An address that a server gives to its clients once they are connected, and that they dial from
 * then on: an advertised listener of Kafka, a member of a replica set.
 *
 * @param server the service whose process gives it out
 * @param subject what gives it out, in words: {@code Kafka}
 * @param host the host as written
 * @param port the port; unknown if none is written
 * @param address host and port as one place, or the host
 * @param name the listener's name; empty if it has none
 * @param listeners the ports on which clients are given this address; empty for every port
 * @param refused whether the server itself does not accept such an address, and does not start
 * @param confidence how sure it is that a client is given it
 */
public record Announcement(
    ServiceName server,
    String subject,
    Text host,
    Value<Port> port,
    Text address,
    String name,
    List<Port> listeners,
    boolean refused,
    Confidence confidence) {
  public Announcement {
    listeners = List.copyOf(listeners);
  }

  /** Whether a client that connects on {@code to} is given this address. */
  public boolean isGivenOn(Port to) {
    return listeners.isEmpty() || listeners.contains(to);
  }
}
