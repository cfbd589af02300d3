package dev.dialtone.model;

import dev.dialtone.source.Text;
import java.util.List;

/**
 * The rules by which a PostgreSQL server admits its clients, of which the first that fits counts.
 *
 * @param mayEncrypt whether TLS may be switched on
 * @param at what makes the server read them
 */
public record Admission(List<HostRule> rules, boolean mayEncrypt, Text at) {
  public Admission {
    rules = List.copyOf(rules);
  }
}
