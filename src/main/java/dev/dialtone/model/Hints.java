package dev.dialtone.model;

import java.util.List;

/**
 * What the files tell of connections beside the dials themselves.
 *
 * @param announcements addresses that servers give to their clients
 * @param quoted addresses with quotes around them
 * @param sockets unix sockets that processes are told to connect to
 */
public record Hints(
    List<Announcement> announcements, List<QuotedAddress> quoted, List<SocketDial> sockets) {
  public Hints {
    announcements = List.copyOf(announcements);
    quoted = List.copyOf(quoted);
    sockets = List.copyOf(sockets);
  }
}
