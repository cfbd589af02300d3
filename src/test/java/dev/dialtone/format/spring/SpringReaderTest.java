package dev.dialtone.format.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.Golden;
import dev.dialtone.format.spring.SpringFileName.Syntax;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.model.facts.Settings;
import dev.dialtone.model.facts.Settings.Section;
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder of the test data holds one file and, in {@code expected.txt}, what it says. */
class SpringReaderTest {
  private static final Path DATA = Path.of("testdata/syntax/spring");

  static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(DATA)) {
      return all.filter(Files::isRegularFile)
          .filter(path -> !path.getFileName().toString().equals("expected.txt"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsSectionsAndSettings(Path path) throws IOException {
    Reading<Settings> reading = SpringReader.read(file(path, Files.readString(path)));
    Golden.check(path.resolveSibling("expected.txt"), rendered(reading));
  }

  @Test
  void thereIsAFilePerCase() throws IOException {
    assertEquals(10, files().size());
  }

  @ParameterizedTest
  @MethodSource("files")
  void noPrefixThrowsAndPlacesSayWhatStandsThere(Path path) throws IOException {
    String text = Files.readString(path);
    int checked = 0;
    for (int end = 0; end <= text.length(); end++) {
      for (Setting setting : SpringReader.read(file(path, text.substring(0, end))).facts().all()) {
        for (Text part : List.of(setting.at(), setting.value())) {
          if (part.isKnown() && part.span().length() == part.length()) {
            assertEquals(part.span().text(), part.toString());
            checked++;
          }
        }
      }
    }
    assertTrue(checked > 50, "only " + checked);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          application.properties, application, '', PROPERTIES
          config/application.yml, application, '', YAML
          application-prod.yaml, application, prod, YAML
          application-us-east.properties, application, us-east, PROPERTIES
          bootstrap.yml, bootstrap, '', YAML
          bootstrap-docker.yml, bootstrap, docker, YAML
          """)
  void aFileNameSaysTheProfile(String path, String base, String profile, Syntax syntax) {
    assertEquals(
        List.of(new SpringFileName(base, profile, syntax)), SpringFileName.of(new FilePath(path)));
  }

  @ParameterizedTest
  @CsvSource({
    "application.xml",
    "applications.yml",
    "application-.yml",
    "my-application.yml",
    "application",
    "messages.properties",
    "application.yml.bak"
  })
  void otherFilesAreNotSprings(String path) {
    assertEquals(List.of(), SpringFileName.of(new FilePath(path)));
  }

  @Test
  void aKeyThatStandsTwiceIsAProblemBecauseSpringRefusesIt() {
    SourceFile file = new SourceFile(new FilePath("application.yml"), "a: 1\nb: 2\na: 3\n");
    List<Problem> problems = SpringReader.read(file).problems();
    assertEquals(List.of(new Span(file, 10, 11)), problems.stream().map(Problem::span).toList());
  }

  @Test
  void aDocumentThatIsNoMappingSaysNothing() {
    SourceFile file = new SourceFile(new FilePath("application.yml"), "- a\n- b\n---\ntext\n");
    assertEquals(new Settings(List.of()), SpringReader.read(file).facts());
  }

  private static String rendered(Reading<Settings> reading) {
    StringBuilder out = new StringBuilder();
    for (Section section : reading.facts().sections()) {
      out.append("[").append(section.condition()).append("]\n");
      for (Setting setting : section.settings()) {
        out.append(setting.name()).append(" @").append(place(setting.at()));
        String value = setting.value().toString().replace("\n", "\\n");
        out.append(" = ").append(value).append(" @").append(place(setting.value())).append('\n');
      }
    }
    for (Problem problem : reading.problems()) {
      out.append(problem).append('\n');
    }
    return out.toString();
  }

  private static String place(Text text) {
    Span span = text.span();
    int start = span.startPosition().column();
    return span.startPosition().line() + ":" + start + "-" + span.endPosition().column();
  }

  private static SourceFile file(Path path, String text) {
    return new SourceFile(new FilePath(path.getFileName().toString()), text);
  }
}
