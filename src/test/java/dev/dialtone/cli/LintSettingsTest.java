package dev.dialtone.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fixes, the configuration file, comments and the baseline, as they are seen from outside. */
class LintSettingsTest {
  @TempDir private Path folder;
  private String stdin = "";

  /** What a run gave. */
  private record Run(int status, String out, String err) {}

  private Run run(String... args) {
    return runIn("", args);
  }

  private Run runIn(String below, String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            folder.resolve(below),
            Map.of(),
            false,
            new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
            new StringBuilder(),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    int status = Main.run(List.of(args), surroundings);
    return new Run(status, surroundings.out().toString(), err.toString(StandardCharsets.UTF_8));
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), text);
  }

  private String read(String path) throws IOException {
    return Files.readString(folder.resolve(path));
  }

  private static final String ADMINER =
      """
      # ours
      services:
        adminer:
          image: adminer:5
          ports:
            - '8081:80'   # for us
      """;

  private static final String ADMINER_LINE =
      "compose.yaml:6:10: error[DT402] host port 8081 leads to port 80 of `adminer`, where nothing"
          + " listens\n";

  @Test
  void aFixChangesNothingButTheFault() throws IOException {
    write("compose.yaml", ADMINER.replace("\n", "\r\n").stripTrailing());
    assertEquals(
        new Run(0, "", "dialtone: fixed 1 finding in compose.yaml\n"), run("lint", "-q", "--fix"));
    assertEquals(
        ADMINER.replace(":80'", ":8080'").replace("\n", "\r\n").stripTrailing(),
        read("compose.yaml"));
    assertEquals(new Run(0, "", ""), run("lint", "-q", "--fix"));
  }

  @Test
  void modeAndLinkStayWhenAFileIsFixed() throws IOException {
    write("real/adminer.yaml", ADMINER);
    Files.setPosixFilePermissions(
        folder.resolve("real/adminer.yaml"), PosixFilePermissions.fromString("rw-rw-r--"));
    Files.createSymbolicLink(folder.resolve("compose.yaml"), Path.of("real/adminer.yaml"));
    assertEquals(0, run("lint", "-q", "--fix", "compose.yaml").status());
    assertEquals(ADMINER.replace(":80'", ":8080'"), read("real/adminer.yaml"));
    assertEquals(true, Files.isSymbolicLink(folder.resolve("compose.yaml")));
    assertEquals(
        "rw-rw-r--",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("real/adminer.yaml"))));
    try (var files = Files.list(folder.resolve("real"))) {
      assertEquals(1, files.count(), "something was left beside it");
    }
  }

  @Test
  void whatCannotBeWrittenIsToldAndTheRestIsFixed() throws IOException {
    write("a/compose.yaml", ADMINER);
    byte[] wide = ("\uFEFF" + ADMINER).getBytes(StandardCharsets.UTF_16LE);
    Files.createDirectory(folder.resolve("b"));
    Files.write(folder.resolve("b/compose.yaml"), wide);
    Run run = run("lint", "-q", "--fix", "--select", "DT402");
    assertEquals(
        """
        dialtone: not fixed: b/compose.yaml: it has changed since it was read, or is not UTF-8
        dialtone: changed a/compose.yaml
        """,
        run.err());
    assertEquals("b/" + ADMINER_LINE, run.out());
    assertEquals(2, run.status());
    assertEquals(ADMINER.replace(":80'", ":8080'"), read("a/compose.yaml"));
    assertArrayEquals(wide, Files.readAllBytes(folder.resolve("b/compose.yaml")));
  }

  @Test
  void hardLinksAreTold() throws IOException {
    write("compose.yaml", ADMINER);
    Files.createLink(folder.resolve("same.txt"), folder.resolve("compose.yaml"));
    assertEquals(
        """
        dialtone: compose.yaml: its other names (hard links) keep the text as it was
        dialtone: fixed 1 finding in compose.yaml
        """,
        run("lint", "-q", "--fix").err());
    assertEquals(ADMINER, read("same.txt"));
  }

  @Test
  void aLinkOutOfTheRepositoryIsNotFixed() throws IOException {
    write("theirs.yaml", ADMINER);
    write("repository/.git/HEAD", "");
    Files.createSymbolicLink(folder.resolve("repository/compose.yaml"), Path.of("../theirs.yaml"));
    runIn("repository", "lint", "-q", "--fix");
    assertEquals(ADMINER, read("theirs.yaml"));
  }

  @Test
  void whatAKilledRunLeftIsNoFileOfTheProject() throws IOException {
    write("compose.yaml", ADMINER.replace(":80'", ":8080'"));
    write(".dialtone-4711.tmp", ADMINER);
    assertEquals(new Run(0, "", ""), run("lint", "-q"));
  }

  @Test
  void diffPrintsAPatchAndWritesNothing() throws IOException {
    write("compose.yaml", ADMINER);
    assertEquals(
        new Run(
            1,
            """
            --- a/compose.yaml
            +++ b/compose.yaml
            @@ -3,4 +3,4 @@
               adminer:
                 image: adminer:5
                 ports:
            -      - '8081:80'   # for us
            +      - '8081:8080'   # for us
            """,
            ""),
        run("lint", "--diff"));
    assertEquals(ADMINER, read("compose.yaml"));
  }

  @Test
  void aPatchShowsNoSecretBehindALoneCarriageReturn() throws IOException {
    write(
        "compose.yaml",
        """
        # one\r# two\r# three
        services:
          adminer:
            image: adminer:5
            environment:
              PASSWORD: hunter2
            ports: ["8081:80"]
        """);
    assertEquals("", run("lint", "--diff").out());
  }

  @Test
  void aPatchShowsNoSecret() throws IOException {
    write(
        "compose.yaml",
        """
        services:
          api:
            build: .
            environment:
              DATABASE_URL: postgres://shop:hunter2@db:5433/shop
          db:
            image: postgres:17
            ports: ["5433:5432"]
        """);
    write("Dockerfile", "FROM scratch\n");
    Run run = run("lint", "--diff", "--unsafe-fixes", "--select", "DT103");
    assertEquals("", run.out());
    assertEquals(
        "dialtone: changes beside a password or token are not shown: --fix makes them\n",
        run.err());
  }

  @Test
  void whatOthersMayUseIsLeftToAPerson() throws IOException {
    write("compose.yaml", ADMINER.replace("'8081:80'", "'8081:${INSIDE}'"));
    write(".env", "INSIDE=80\n");
    assertEquals(
        "dialtone: 1 more finding has a fix that a person should check (--unsafe-fixes)\n",
        run("lint", "-q", "--fix").err());
    assertEquals("INSIDE=80\n", read(".env"));
    assertEquals(
        new Run(0, "", "dialtone: fixed 1 finding in .env\n"),
        run("lint", "-q", "--fix", "--unsafe-fixes"));
    assertEquals("INSIDE=8080\n", read(".env"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [db, 'cache']          | {db: {condition: service_healthy}, 'cache': {condition: service_started}}
          ["db"]                 | {"db": {condition: service_healthy}}
          {db: {condition: service_started}} | {db: {condition: service_healthy}}
          """)
  void aDependencyGetsItsCondition(String before, String after) throws IOException {
    String project =
        """
        services:
          api:
            build: .
            depends_on: %s # first
            environment:
              DB_URL: postgres://db/shop
          cache:
            image: redis:7
          db:
            image: postgres:17
            healthcheck:
              test: pg_isready -h 127.0.0.1
        """;
    write("Dockerfile", "FROM scratch\n");
    write("compose.yaml", project.formatted(before));
    run("lint", "-q", "--fix", "--select", "DT201");
    assertEquals(project.formatted(after), read("compose.yaml"));
  }

  @Test
  void aListOfDependenciesKeepsItsComments() throws IOException {
    String rest =
        """
            environment:
              DB_URL: postgres://db/shop
          cache:
            image: redis:7
          db:
            image: postgres:17
            healthcheck:
              test: pg_isready -h 127.0.0.1
        """;
    write("Dockerfile", "FROM scratch\n");
    write(
        "compose.yaml",
        """
        services:
          api:
            build: .
            depends_on:
              # the database
              - db # ours
              - "cache"
        """
            + rest);
    run("lint", "-q", "--fix", "--select", "DT201");
    assertEquals(
        """
        services:
          api:
            build: .
            depends_on:
              # the database
              db: # ours
                condition: service_healthy
              "cache":
                condition: service_started
        """
            + rest,
        read("compose.yaml"));
  }

  @Test
  void unsafeFixesNeedSomethingToGoWith() {
    assertEquals(
        new Run(2, "", "dialtone: --unsafe-fixes goes with --fix or --diff\n"),
        run("lint", "--unsafe-fixes"));
  }

  @Test
  void aBaselineHoldsWhatWasThereAndTellsWhatIsGone() throws IOException {
    write("compose.yaml", ADMINER);
    assertEquals(
        new Run(0, "", "dialtone: wrote .dialtone-baseline.json: 1 finding\n"),
        run("lint", "-q", "--write-baseline"));
    write("compose.yaml", "# moved\n" + ADMINER);
    assertEquals(new Run(0, "", ""), run("lint", "-q", "--baseline", ".dialtone-baseline.json"));
    write(".dialtone.yaml", "baseline: .dialtone-baseline.json\n");
    assertEquals(new Run(0, "", ""), run("lint", "-q"));
    write("compose.yaml", ADMINER.replace(":80'", ":8080'"));
    assertEquals(
        new Run(
            0,
            "",
            "dialtone: .dialtone-baseline.json: 1 entry matches nothing any more (--write-baseline"
                + " renews it)\n"),
        run("lint", "-q"));
    assertEquals(
        new Run(0, "", "dialtone: wrote .dialtone-baseline.json: 0 findings\n"),
        run("lint", "-q", "--write-baseline"));
    assertEquals(new Run(0, "", ""), run("lint", "-q"));
  }

  @Test
  void aBaselineThatIsNoneIsAFaultOfTheCall() throws IOException {
    write("compose.yaml", ADMINER);
    write("old.json", "{\"version\": 7, \"findings\": []}\n");
    assertEquals(
        new Run(2, "", "dialtone: no baseline of version 1: old.json\n"),
        run("lint", "--baseline", "old.json"));
    assertEquals(
        new Run(2, "", "dialtone: no such file: gone.json (--write-baseline makes it)\n"),
        run("lint", "--baseline", "gone.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ignore: DT402                                  | 0 |
          ignore: [DT1, port-mapping-mismatch]           | 0 |
          select: [DT1]                                  | 0 |
          select: [DT4]                                  | 1 | error
          severity: {DT402: warning}                     | 0 | warning
          exclude: compose.yaml                          | 0 | nothing
          exclude: [other/]                              | 1 | error
          paths: {compose.yaml: {ignore: DT402}}         | 0 |
          paths: {'*.yml': {ignore: DT402}}              | 1 | error
          paths: {'*.yaml': {severity: {DT4: warning}}}  | 0 | warning
          fail-on: never                                 | 0 | error
          profiles: [a]                                  | 1 | error
          """)
  void theConfigurationDecidesAsTheOptionsDo(String configuration, int status, String shown)
      throws IOException {
    write("compose.yaml", ADMINER);
    write("sub/empty.txt", "");
    write(".dialtone.yaml", configuration + "\n");
    String line =
        shown == null || shown.equals("nothing") ? "" : ADMINER_LINE.replace("error[", shown + "[");
    Run run = run("lint", "-q");
    assertEquals(line, run.out());
    assertEquals(status, run.status());
    assertEquals(
        "nothing".equals(shown) ? "dialtone: nothing to lint: no Compose file in .\n" : "",
        run.err());
    assertEquals(
        line.replace("compose.yaml", "../compose.yaml"), runIn("sub", "lint", "-q", "..").out());
  }

  @Test
  void theConfigurationNamesVariables() throws IOException {
    write("compose.yaml", ADMINER.replace("'8081:80'", "'8081:${INSIDE}'"));
    write(".dialtone.yaml", "env: {INSIDE: 80}\n");
    assertEquals(1, run("lint", "-q").status());
    assertEquals(0, run("lint", "-q", "--env", "INSIDE=8080").status());
    write("other.yaml", "# says nothing\n");
    assertEquals(0, run("lint", "-q", "--config", "other.yaml").status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          selct: [DT1]               | .dialtone.yaml:1:1: unknown key `selct` (did you mean select?)
          frobnicate: 1              | .dialtone.yaml:1:1: unknown key `frobnicate`
          ignore: [DT1, DT999]       | .dialtone.yaml:1:15: unknown rule DT999
          severity: {DT1: bad}       | .dialtone.yaml:1:17: `bad` is none of error, warning, note
          severity: DT1              | .dialtone.yaml:1:11: a mapping of rules to levels belongs here
          fail-on: errors            | .dialtone.yaml:1:10: `errors` is none of error, warning, note, never (did you mean error?)
          ignore: {a: b}             | .dialtone.yaml:1:9: a word or a list of words belongs here
          paths: {a: {selct: DT1}}   | .dialtone.yaml:1:13: unknown key `selct`
          [DT1]                      | .dialtone.yaml:1:1: a mapping of keys to values belongs here
          images: [{image: a, repositories: a, port: 1}] | .dialtone.yaml:1:1: unknown key `port` (did you mean ports?)
          images: [{image: a, repositories: a, server: x}] | .dialtone.yaml:1:1: `server` is no server of the catalogue: x
          images: [{image: a}]       | .dialtone.yaml:1:1: `repositories` is missing
          images: [a]                | .dialtone.yaml:1:10: an image is a mapping of keys to values
          baseline: [a, b]           | .dialtone.yaml:1:11: one value belongs here
          """)
  void whatIsWrongInTheConfigurationIsToldWithItsPlace(String configuration, String message)
      throws IOException {
    write("compose.yaml", ADMINER);
    write(".dialtone.yaml", configuration + "\n");
    assertEquals(new Run(2, "", "dialtone: " + message + "\n"), run("lint"));
  }

  @Test
  void aCommentTakesAFindingOut() throws IOException {
    write(
        "compose.yaml", ADMINER.replace("# for us", "# dialtone: ignore[DT402] a proxy moves it"));
    assertEquals(new Run(0, "no problems in 1 file (1 project)\n", ""), run("lint"));
  }

  private static final String OWN =
      """
      images:
        - image: tools
          repositories: [%s]
          kind: web
          checked: true
          ports: [{port: %s, scheme: http, bind: all}]
          closed: true
      """;

  @Test
  void imagesOfOnesOwnComeBeforeTheCatalogue() throws IOException {
    write("compose.yaml", ADMINER);
    write(".dialtone.yaml", OWN.formatted("adminer", 80));
    assertEquals(new Run(0, "", ""), run("lint", "-q"));
    write("compose.yaml", ADMINER.replace("adminer:5", "registry.example.com/tools:5"));
    assertEquals(new Run(0, "", ""), run("lint", "-q"));
    write(".dialtone.yaml", OWN.formatted("registry.example.com/tools", 8080));
    assertEquals(new Run(1, ADMINER_LINE, ""), run("lint", "-q"));
  }

  @Test
  void theSchemaKnowsTheKeysOfTheCatalogue() throws IOException {
    JsonNode image =
        new JsonMapper()
            .readTree(Files.readString(Path.of("schema/config.schema.json")))
            .at("/properties/images/items/properties");
    Set<String> used = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("rules/catalogue/images"))) {
      for (Path file : files.toList()) {
        Files.readString(file)
            .lines()
            .filter(line -> line.matches("(- |  )[a-z-]+:.*"))
            .forEach(line -> used.add(line.substring(2, line.indexOf(':'))));
      }
    }
    used.removeIf(image::has);
    assertEquals(Set.of(), used);
  }

  @Test
  void theSchemaKnowsTheKeysOfTheReader() throws IOException {
    JsonNode schema =
        new JsonMapper().readTree(Files.readString(Path.of("schema/config.schema.json")));
    assertEquals(
        Configuration.KEYS.stream().sorted().toList(),
        schema.path("properties").propertyNames().stream().sorted().toList());
    assertEquals(
        Configuration.LOCAL_KEYS,
        schema.at("/properties/paths/additionalProperties/properties").propertyNames().stream()
            .sorted()
            .toList());
  }

  @Test
  void standardInputTakesThePlaceOfAFile() throws IOException {
    write("shop/compose.yaml", "services: {}\n");
    write("shop/.env", "PORT=8081\n");
    stdin = ADMINER.replace("8081", "${PORT}");
    assertEquals(
        new Run(
            1,
            "shop/compose.yaml:6:10: error[DT402] host port 8081 leads to port 80 of `adminer`,"
                + " where nothing listens\n",
            ""),
        run("lint", "-q", "--stdin", "--stdin-filename", "shop/compose.yaml"));
    assertEquals("services: {}\n", read("shop/compose.yaml"));
  }

  @Test
  void standardInputNeedsNoFileAndNoName() {
    stdin = ADMINER;
    assertEquals(new Run(1, ADMINER_LINE, ""), run("lint", "-q", "--stdin"));
    assertEquals(
        """
        --- a/compose.yaml
        +++ b/compose.yaml
        @@ -3,4 +3,4 @@
           adminer:
             image: adminer:5
             ports:
        -      - '8081:80'   # for us
        +      - '8081:8080'   # for us
        """,
        run("lint", "--diff", "--stdin").out());
  }

  @Test
  void aFileThatIsNoComposeFileIsReadFromStandardInputBesideItsProject() throws IOException {
    write("compose.yaml", ADMINER.replace("80'", "$TARGET'"));
    write(".env", "TARGET=8080\n");
    assertEquals(0, run("lint", "-q").status());
    stdin = "TARGET=80\n";
    assertEquals(1, run("lint", "-q", "--stdin", "--stdin-filename", ".env").status());
  }

  @Test
  void aFileThatIsNamedAndExcludedIsTold() throws IOException {
    write(".dialtone.yaml", "exclude: [old/]\n");
    write("old/compose.yaml", ADMINER);
    assertEquals(
        new Run(
            0, "", "dialtone: old/compose.yaml is excluded by .dialtone.yaml (-f looks at it)\n"),
        run("lint", "-q", "old/compose.yaml"));
    assertEquals(1, run("lint", "-q", "-f", "old/compose.yaml").status());
  }

  @Test
  void aPathThatIsNotThereMayBeMisspelt() throws IOException {
    write("shop/compose.yaml", ADMINER);
    assertEquals(
        new Run(
            2,
            "",
            "dialtone: no such file or folder: shop/compos.yaml (did you mean compose.yaml?)\n"),
        run("lint", "shop/compos.yaml"));
    assertEquals(
        new Run(2, "", "dialtone: no such folder: shpo (did you mean shop?)\n"),
        run("lint", "--project-directory", "shpo", "-f", "shop/compose.yaml"));
  }

  @Test
  void initWritesAConfigurationThatSetsNothing() throws IOException {
    assertEquals(new Run(0, "", "dialtone: wrote .dialtone.yaml\n"), run("init"));
    write("compose.yaml", ADMINER);
    assertEquals(new Run(1, ADMINER_LINE, ""), run("lint", "-q"));
    assertEquals(new Run(2, "", "dialtone: .dialtone.yaml is there already\n"), run("init"));
    assertEquals(InitCommand.TEMPLATE, read(".dialtone.yaml"));
  }

  @Test
  void everySettingThatInitShowsIsOne() throws IOException {
    String settings = InitCommand.TEMPLATE.replaceAll("(?m)^#(?=[a-z-]+:|  )", "");
    write(".dialtone.yaml", settings);
    write(".env.dev", "");
    write(".dialtone-baseline.json", "{\"version\": 1, \"findings\": []}");
    write("compose.yaml", ADMINER);
    assertEquals(new Run(1, ADMINER_LINE, ""), run("lint", "-q"));
    for (String key : Configuration.KEYS) {
      assertTrue(settings.contains("\n" + key + ":"), key);
    }
  }
}
