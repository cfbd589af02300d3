package dev.dialtone.model.facts;

import dev.dialtone.model.HostRule;
import java.util.List;

/**
 * The lines of a {@code pg_hba.conf} in their order.
 *
 * @param complete false if it includes other files or holds a line that the server refuses
 */
public record HostRules(List<HostRule> rules, boolean complete) implements Facts {
  public HostRules {
    rules = List.copyOf(rules);
  }
}
