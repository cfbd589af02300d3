package dev.dialtone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.engine.LintRequest;
import dev.dialtone.engine.Linter;
import dev.dialtone.harness.TestProject;
import dev.dialtone.lint.LintResult;
import dev.dialtone.rules.Rules;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for every file that we have, whatever is in it. */
class SpanRoundTripTest {
  /** A project of which every file is read for some reason; one of them gets other content. */
  private static final Map<String, String> SKELETON =
      Map.of(
          "compose.yaml",
          """
          include: [included.yaml]
          services:
            api:
              build: .
              env_file: api.env
              command: npm start
              environment: {DB_HOST: db, REDIS_URL: "redis://${CACHE:-cache}:6379"}
            db:
              image: postgres:17
              command: -c config_file=/etc/postgresql/postgresql.conf -c hba_file=/etc/pg_hba.conf
              volumes:
                - ./postgresql.conf:/etc/postgresql/postgresql.conf
                - ./pg_hba.conf:/etc/pg_hba.conf
            cache:
              image: redis:7
              command: redis-server /etc/redis.conf
              volumes: ["./redis.conf:/etc/redis.conf"]
            sql:
              image: mysql:8.4
              volumes: ["./my.cnf:/etc/mysql/conf.d/my.cnf"]
            store:
              image: mongo:8
              command: mongod --config /etc/mongod.conf
              volumes: ["./mongod.conf:/etc/mongod.conf"]
            proxy:
              image: nginx:1.29
              volumes: ["./nginx.conf:/etc/nginx/nginx.conf"]
            prometheus:
              image: prom/prometheus
              volumes: ["./prometheus.yml:/etc/prometheus/prometheus.yml"]
          """,
          ".env",
          "CACHE=cache\n",
          "api.env",
          "AMQP_URL=amqp://localhost\n",
          "included.yaml",
          "services: {mq: {image: rabbitmq}}\n",
          "Dockerfile",
          "FROM node:22\nENV A=b\nHEALTHCHECK CMD curl localhost\n",
          "package.json",
          "{\"scripts\": {\"start\": \"vite --port 3000\"}}",
          "postgresql.conf",
          "listen_addresses = '*'\n",
          "redis.conf",
          "bind 127.0.0.1\n",
          "nginx.conf",
          "http { server { listen 80; location / { proxy_pass http://api:3000; } } }\n",
          "prometheus.yml",
          "scrape_configs: [{static_configs: [{targets: ['api:3000']}]}]\n");

  private static final List<String> MORE_NAMES =
      List.of(
          "pg_hba.conf",
          "my.cnf",
          "mongod.conf",
          "src/main/resources/application.properties",
          "src/main/resources/application.yml",
          "appsettings.json",
          "config/database.yml",
          ".gitlab-ci.yml",
          ".github/workflows/build.yml");

  private static final int FEWEST_FILES = 400;
  private static final int OF_ROLES = 3;

  static List<TestProject> projects() {
    List<TestProject> projects = new ArrayList<>();
    for (Path root : List.of(Path.of("rules"), Path.of("testdata"))) {
      try (Stream<Path> paths = Files.walk(root)) {
        paths
            .filter(SpanRoundTripTest::isProject)
            .sorted()
            .map(TestProject::read)
            .forEach(projects::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return projects;
  }

  /** A folder of which each file is small; the catalogue's data is not among them. */
  private static boolean isProject(Path folder) {
    String path = folder.toString().replace('\\', '/');
    return Files.isDirectory(folder)
        && path.matches("rules/DT\\d+/(bad|good|cases/[^/]+)|testdata/[a-z]+/[^/]+");
  }

  @Test
  void filesWereFound() {
    long files = projects().stream().mapToLong(project -> project.files().size()).sum();
    assertTrue(files >= FEWEST_FILES, "only " + files + " files were found");
  }

  @ParameterizedTest
  @MethodSource("projects")
  void theTextOfAScalarReadsAsItsValue(TestProject project) {
    project
        .files()
        .forEach(
            (path, text) -> {
              if (path.endsWith(".yaml") || path.endsWith(".yml")) {
                SourceFile file = new SourceFile(new FilePath(path), text);
                YamlReader.read(file).documents().forEach(SpanRoundTripTest::assertRoundTrip);
              }
            });
  }

  private static void assertRoundTrip(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      for (YamlNode.Entry entry : mapping.entries()) {
        assertRoundTrip(entry.key());
        assertRoundTrip(entry.value());
      }
    } else if (node instanceof YamlNode.Sequence sequence) {
      sequence.items().forEach(SpanRoundTripTest::assertRoundTrip);
    } else if (node instanceof YamlNode.Scalar scalar) {
      assertEquals(value(scalar.span().text()), value(scalar), () -> "at " + scalar.span());
      assertCharactersStandInside(scalar.text(), scalar.span());
    }
  }

  /** What the characters of a scalar mean when they stand alone. */
  private static String value(String written) {
    List<YamlNode> documents =
        YamlReader.read(new SourceFile(new FilePath("scalar.yaml"), written)).documents();
    return documents.isEmpty() ? "" : value((YamlNode.Scalar) documents.get(0));
  }

  /** Line ends behind a block belong to its value, but not to its place. */
  private static String value(YamlNode.Scalar scalar) {
    return scalar.text().chars().stripTrailing();
  }

  private static void assertCharactersStandInside(Text text, Span span) {
    for (int i = 0; i < text.chars().stripTrailing().length(); i++) {
      Span at = text.slice(i, i + 1).span();
      assertTrue(span.contains(at), () -> at + " is not inside " + span);
      if (at.length() == 1 && !Character.isWhitespace(text.chars().charAt(i))) {
        assertEquals(text.chars().substring(i, i + 1), at.text(), () -> "at " + at);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("projects")
  void noBeginningOfAnyFileBreaksTheLinter(TestProject project) {
    project
        .files()
        .forEach(
            (path, text) -> {
              for (int cut : cuts(text)) {
                Map<String, String> files = new TreeMap<>(project.files());
                files.put(path, text.substring(0, cut));
                assertNoFault(files, path + " up to " + cut);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("projects")
  void noContentBreaksTheReaderOfAnotherFormat(TestProject project) {
    Map<String, String> roles = new LinkedHashMap<>(new TreeMap<>(SKELETON));
    MORE_NAMES.forEach(name -> roles.put(name, ""));
    List<String> names = List.copyOf(roles.keySet());
    project
        .files()
        .forEach(
            (path, text) -> {
              // A third of the roles, another one for each file: all of them take minutes.
              for (int i = text.length() % OF_ROLES; i < names.size(); i += OF_ROLES) {
                Map<String, String> files = new TreeMap<>(SKELETON);
                files.put(names.get(i), text);
                assertNoFault(files, path + " as " + names.get(i));
              }
            });
  }

  /** A few places in a text, the same in each run, never the same share of it. */
  private static List<Integer> cuts(String text) {
    List<Integer> cuts = new ArrayList<>();
    for (int part = 1; part <= 7; part++) {
      cuts.add((int) ((long) text.length() * part / 8 + (long) part * part) % (text.length() + 1));
    }
    return cuts;
  }

  private static void assertNoFault(Map<String, String> files, String what) {
    LintResult result =
        new Linter(Rules.all()).lint(new MemoryWorkspace(files), LintRequest.of(FilePath.ROOT));
    assertEquals(List.of(), result.internalFaults(), what);
  }
}
