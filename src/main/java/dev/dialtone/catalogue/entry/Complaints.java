package dev.dialtone.catalogue.entry;

import java.util.List;

/** Takes what is wrong with catalogue data. */
@FunctionalInterface
public interface Complaints {
  /** Something is wrong in {@code line} of the file that is being read. */
  void add(int line, String message);

  /** A key of a mapping is none of those that are known there. */
  default void addUnknownKey(int line, String key, List<String> known) {
    add(line, "unknown key `" + key + "`");
  }

  /** For data that the build has checked: whatever is wrong now is damage. */
  static Complaints none() {
    return (line, message) -> {
      throw new IllegalStateException("damaged catalogue: " + message);
    };
  }
}
