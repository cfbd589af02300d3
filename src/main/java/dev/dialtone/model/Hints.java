package dev.dialtone.model;

import java.util.List;

/**
 * What the files tell of connections beside the dials themselves.
 *
 * @param announcements addresses that servers give to their clients
 * @param quoted addresses with quotes around them
 * @param sockets unix sockets that processes are told to connect to
 * @param unread variables that name a server to an image that does not read them
 * @param builds addresses that are dialled while images are built
 * @param routing proxies that take services by their labels, and what those say of networks
 */
public record Hints(
    List<Announcement> announcements,
    List<QuotedAddress> quoted,
    List<SocketDial> sockets,
    List<UnreadVariable> unread,
    List<BuildDial> builds,
    Routing routing) {
  public Hints {
    announcements = List.copyOf(announcements);
    quoted = List.copyOf(quoted);
    sockets = List.copyOf(sockets);
    unread = List.copyOf(unread);
    builds = List.copyOf(builds);
  }
}
