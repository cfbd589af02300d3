package dev.dialtone.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that holds what the program is expected to produce. {@code -Dgolden.update=true} writes it
 * anew, to be read line by line; where {@code CI} is set that is refused.
 */
public record GoldenFile(Path path) {
  /** Fails unless the file holds exactly {@code actual}. */
  public void assertHolds(String actual) {
    try {
      if (isUpdate()) {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(path, actual);
      }
      String expected = Files.exists(path) ? Files.readString(path) : "";
      assertEquals(expected, actual, () -> path + " is stale: -Dgolden.update=true rewrites it");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isUpdate() {
    boolean update = Boolean.getBoolean("golden.update");
    if (update && System.getenv("CI") != null) {
      throw new AssertionError("golden files are not rewritten where CI is set");
    }
    return update;
  }
}
