package dev.dialtone.format.compose;

import java.util.Arrays;

/**
 * The keys that lead to a value, outermost first; an item of a sequence has the path of the
 * sequence.
 */
final class Path {
  /** The path of a whole file. */
  static final Path ROOT = new Path(new String[0]);

  private final String[] keys;

  private Path(String[] keys) {
    this.keys = keys;
  }

  /** The path of the keys {@code keys}. */
  static Path of(String... keys) {
    return new Path(keys.clone());
  }

  Path child(String key) {
    String[] longer = Arrays.copyOf(keys, keys.length + 1);
    longer[keys.length] = key;
    return new Path(longer);
  }

  int depth() {
    return keys.length;
  }

  /** The key at a depth that counts from 0; empty behind the end. */
  String key(int depth) {
    return depth < keys.length ? keys[depth] : "";
  }

  /** The keys joined with dots: {@code services.api.environment}. */
  @Override
  public String toString() {
    return String.join(".", keys);
  }
}
