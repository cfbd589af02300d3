package dev.dialtone.model;

import dev.dialtone.source.Text;

/**
 * An entry of {@code depends_on}.
 *
 * @param service the service that must come first
 * @param at where the service is named
 * @param condition how far it must have come
 * @param conditionAt the condition as written; the name if none is written
 * @param required whether its absence stops the dependent service
 * @param restart whether the dependent service is restarted when Compose restarts this one
 */
public record Dependency(
    ServiceName service,
    Text at,
    Condition condition,
    Text conditionAt,
    Value<Boolean> required,
    Value<Boolean> restart) {
  /** How far a dependency must have come before the dependent service starts. */
  public enum Condition {
    STARTED,
    HEALTHY,
    /** Healthy if anything tells whether it is, else started. */
    HEALTHY_IF_CHECKED,
    COMPLETED,
    /** A condition that is written in a way that cannot be told. */
    UNCLEAR
  }
}
