package dev.dialtone.catalogue.entry;

/** Takes what is wrong with catalogue data. */
@FunctionalInterface
public interface Complaints {
  /** Something is wrong in {@code line} of the file that is being read. */
  void add(int line, String message);

  /** For data that the build has checked: whatever is wrong now is damage. */
  static Complaints none() {
    return (line, message) -> {
      throw new IllegalStateException("damaged catalogue: " + message);
    };
  }
}
