package dev.dialtone.syntax.interpolation;

import dev.dialtone.source.Text;

/** Where an interpolation finds the values of variables. */
public interface Variables {
  /** What is known of a variable. */
  sealed interface Answer {
    /** It has this value, which may be empty and may hold unknown parts. */
    record Set(Text value) implements Answer {}

    /** None of the places that are looked at sets it. */
    record Unset() implements Answer {}

    /** It may or may not be set: nothing can be said of what uses it. */
    record Unknown(String why) implements Answer {}
  }

  /** What is known of the variable {@code name}. */
  Answer lookup(String name);

  /**
   * Whether a variable that is not set counts as empty, as it does for Compose on a machine that
   * sets nothing else; otherwise {@code $NAME} is unknown, because the machine may well set it.
   */
  default boolean unsetIsEmpty() {
    return false;
  }
}
