package dev.dialtone.catalogue;

import dev.dialtone.source.Text;
import java.util.Locale;
import java.util.Optional;

/**
 * Something the environment may say.
 *
 * @param variable the variable
 * @param value the value it must have, in any case of its letters; empty for any but an empty one
 */
public record Condition(String variable, String value) {
  /** Reads {@code NAME} or {@code NAME=value}. */
  static Condition of(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? new Condition(text, "")
        : new Condition(text.substring(0, equals), text.substring(equals + 1));
  }

  /** Whether it holds; UNKNOWN where the variable's value is not known. */
  public Answer holds(Variables environment) {
    Optional<Text> actual = environment.value(variable);
    if (actual.isEmpty()) {
      return Answer.NO;
    }
    if (!actual.get().isKnown()) {
      return Answer.UNKNOWN;
    }
    String chars = actual.get().chars();
    boolean fits =
        value.isEmpty()
            ? !chars.isEmpty()
            : chars.toLowerCase(Locale.ROOT).equals(value.toLowerCase(Locale.ROOT));
    return fits ? Answer.YES : Answer.NO;
  }
}
