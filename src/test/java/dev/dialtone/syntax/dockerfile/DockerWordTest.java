package dev.dialtone.syntax.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.dockerfile.BuildVariables.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerWordTest {
  private static final SourceFile VALUES = new SourceFile(new FilePath("values"), "8080|x y|");
  private static final Text PORT = Text.of(VALUES.span(0, 4));
  private static final Text TWO = Text.of(VALUES.span(5, 8));
  private static final Text EMPTY = Text.of(VALUES.span(9, 9));

  private static Answer lookup(String name) {
    return switch (name) {
      case "PORT" -> new Answer.Set(PORT, Step.Kind.DEFAULT);
      case "TWO" -> new Answer.Set(TWO, Step.Kind.BUILD);
      case "EMPTY" -> new Answer.Set(EMPTY, Step.Kind.INTERPOLATED);
      case "OPEN" -> new Answer.Unknown("the image may set `OPEN`");
      default -> new Answer.Unset();
    };
  }

  private static DockerWord word(String written) {
    SourceFile file = new SourceFile(new FilePath("Dockerfile"), written);
    return DockerWord.of(Text.of(file.span()), '\\', DockerWordTest::lookup);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '¦',
      textBlock =
          """
          plain             ¦ plain
          a$PORT            ¦ a8080
          ${PORT}b          ¦ 8080b
          $PORTb            ¦ …
          $PORT/$PORT       ¦ 8080/8080
          '$PORT'           ¦ $PORT
          "$PORT"           ¦ 8080
          \\$PORT           ¦ $PORT
          "\\$PORT"         ¦ $PORT
          "a\\b\\"c\\\\"    ¦ a\\b"c\\
          a\\b\\ c          ¦ ab c
          'a"b'"c'd"        ¦ a"bc'd
          ${NONE}           ¦ …
          ${NONE:-a}        ¦ a
          ${NONE-a}         ¦ a
          ${EMPTY:-a}       ¦ a
          [${EMPTY-a}]      ¦ []
          ${PORT:-a}        ¦ 8080
          ${PORT:+a}        ¦ a
          [${NONE:+a}]      ¦ []
          [${EMPTY:+a}]     ¦ []
          ${EMPTY+a}        ¦ a
          ${PORT:?gone}     ¦ 8080
          ${NONE:?gone}     ¦ …
          ${NONE:-${PORT}1} ¦ 80801
          ${NONE:-"a}b"}    ¦ a}b
          ${NONE:-a\\}b}    ¦ a}b
          ${OPEN:-a}        ¦ …
          ${OPEN:+a}        ¦ …
          ${PORT#8}         ¦ …
          ${PORT%%0*}       ¦ …
          ${PORT/80/90}     ¦ …
          a$                ¦ a$
          a$/b              ¦ a$/b
          $1x               ¦ …x
          <<EOF             ¦ <<EOF
          http://$PORT:80   ¦ http://8080:80
          """)
  void expandsAWord(String written, String expected) {
    DockerWord word = word(written);
    assertEquals(List.of(), word.problems());
    assertEquals(expected, word.text().toString());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '¦',
      textBlock =
          """
          80 443        ¦ 80[0-2] 443[3-6]
          $TWO          ¦ x[5-6] y[7-8]
          a${TWO}b      ¦ ax[0-7] yb[1-8]
          "$TWO"        ¦ x y[5-8]
          'a b' c\\ d   ¦ a b[1-4] c d[6-10]
          $EMPTY        ¦ ~~
          """)
  void splitsAtBlanksOutsideQuotes(String written, String expected) {
    String actual =
        String.join(
            " ",
            word(written).parts().stream()
                .map(p -> p + "[" + p.span().start() + "-" + p.span().end() + "]")
                .toList());
    assertEquals(expected, actual);
  }

  @Test
  void aValueKeepsItsPlaceAndIsUsedAtTheReference() {
    Text text = word("tcp:${PORT}!").text();
    Text port = text.slice(4, 8);
    assertEquals("values:1:1", port.span().toString());
    assertEquals("Dockerfile:1:5", port.site().toString());
    assertEquals("${PORT}", port.site().text());
    assertEquals(List.of(new Step(Step.Kind.DEFAULT, port.site())), port.chain());
    assertEquals("!", text.slice(8).span().text());
  }

  @Test
  void aDefaultKeepsItsOwnPlace() {
    Text text = word("a${NONE:-bc}").text();
    assertEquals("Dockerfile:1:10", text.slice(1).span().toString());
    assertEquals("${NONE:-bc}", text.slice(1).site().text());
  }

  @Test
  void whatIsNotKnownSaysWhy() {
    assertEquals("`NONE` is not set", word("$NONE").text().whyUnknown());
    assertEquals("`NONE` is not set: ask ops", word("${NONE:?ask ops}").text().whyUnknown());
    assertEquals("the image may set `OPEN`", word("x$OPEN").text().whyUnknown());
    assertEquals("`${PORT#8}` is not worked out", word("${PORT#8}").text().whyUnknown());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '¦',
      textBlock =
          """
          a'b        ¦ 'b       ¦ this quote is not closed
          a"b$PORT   ¦ "b$PORT  ¦ this quote is not closed
          ${PORT     ¦ ${PORT   ¦ `${` is not closed
          ${PORT:-a  ¦ a        ¦ `${` is not closed
          ${         ¦ ${       ¦ `${` is not closed
          ${}        ¦ ${}      ¦ `${` needs the name of a variable behind it
          ${{a}}     ¦ ${{      ¦ `${` needs the name of a variable behind it
          ${PORT^^}  ¦ ${PORT^  ¦ `^` is no operator in `${...}`
          ${PORT:0:2} ¦ ${PORT:0 ¦ `:0` is no operator in `${...}`
          """)
  void refusesWhatBuildKitRefuses(String written, String place, String message) {
    DockerWord word = word(written);
    assertEquals(
        List.of(place + " ¦ " + message),
        word.problems().stream().map(p -> p.span().text() + " ¦ " + p.message()).toList());
    assertEquals("the word cannot be read", word.text().whyUnknown());
  }

  @Test
  void aValueThatGrowsTooLongIsUnknown() {
    Text text = word("$PORT".repeat(513)).text();
    assertEquals("8080".repeat(512), text.slice(0, 2048).chars());
    assertEquals("the value is too long to be looked at", text.slice(2048).whyUnknown());
  }
}
