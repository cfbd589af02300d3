package dev.dialtone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.report.Printable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Names that would steer a terminal, hide what is read, or begin a line with a command for GitHub
 * Actions: of services, networks, variables, hosts, images, files and folders, in every output.
 */
class HostileNamesTest {
  /** Clears the screen, turns the reading direction, and ends the line for a workflow command. */
  private static final String EVIL = "x\u001b[2J\u202e\u0007\u009b\uDB40\uDC41\n::error::owned";

  /** The same as YAML writes it in double quotes. */
  private static final String IN_YAML = "x\\e[2J\\u202e\\a\\x9b\\U000E0041\\n::error::owned";

  /** A folder and a file of that name. */
  private static final String HERE = EVIL + "/" + EVIL + "-compose.yaml";

  @TempDir private Path folder;

  private String run(List<String> arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            folder,
            Map.of(),
            false,
            InputStream.nullInputStream(),
            new StringBuilder(),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    Main.run(arguments, surroundings);
    return surroundings.out() + err.toString(StandardCharsets.UTF_8);
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), text);
  }

  @BeforeEach
  void projectsOfHostileNames() throws IOException {
    write(
        HERE,
        """
        name: "@@"
        services:
          "@@":
            image: "postgres:@@"
            container_name: "@@"
            hostname: "@@"
            networks: {"@@": {aliases: ["@@"]}}
            ports: ["5433:5432"]
            profiles: ["@@"]
            environment: {"@@": "@@", POSTGRES_DB: "@@"}
            labels: {"@@": "@@"}
          api:
            image: acme/api
            depends_on: ["@@", "no @@"]
            env_file: ["missing @@"]
            volumes: ["./gone @@:/gone", "./nginx.conf:/etc/nginx/nginx.conf"]
            command: "curl http://localhost:81/@@"
            healthcheck: {test: [CMD-SHELL, "curl http://localhost:99/@@"]}
            environment:
              "U @@": "http://db:1/@@"
              DATABASE_URL: "postgres://shop@localhost:5433/@@"
              BROKER: "amqp://@@:5672"
              "${@@}": "${@@:-@@}"
          adminer:
            image: adminer:5
            ports: ["8080:80"]
            unknown-key: "@@"
          "web @@":
            image: nginx:1.29
            ports: ["8080:80"]
            volumes: ["./nginx.conf:/etc/nginx/nginx.conf"]
        networks:
          "@@": {}
        "@@": "@@"
        """
            .replace("@@", IN_YAML));
    write(
        EVIL + "/nginx.conf",
        "http { server { listen 81; location / { proxy_pass http://\u001b[2J\u202eapii:80/; } } }\n");
    write("bad\u001b[2J/compose.yaml", "services:\n  a: {image: \"\u202e\n  \u0007\u001b\n");
    write("gone/compose.yaml", "include: [\"" + IN_YAML + "\"]\nservices: {}\n");
    Files.createDirectories(folder.resolve("folder/" + EVIL + "-compose.yaml"));
    Files.createSymbolicLink(
        folder.resolve("folder/loop " + EVIL + "-compose.yaml"),
        Path.of("loop " + EVIL + "-compose.yaml"));
  }

  static List<List<String>> runs() {
    List<List<String>> runs = new ArrayList<>();
    for (String format :
        List.of("text", "github", "gitlab", "json", "junit", "markdown", "sarif")) {
      runs.add(List.of("lint", "--show", "note", "--format", format));
    }
    runs.add(List.of("lint", "--show", "note", "-q", "--statistics"));
    runs.add(List.of("lint", "--fix", "--unsafe-fixes"));
    runs.add(List.of("lint", "--write-baseline", "--baseline", "base" + EVIL));
    runs.add(List.of("lint", "no " + EVIL));
    runs.add(List.of("lint", "--" + EVIL));
    runs.add(List.of("lint", "--select", EVIL));
    runs.add(List.of("lint", "--config", "no " + EVIL));
    runs.add(List.of("lint", "-o", "no/" + EVIL));
    runs.add(List.of(EVIL));
    runs.add(List.of("explain", EVIL));
    for (String format : List.of("text", "json", "compose-json")) {
      runs.add(List.of("model", "--format", format));
    }
    runs.add(List.of("model", "--explain", "services.api"));
    runs.add(List.of("model", "--explain", "services." + EVIL));
    for (String format : List.of("text", "json")) {
      runs.add(List.of("trace", "api", "--format", format));
      runs.add(List.of("trace", EVIL, "--format", format));
      runs.add(List.of("trace", "api", "http://" + EVIL, "--format", format));
      runs.add(List.of("trace", EVIL, "api:80", EVIL + "/", "--format", format));
    }
    return runs;
  }

  @ParameterizedTest
  @MethodSource("runs")
  void nothingSteersWhoReadsIt(List<String> arguments) {
    assertHarmless(run(arguments));
  }

  private static void assertHarmless(String output) {
    assertFalse(output.isEmpty());
    String steering =
        output
            .lines()
            .filter(
                line ->
                    line.codePoints().anyMatch(Printable::steers)
                        || line.startsWith("::error::owned"))
            .limit(5)
            .collect(Collectors.joining("\n"));
    assertEquals("", steering);
  }

  @Test
  void aConfigurationOfHostileWordsIsToldHarmlessly() throws IOException {
    for (String configuration :
        List.of(
            "\"@@\": 1\n",
            "fail-on: \"@@\"\n",
            "select: [\"@@\"]\n",
            "severity: {\"@@\": note}\n",
            "baseline: \"@@\"\n",
            "env-files: [\"@@\"]\n",
            "exclude: [\"@@\"]\n",
            "images: [{\"@@\": 1}]\n",
            "images: [{image: a, repositories: [\"@@\"], kind: \"@@\"}]\n")) {
      write(".dialtone.yaml", configuration.replace("@@", IN_YAML));
      assertHarmless(run(List.of("lint")));
    }
  }

  /** A patch is for {@code git apply}: names are quoted as Git does, and lines stay as they are. */
  @Test
  void aPatchQuotesTheNameOfItsFile() throws Exception {
    String name = "p\u202e\n--- a/other\n\"\t/compose.yaml";
    String before =
        """
        services:
          adminer:
            image: adminer:5
            ports: ['8081:80']
        """;
    write(name, before);
    String patch = run(List.of("lint", "--diff", name));
    assertEquals(
        List.of(
            "--- \"a/p\\342\\200\\256\\n--- a/other\\n\\\"\\t/compose.yaml\"",
            "+++ \"b/p\\342\\200\\256\\n--- a/other\\n\\\"\\t/compose.yaml\""),
        patch.lines().limit(2).toList());
    Path saved = folder.resolve("saved.patch");
    Files.writeString(saved, patch);
    Process git =
        new ProcessBuilder("git", "apply", saved.toString()).directory(folder.toFile()).start();
    assertEquals(0, git.waitFor(), () -> new String(errors(git), StandardCharsets.UTF_8));
    assertEquals(before.replace(":80'", ":8080'"), Files.readString(folder.resolve(name)));
  }

  private static byte[] errors(Process process) {
    try {
      return process.getErrorStream().readAllBytes();
    } catch (IOException e) {
      return new byte[0];
    }
  }

  @Test
  void thereIsMuchToBeNeutralised() throws IOException {
    String text = run(List.of("lint", "--show", "note"));
    assertTrue(text.contains("\uFFFD[2J"), text);
    assertTrue(text.lines().filter(line -> line.contains("error[")).count() >= 3, text);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(4, files.count());
    }
  }
}
