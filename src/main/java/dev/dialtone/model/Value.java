package dev.dialtone.model;

import dev.dialtone.source.Text;
import java.util.List;
import java.util.function.Function;

/**
 * A typed value that was read from a file: known, or not. A rule gets at it only through {@link
 * #known()}, so that what is unknown stays silent.
 */
public sealed interface Value<T> {
  /** What the value was read from, with its places and the chain it came through. */
  Text text();

  /** The value as a list of one, or an empty list if it is unknown. */
  List<T> known();

  /** The value that a function makes of a known one; what is unknown stays unknown. */
  <R> Value<R> map(Function<? super T, ? extends R> function);

  /** Whether the value is known and equals {@code other}. */
  default boolean is(T other) {
    return known().contains(other);
  }

  /** A value that the files tell. */
  record Known<T>(T value, Text text) implements Value<T> {
    @Override
    public List<T> known() {
      return List.of(value);
    }

    @Override
    public <R> Value<R> map(Function<? super T, ? extends R> function) {
      return new Known<>(function.apply(value), text);
    }
  }

  /** A value that cannot be known statically, and why. */
  record Unknown<T>(Text text, String why) implements Value<T> {
    @Override
    public List<T> known() {
      return List.of();
    }

    @Override
    public <R> Value<R> map(Function<? super T, ? extends R> function) {
      return new Unknown<>(text, why);
    }
  }
}
