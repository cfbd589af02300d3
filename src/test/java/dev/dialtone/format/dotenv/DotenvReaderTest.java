package dev.dialtone.format.dotenv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.model.facts.EnvironmentFile;
import dev.dialtone.model.facts.EnvironmentFile.Assignment;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotenvReaderTest {
  private static Reading<EnvironmentFile> read(String text) {
    return DotenvReader.read(new SourceFile(new FilePath(".env"), text));
  }

  private static Reading<EnvironmentFile> readTestData(String name) throws IOException {
    return read(Files.readString(Path.of("testdata/syntax/dotenv", name)));
  }

  /** {@code line:column NAME=value FORM}. */
  private static List<String> shown(Reading<EnvironmentFile> reading) {
    return reading.facts().assignments().stream().map(DotenvReaderTest::shown).toList();
  }

  private static String shown(Assignment assignment) {
    return assignment.name() + "=" + assignment.value() + " " + assignment.form();
  }

  private static String places(Assignment assignment) {
    return assignment.name().span().text() + "=" + assignment.value().span().text();
  }

  @Test
  void readsEveryForm() throws IOException {
    Reading<EnvironmentFile> reading = readTestData("forms.env");
    assertEquals(List.of(), reading.problems());
    assertEquals(
        List.of(
            "HOST=db.internal PLAIN",
            "PORT=5432 PLAIN",
            "YAML=styled value PLAIN",
            "DSN=postgres://app:$$ecret@${HOST}:${PORT:-5432}/app?x=\"y\" DOUBLE_QUOTED",
            "LITERAL=no $HOST, it's \\n literal SINGLE_QUOTED",
            "NEXT=same-line PLAIN",
            "FROM_SHELL= INHERITED",
            "EMPTY= PLAIN",
            "QUOTED_EMPTY= DOUBLE_QUOTED",
            "HASH=a#b PLAIN",
            "HASH_FIRST=#not-a-comment PLAIN",
            "KEY=-----BEGIN-----\ntwo lines\n-----END----- DOUBLE_QUOTED",
            "INDENTED=tab\there DOUBLE_QUOTED",
            "dotted.key[0]-x=1 PLAIN"),
        shown(reading));
  }

  @Test
  void namesAndValuesKnowTheirPlaces() throws IOException {
    List<Assignment> all = readTestData("forms.env").facts().assignments();
    assertEquals("HOST=db.internal", places(all.get(0)));
    assertEquals("PORT=5432", places(all.get(1)));
    assertEquals(
        "DSN=postgres://app:\\$ecret@${HOST}:${PORT:-5432}/app?x=\\\"y\\\"", places(all.get(3)));
    assertEquals("\\$", all.get(3).value().slice(15, 17).span().text());
    assertEquals("\\\"", all.get(3).value().slice(51, 52).span().text());
    assertEquals("LITERAL=no $HOST, it\\'s \\n literal", places(all.get(4)));
    assertEquals("FROM_SHELL=", places(all.get(6)));
    assertEquals("\\t", all.get(12).value().slice(3, 4).span().text());
    assertEquals(17, all.get(13).name().span().file().line(all.get(13).name().span().start()));
  }

  @Test
  void readsWindowsLineEnds() throws IOException {
    assertEquals(
        List.of("A=1 PLAIN", "B=two DOUBLE_QUOTED", "C= INHERITED", "E=five PLAIN"),
        shown(readTestData("windows.env")));
  }

  @Test
  void goesOnBehindWhatComposeRefuses() throws IOException {
    Reading<EnvironmentFile> reading = readTestData("broken.env");
    assertEquals(List.of("GOOD=1 PLAIN", "ALSO_GOOD=4 PLAIN", "LAST=6 PLAIN"), shown(reading));
    assertEquals(
        List.of(
            ".env:2:4 key cannot contain a space",
            ".env:3:6 unexpected character `+` in variable name",
            ".env:5:6 unterminated quoted value"),
        reading.problems().stream().map(p -> p.span() + " " + p.message()).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          A="\\x\\c\\'"         | \\x\\c\\'
          A="\\\\n"             | \\n
          A="\\0101"            | A
          A="\\012"             | \\12
          A="\\0777"            | \\777
          A='\\n\\\\'           | \\n\\\\
          A='a"b'               | a"b
          A="a'b"               | a'b
          """)
  void undoesTheEscapesThatComposeUndoes(String line, String value) {
    assertEquals(value, read(line).facts().assignments().get(0).value().chars());
  }

  @Test
  void undoesTheEscapesOfControlCharacters() {
    String line = "A=\"\\a\\b\\t\\n\\v\\f\\r\"";
    assertEquals("\u0007\b\t\n\u000B\f\r", read(line).facts().assignments().get(0).value().chars());
  }

  @Test
  void aTabBeforeTheHashBeginsNoComment() {
    assertEquals(List.of("A=b\t# c PLAIN"), shown(read("A=b\t# c\n")));
  }

  @Test
  void aLoneNameAtTheEndOfTheFileIsAValueWithoutAName() {
    assertEquals(List.of("A=1 PLAIN", "=LAST PLAIN"), shown(read("A=1\nLAST")));
  }

  @Test
  void whatFollowsAClosingQuoteIsAnAssignmentOfItsOwn() {
    assertEquals(
        List.of("A=1 DOUBLE_QUOTED", "b= INHERITED", "C=2 PLAIN"), shown(read("A=\"1\"b\nC=2")));
  }

  @Test
  void exportNeedsABlankBehindIt() {
    assertEquals(
        List.of("A=1 PLAIN", "exported=2 PLAIN", "export=3 PLAIN"),
        shown(read("export  A=1\nexported=2\nexport=3")));
    Problem problem = read("export ").problems().get(0);
    assertEquals("zero length string", problem.message());
    assertEquals("export", problem.span().text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# nothing", "  \t\r\n"})
  void aFileMayHoldNothing(String text) {
    Reading<EnvironmentFile> reading = read(text);
    assertEquals(List.of(), reading.facts().assignments());
    assertEquals(List.of(), reading.problems());
  }

  @ParameterizedTest
  @ValueSource(strings = {"forms.env", "windows.env", "broken.env"})
  void anyPartOfAFileIsRead(String name) throws IOException {
    String text = Files.readString(Path.of("testdata/syntax/dotenv", name));
    for (int end = 0; end <= text.length(); end++) {
      for (Assignment assignment : read(text.substring(0, end)).facts().assignments()) {
        assertTrue(assignment.value().span().file().span().contains(assignment.value().span()));
      }
    }
  }

  @Test
  void manyLinesTakeLinearTime() {
    assertEquals(100_000, read("A=b\n".repeat(100_000)).facts().assignments().size());
    assertEquals(100_000, read("A='b\n".repeat(100_000)).facts().assignments().size());
  }
}
