package dev.dialtone.model;

import dev.dialtone.source.Text;
import java.util.List;

/** A unix socket that a process connects to and that is not there. */
public sealed interface SocketFault {
  /** How sure it is that the connection fails. */
  Confidence confidence();

  /**
   * The client takes {@code localhost} for the socket of a server in its own file system, while the
   * server listens on a port.
   *
   * @param server the service that the port leads to
   */
  record Implied(Dial dial, ServiceName server, Confidence confidence) implements SocketFault {}

  /**
   * The path is in the client's own file system, where no server puts a socket.
   *
   * @param mount what is mounted there and into no other service: one entry, or none
   * @param meant services that were probably meant
   */
  record Unshared(
      SocketDial dial, List<Mount> mount, List<ServiceName> meant, Confidence confidence)
      implements SocketFault {
    public Unshared {
      mount = List.copyOf(mount);
      meant = List.copyOf(meant);
    }
  }

  /**
   * The folder is shared with the server, whose socket is another file.
   *
   * @param path the server's socket as its command names it
   */
  record Elsewhere(SocketDial dial, ServiceName server, Text path, Confidence confidence)
      implements SocketFault {}
}
