package dev.dialtone.model;

import java.util.List;

/**
 * What the files tell of connections beside the dials themselves.
 *
 * @param announcements addresses that servers give to their clients
 * @param quoted addresses with quotes around them
 */
public record Hints(List<Announcement> announcements, List<QuotedAddress> quoted) {
  public Hints {
    announcements = List.copyOf(announcements);
    quoted = List.copyOf(quoted);
  }
}
