package dev.dialtone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dialtone.cli.DiskWorkspace;
import dev.dialtone.engine.LintRequest;
import dev.dialtone.engine.Linter;
import dev.dialtone.lint.Coverage;
import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.LintResult;
import dev.dialtone.rules.Rules;
import dev.dialtone.source.FilePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that are broken, hostile or none at all: each gets a finding or a line that says that it
 * was not read, in little time, and whatever stands beside it is linted all the same.
 */
class BadInputTest {
  private static final Path BAD_INPUT = Path.of("testdata/badinput");
  private static final int FEWEST_FOLDERS = 19;
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** A sound project with one finding: what stands beside bad input. */
  private static final String SOUND =
      """
      services:
        web:
          image: nginx:1.29
          ports: ["8080:80"]
        docs:
          image: acme/docs:2
          ports: ["8080:80"]
      """;

  private static final String SOUND_FINDING =
      "sound/compose.yaml:7:14: DT501 error: host port 8080 is already published by `web`\n";

  @TempDir private Path folder;

  static List<Path> folders() throws IOException {
    try (Stream<Path> folders = Files.list(BAD_INPUT)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  @Test
  void foldersWereFound() throws IOException {
    assertTrue(folders().size() >= FEWEST_FOLDERS);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void theAnswerIsTheAcceptedOne(Path badInput) throws IOException {
    Golden.check(badInput.resolve("expected.txt"), answer(badInput));
  }

  @Test
  void aFolderWithNothingInItIsNoProject() {
    assertEquals("no project\n", answer(folder));
  }

  @Test
  void aPathThatIsNotThereIsSaid() {
    LintResult result =
        new Linter(Rules.all())
            .lint(new DiskWorkspace(folder), LintRequest.of(new FilePath("missing")));
    assertEquals("not read: missing: no such file or folder\nno project\n", lines(result));
  }

  @Test
  void aFileThatMayNotBeReadIsSaid() throws IOException {
    write("sound/compose.yaml", SOUND);
    write("locked/compose.yaml", SOUND);
    Path locked = folder.resolve("locked/compose.yaml");
    assumeTrue(Files.getFileStore(locked).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(locked), "root may read everything");
    assertEquals(
        SOUND_FINDING + "not read: locked/compose.yaml: permission denied\n", answer(folder));
  }

  @Test
  void aFolderWithTheNameOfAFileIsSaid() throws IOException {
    write("sound/compose.yaml", SOUND);
    Files.createDirectories(folder.resolve("odd/compose.yaml"));
    write("odd/docker-compose.yml", SOUND.replace("8080", "8090"));
    assertEquals(
        "odd/docker-compose.yml:7:14: DT501 error: host port 8090 is already published by `web`\n"
            + SOUND_FINDING,
        answer(folder));
  }

  @Test
  void aLinkThatLeadsToItselfIsSaid() throws IOException {
    write("sound/compose.yaml", SOUND);
    Files.createDirectories(folder.resolve("loop"));
    Files.createSymbolicLink(
        folder.resolve("loop/compose.yaml"), folder.resolve("loop/compose.yaml"));
    assertEquals(
        SOUND_FINDING + "not read: loop/compose.yaml: it is no file that can be read\n",
        answer(folder));
  }

  @Test
  void linksBetweenFoldersDoNotLeadInCircles() throws IOException {
    write("sound/compose.yaml", SOUND);
    Files.createSymbolicLink(folder.resolve("sound/up"), folder);
    Files.createSymbolicLink(folder.resolve("again"), folder.resolve("sound"));
    assertEquals(SOUND_FINDING, answer(folder));
  }

  @Test
  void aPipeIsNotWaitedFor() throws IOException, InterruptedException {
    write("sound/compose.yaml", SOUND);
    Files.createDirectories(folder.resolve("pipe"));
    Path pipe = folder.resolve("pipe/compose.yaml");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "mkfifo is there");
    assertEquals(0, new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor());
    assertEquals(
        SOUND_FINDING + "not read: pipe/compose.yaml: it is no file that can be read\n",
        answer(folder));
  }

  @Test
  void aLineOfAMebibyteIsRead() throws IOException {
    write(
        "sound/compose.yaml",
        SOUND + "    labels: {com.example.long: \"" + "x".repeat(1 << 20) + "\"}\n");
    assertEquals(SOUND_FINDING, answer(folder));
  }

  @Test
  void aFileLargerThanAnyConfigurationIsSaid() throws IOException {
    write("sound/compose.yaml", SOUND);
    write("huge/compose.yaml", SOUND + "# padding\n".repeat(900_000));
    assertEquals(
        SOUND_FINDING + "not read: huge/compose.yaml: it is larger than 8 MiB\n", answer(folder));
  }

  @Test
  void deepNestingIsGivenUp() throws IOException {
    write("sound/compose.yaml", SOUND);
    write("deep/compose.yaml", "x-deep: " + "[".repeat(100_000) + "\n");
    assertEquals(
        "deep/compose.yaml:1:208: DT001 warning: nested more than 200 levels deep\n"
            + SOUND_FINDING,
        answer(folder));
  }

  @Test
  void deeplyNestedVariablesAreGivenUp() throws IOException {
    write("sound/compose.yaml", SOUND);
    write(
        "deep/compose.yaml",
        "services:\n  web:\n    image: " + "${A:-".repeat(5_000) + "x" + "}".repeat(5_000) + "\n");
    String[] lines = answer(folder).split("\n", -1);
    assertTrue(lines[0].startsWith("deep/compose.yaml:3:"), lines[0]);
    assertTrue(lines[0].contains("DT001 warning: variables are nested more than"), lines[0]);
    assertEquals(SOUND_FINDING.strip(), lines[1]);
  }

  @Test
  void variablesThatDoubleAreGivenUp() throws IOException {
    write("sound/compose.yaml", SOUND);
    StringBuilder variables = new StringBuilder("A0=x\n");
    for (int i = 1; i < 100; i++) {
      variables.append("A%s=${A%s}${A%s}\n".formatted(i, i - 1, i - 1));
    }
    write("bomb/.env", variables.toString());
    write("bomb/compose.yaml", "services: {web: {image: nginx, environment: ['U=http://$A99']}}\n");
    String[] lines = answer(folder).split("\n", -1);
    assertEquals(
        "bomb/.env:15:11: DT001 warning: the variables come to more text than is looked at",
        lines[0]);
    assertEquals(SOUND_FINDING.strip(), lines[lines.length - 2]);
  }

  @Test
  void oneLongVariableInManyPlacesIsGivenUp() throws IOException {
    write("sound/compose.yaml", SOUND);
    write("long/.env", "A=" + "x".repeat(600_000) + "\n");
    write("long/compose.yaml", "services: {web: {image: 'nginx:${A}${A}${A}'}}\n");
    write("often/.env", "A=" + "x".repeat(600_000) + "\n");
    write(
        "often/compose.yaml",
        "services:\n  web:\n    image: nginx\n    labels:\n" + "      - L=$A\n".repeat(9));
    assertEquals(
        "long/compose.yaml:1:36: DT001 warning: the variables come to more text than is looked at\n"
            + "often/compose.yaml:11:9: DT001 warning: the variables come to more text than is"
            + " looked at\n"
            + SOUND_FINDING,
        answer(folder));
  }

  @Test
  void longChainsOfExtensionsAreGivenUp() throws IOException {
    write("sound/compose.yaml", SOUND);
    StringBuilder services = new StringBuilder("services:\n  s0: {image: a}\n");
    for (int i = 1; i <= 101; i++) {
      services.append("  s%s: {extends: {service: s%s}}\n".formatted(i, i - 1));
    }
    write("chain/compose.yaml", services.toString());
    assertEquals(
        "chain/compose.yaml:103:19: DT001 warning: more than 100 services extend each other\n"
            + SOUND_FINDING,
        answer(folder));
  }

  @Test
  void deepAndManyIncludesAreGivenUp() throws IOException {
    write("sound/compose.yaml", SOUND);
    write("deep/compose.yaml", "include: [a1.yaml]\n");
    for (int i = 1; i < 60; i++) {
      write("deep/a%s.yaml".formatted(i), "include: [a%s.yaml]\n".formatted(i + 1));
    }
    write("many/compose.yaml", "include: [" + "a.yaml, ".repeat(80) + "]\n");
    write("many/a.yaml", "include: [" + "b.yaml, ".repeat(80) + "]\n");
    write("many/b.yaml", "services: {}\n");
    String[] lines = answer(folder).split("\n", -1);
    assertEquals("deep/a50.yaml:1:11: DT001 warning: too many includes", lines[0]);
    assertTrue(lines[1].startsWith("many/a.yaml:1:"), lines[1]);
    assertTrue(lines[1].endsWith(": DT001 warning: too many includes"), lines[1]);
    assertEquals(SOUND_FINDING.strip(), lines[lines.length - 2]);
  }

  @Test
  void ofAWideRangeOfPortsNothingIsConcluded() throws IOException {
    write(
        "compose.yaml",
        """
        services:
          lb:
            image: haproxy:3
            volumes: ["./haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg"]
            ports: ["80:9000"]
          web:
            image: nginx:1.29
            volumes: ["./nginx.conf:/etc/nginx/nginx.conf"]
            ports: ["81:9000"]
        """);
    write("haproxy.cfg", "frontend all\n  mode tcp\n  bind *:1-65535\n");
    write("nginx.conf", "stream { server { listen 1-65535; proxy_pass 192.0.2.1:1; } }\n");
    assertEquals("", answer(folder));
  }

  @Test
  void fileNamesOfAllKindsAreRead() throws IOException {
    write("sp ace/ümläut/{{x}}/compose.yaml", SOUND);
    assertEquals(
        "sp ace/ümläut/{{x}}/compose.yaml:7:14: DT501 error: host port 8080 is already published by"
            + " `web`\n",
        answer(folder));
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String answer(Path project) {
    return assertTimeoutPreemptively(
        LONGEST,
        () ->
            lines(
                new Linter(Rules.all())
                    .lint(
                        new DiskWorkspace(project.toAbsolutePath()),
                        LintRequest.of(FilePath.ROOT))));
  }

  private static String lines(LintResult result) {
    assertEquals(List.of(), result.internalFaults(), "faults of our own");
    StringBuilder lines = new StringBuilder();
    for (Diagnostic diagnostic : result.diagnostics()) {
      lines.append(
          "%s: %s %s: %s\n"
              .formatted(
                  diagnostic.finding().span(),
                  diagnostic.finding().rule().id(),
                  diagnostic.severity().id(),
                  diagnostic.finding().message()));
    }
    for (Coverage unseen : result.coverage()) {
      lines.append("not read: " + unseen.path() + ": " + unseen.why() + "\n");
    }
    if (result.projects().isEmpty()) {
      lines.append("no project\n");
    }
    return lines.toString();
  }
}
