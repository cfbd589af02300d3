package dev.dialtone.model;

import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.List;

/**
 * A variable that Compose replaces in a command before any shell sees it.
 *
 * @param service the service whose command it is
 * @param name the variable
 * @param at the whole {@code $NAME} or {@code ${NAME...}}
 * @param composeValue what Compose puts there: one value, or none if the variable is not set
 * @param isDefault whether that is the default which the reference itself brings
 */
public record Substitution(
    ServiceName service, String name, Span at, List<Text> composeValue, boolean isDefault) {
  public Substitution {
    composeValue = List.copyOf(composeValue);
  }
}
