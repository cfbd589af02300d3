package dev.dialtone.model;

import dev.dialtone.source.Text;
import java.util.List;

/**
 * A line of a {@code pg_hba.conf}: which connections it is about, and what becomes of them.
 *
 * @param type {@code local}, {@code host}, {@code hostssl}...
 * @param databases the databases it is about
 * @param users the users it is about
 * @param address the clients' addresses it is about; empty for {@code local}
 * @param mask the mask that stands apart from the address; empty if none does
 * @param method how clients prove who they are, or {@code reject}
 */
public record HostRule(
    Text type, List<Word> databases, List<Word> users, Text address, Text mask, Text method) {
  public HostRule {
    databases = List.copyOf(databases);
    users = List.copyOf(users);
  }

  /** A word of a list; in quotes it loses what it means besides being a name. */
  public record Word(Text text, boolean quoted) {
    /** Whether it is the keyword {@code word}. */
    public boolean is(String word) {
      return !quoted && text.is(word);
    }
  }
}
