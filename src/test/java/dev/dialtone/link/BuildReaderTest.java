package dev.dialtone.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.dialtone.format.compose.ComposeLoader;
import dev.dialtone.format.compose.ComposeRequest;
import dev.dialtone.format.dockerfile.DockerfileReader;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Service;
import dev.dialtone.model.facts.Endpoints;
import dev.dialtone.model.facts.EnvironmentFile;
import dev.dialtone.model.facts.HostRules;
import dev.dialtone.model.facts.ImageRecipe;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.model.facts.Settings;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildReaderTest {
  private static final FactReader DOCKERFILES =
      new FactReader() {
        @Override
        public Reading<ImageRecipe> dockerfile(Text text) {
          return DockerfileReader.read(text);
        }

        @Override
        public Reading<Settings> spring(SourceFile file) {
          return new Reading<>(new Settings(List.of()), List.of());
        }

        @Override
        public Reading<Settings> settings(SourceFile file) {
          return new Reading<>(new Settings(List.of()), List.of());
        }

        @Override
        public Reading<EnvironmentFile> dotenv(SourceFile file) {
          return new Reading<>(new EnvironmentFile(List.of()), List.of());
        }

        @Override
        public Reading<Settings> postgres(SourceFile file) {
          return new Reading<>(new Settings(List.of()), List.of());
        }

        @Override
        public Reading<HostRules> hostRules(SourceFile file) {
          return new Reading<>(new HostRules(List.of(), true), List.of());
        }

        @Override
        public List<Reading<Endpoints>> endpoints(String format, SourceFile file) {
          return List.of();
        }

        @Override
        public List<Reading<Endpoints>> endpoints(
            String format, List<FilePath> files, Workspace container, Variables environment) {
          return List.of();
        }
      };

  /** What was built for the only service of a project, and what came to light. */
  private record Built(BuiltImage image, List<String> files, List<String> problems) {
    static Built of(String compose, Map<String, String> others) {
      Map<String, String> all = new TreeMap<>(others);
      all.put("compose.yaml", compose);
      MemoryWorkspace workspace = new MemoryWorkspace(all);
      Service service =
          ComposeLoader.load(ComposeRequest.of(List.of(new FilePath("compose.yaml"))), workspace)
              .services()
              .values()
              .iterator()
              .next();
      FileShelf shelf = new FileShelf(workspace);
      BuiltImage image = new BuildReader(DOCKERFILES, shelf).read(service);
      return new Built(
          image,
          image.files().stream()
              .map(f -> f.path() + " -> " + f.target() + " at " + f.at().span())
              .toList(),
          shelf.problems().stream().map(p -> p.span() + ": " + p.message()).toList());
    }
  }

  @Test
  void readsTheDockerfileOfTheContext() {
    Built built =
        Built.of(
            "services: {a: {build: app}}",
            Map.of("app/Dockerfile", "FROM node:22\nEXPOSE 3000\n", "Dockerfile", "FROM x"));
    assertEquals("node:22", built.image().base().chars());
    assertEquals("app/Dockerfile:2:8", built.image().exposed().get(0).span().toString());
  }

  @Test
  void readsTheDockerfileThatIsNamedWithItsArgumentsAndTarget() {
    Built built =
        Built.of(
            """
            services:
              a:
                build:
                  context: ./app
                  dockerfile: ../docker/Dev.dockerfile
                  target: dev
                  args: {VERSION: "20"}
            """,
            Map.of(
                "docker/Dev.dockerfile",
                "ARG VERSION=22\nFROM node:$VERSION AS dev\nCMD dev\nFROM dev\nCMD prod\n"));
    assertEquals("node:20", built.image().base().chars());
    assertEquals("compose.yaml:7:24", built.image().base().slice(5).span().toString());
    assertEquals(List.of(), built.problems());
  }

  @Test
  void readsADockerfileInsideTheComposeFile() {
    Built built =
        Built.of(
            """
            services:
              a:
                build:
                  context: .
                  dockerfile_inline: |
                    FROM redis:8
                    CMD redis-server --port 6380 \\
                      --save ""
            """,
            Map.of());
    assertEquals("redis:8", built.image().base().chars());
    assertEquals("compose.yaml:6:14", built.image().base().span().toString());
    Text line = ((CommandLine.Shell) built.image().command().get(0)).line();
    assertEquals("redis-server --port 6380   --save \"\"", line.chars());
    assertEquals("compose.yaml:8:11", line.slice(27, 29).span().toString());
  }

  @Test
  void aMistakeInADockerfileInsideTheComposeFileIsFoundThere() {
    Built built =
        Built.of(
            "services:\n  a:\n    build:\n      dockerfile_inline: |\n        FORM x\n", Map.of());
    assertEquals(
        List.of(
            "compose.yaml:5:9: not valid Dockerfile: `FORM` is no instruction; did you mean"
                + " `FROM`?"),
        built.problems());
    assertFalse(built.image().seen());
  }

  @Test
  void takesTheLowerCaseNameWhenNobodyGivesAnother() {
    assertEquals(
        "x",
        Built.of("services: {a: {build: .}}", Map.of("dockerfile", "FROM x"))
            .image()
            .base()
            .chars());
  }

  @Test
  void aTargetThatIsNoStageIsAProblemOfTheComposeFile() {
    Built built =
        Built.of(
            "services: {a: {build: {context: app, target: prod}}}",
            Map.of("app/Dockerfile", "FROM x AS production"));
    assertEquals(
        List.of("compose.yaml:1:46: `prod` is no stage of `Dockerfile`"), built.problems());
    assertFalse(built.image().seen());
  }

  @Test
  void nothingIsSeenOfARemoteContextOrOfNoDockerfile() {
    assertFalse(
        Built.of("services: {a: {build: 'https://example.test/a.git'}}", Map.of()).image().seen());
    assertFalse(Built.of("services: {a: {build: app}}", Map.of()).image().seen());
    assertFalse(
        Built.of("services: {a: {image: x}}", Map.of("Dockerfile", "FROM x")).image().seen());
  }

  @Test
  void copiedFilesOfTheContextStandInTheImage() {
    Built built =
        Built.of(
            "services: {a: {build: web}}",
            Map.of(
                "web/Dockerfile",
                """
                FROM node AS build
                WORKDIR /src
                COPY . .
                FROM nginx
                COPY nginx.conf /etc/nginx/nginx.conf
                COPY sites/*.conf /etc/nginx/conf.d/
                COPY etc /etc/
                COPY --from=build /src/conf/extra.conf /etc/extra/
                COPY --from=build /src/dist /usr/share/nginx/html
                COPY --from=other /x /y
                COPY gone.conf /etc/gone.conf
                """,
                "web/nginx.conf",
                "1",
                "web/sites/a.conf",
                "2",
                "web/sites/b.txt",
                "3",
                "web/etc/nginx/mime/types",
                "4",
                "web/conf/extra.conf",
                "5"));
    assertEquals(
        List.of(
            "web/nginx.conf -> /etc/nginx/nginx.conf at web/Dockerfile:5:17",
            "web/sites/a.conf -> /etc/nginx/conf.d/a.conf at web/Dockerfile:6:19",
            "web/etc/nginx/mime/types -> /etc/nginx/mime/types at web/Dockerfile:7:10",
            "web/conf/extra.conf -> /etc/extra/extra.conf at web/Dockerfile:8:40"),
        built.files());
  }

  @Test
  void aFileThatACommandEditsIsLeftOut() {
    Built built =
        Built.of(
            "services: {a: {build: .}}",
            Map.of(
                "Dockerfile",
                """
                FROM x
                COPY a.conf b.conf c.conf /etc/
                RUN sed -i s/80/8080/ /etc/a.conf && chown x /etc/b.conf
                RUN chown x /etc/b.conf
                CMD x -c /etc/c.conf
                """,
                "a.conf",
                "1",
                "b.conf",
                "2",
                "c.conf",
                "3"));
    assertEquals(List.of("c.conf -> /etc/c.conf at Dockerfile:2:27"), built.files());
  }

  @Test
  void aLaterCopyToTheSamePlaceWins() {
    Built built =
        Built.of(
            "services: {a: {build: .}}",
            Map.of(
                "Dockerfile",
                "FROM x\nCOPY dev.conf /etc/x.conf\nCOPY prod.conf /etc/x.conf\n",
                "dev.conf",
                "1",
                "prod.conf",
                "2"));
    assertEquals(List.of("prod.conf -> /etc/x.conf at Dockerfile:3:16"), built.files());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          COPY --from=other /x.conf /etc/nginx/nginx.conf ¦ true
          COPY --from=other /x /etc/nginx/                ¦ true
          COPY here.conf /etc/nginx/nginx.conf            ¦ false
          COPY gone.conf /etc/nginx/nginx.conf            ¦ true
          COPY --from=other /x /srv/                      ¦ false
          """)
  void tellsWhatIsCopiedUnseen(String instruction, boolean expected) {
    Map<String, String> files =
        Map.of("Dockerfile", "FROM nginx\n" + instruction + "\n", "here.conf", "1");
    BuiltImage image = Built.of("services: {a: {build: .}}", files).image();
    assertEquals(expected, image.copiesUnseen("/etc/nginx/nginx.conf"));
  }
}
