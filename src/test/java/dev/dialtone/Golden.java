package dev.dialtone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares output with a file that a person has read and accepted, byte for byte. {@code mvn test
 * -Dgolden.update=true} writes the files anew; read the difference before committing it.
 */
public final class Golden {
  private static final String UPDATE = "golden.update";

  private Golden() {}

  /** Fails unless {@code file} holds exactly {@code actual}; writes it when asked to update. */
  public static void check(Path file, String actual) throws IOException {
    byte[] bytes = actual.getBytes(StandardCharsets.UTF_8);
    if (Boolean.getBoolean(UPDATE)) {
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException(
            "-D" + UPDATE + "=true accepts any output: not where CI=true");
      }
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, bytes);
      return;
    }
    assertTrue(Files.exists(file), () -> file + " is missing: run with -D" + UPDATE + "=true");
    String expected = Files.readString(file);
    assertEquals(
        expected, new String(bytes, StandardCharsets.UTF_8), () -> file + " is out of date");
  }
}
