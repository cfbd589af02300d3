package dev.dialtone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A project does not get at files outside of its repository. */
class FencedWorkspaceTest {
  private static final String PROJECT =
      """
      services:
        api:
          image: example/api
          env_file: %s
        db:
          image: postgres:16
          environment:
            POSTGRES_PASSWORD: x
      """;

  @TempDir private Path folder;

  @BeforeEach
  void put() throws IOException {
    // 5433: nothing listens there, so whoever reads the file has something to say.
    write("private/dial.env", "DATABASE_URL=postgres://db:5433/app\n");
    write("repository/.git/HEAD", "ref: refs/heads/main\n");
    write("repository/shared.env", "DATABASE_URL=postgres://db:5433/app\n");
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), text);
  }

  /** What a run from a folder printed on both streams. */
  private String run(String from, String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            folder.resolve(from),
            Map.of(),
            false,
            InputStream.nullInputStream(),
            new StringBuilder(),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    Main.run(List.of(arguments), surroundings);
    return surroundings.out() + err.toString(StandardCharsets.UTF_8);
  }

  private static boolean hasRead(String output) {
    return output.contains("DT102");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../private/dial.env", "ABSOLUTE", "link.env", "linked/dial.env"})
  void aFileOutsideOfTheRepositoryIsNotRead(String named) throws IOException {
    String path = named.replace("ABSOLUTE", folder.resolve("private/dial.env").toString());
    write("repository/deploy/compose.yaml", PROJECT.formatted(path));
    Files.createSymbolicLink(
        folder.resolve("repository/deploy/link.env"), Path.of("../../private/dial.env"));
    Files.createSymbolicLink(folder.resolve("repository/deploy/linked"), folder.resolve("private"));

    String output = run("repository/deploy", "lint");
    assertFalse(hasRead(output), output);
    assertTrue(output.contains("it lies outside of the repository (--root takes in more)"), output);

    assertTrue(hasRead(run("repository/deploy", "lint", "--root", "../..")));
    assertFalse(run("repository/deploy", "model").contains("5433"));
  }

  @Test
  void theWholeRepositoryIsReadFromEachOfItsFolders() throws IOException {
    write("repository/deploy/compose.yaml", PROJECT.formatted("../shared.env"));
    assertTrue(hasRead(run("repository/deploy", "lint")));
    assertTrue(hasRead(run(".", "lint", "repository/deploy")));
    assertTrue(hasRead(run("private", "lint", "-f", "../repository/deploy/compose.yaml")));
  }

  @Test
  void withoutARepositoryTheFolderInWhichWeAreAndTheOneThatIsNamedAreRead() throws IOException {
    write("plain/deploy/compose.yaml", PROJECT.formatted("../dial.env"));
    write("plain/dial.env", "DATABASE_URL=postgres://db:5433/app\n");
    assertTrue(hasRead(run("plain", "lint", "deploy")));
    assertTrue(hasRead(run(".", "lint", "plain")));
    assertFalse(hasRead(run("plain/deploy", "lint")));
    assertTrue(hasRead(run("plain/deploy", "lint", "--root", "..")));
  }

  @Test
  void aFileThatTheCallNamesIsReadWhereverItLies() throws IOException {
    write(
        "repository/compose.yaml",
        """
        services:
          api:
            image: example/api
            environment:
              DATABASE_URL: ${DATABASE_URL}
          db:
            image: postgres:16
            environment:
              POSTGRES_PASSWORD: x
        """);
    assertTrue(hasRead(run("repository", "lint", "--env-file", "../private/dial.env")));
  }

  @Test
  void aServerWhoseConfigurationIsNotReadIsUnknown() throws IOException {
    write(
        "repository/compose.yaml",
        """
        services:
          web:
            image: nginx:1.27
            volumes: [../private/nginx.conf:/etc/nginx/nginx.conf:ro]
          api:
            image: example/api
            environment:
              WEB_URL: http://web:9000
        """);
    write("private/nginx.conf", "events {}\nhttp { server { listen 9000; } }\n");
    String output = run("repository", "lint", "--format", "json", "--show", "note");
    assertTrue(output.contains("\"findings\": []"), output);
  }

  @Test
  void thatNothingIsThereIsSaidOfFilesOutsideAsWell() throws IOException {
    write("repository/compose.yaml", PROJECT.formatted("../gone.env"));
    String output = run("repository", "lint");
    assertTrue(output.contains("DT004"), output);
    assertEquals(-1, output.indexOf("--root"));
  }
}
