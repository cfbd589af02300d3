package dev.dialtone.syntax.interpolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Reference.Found;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolatorTest {
  private static final SourceFile ENV =
      new SourceFile(new FilePath(".env"), "HOST=db\nEMPTY=\nDOLLAR=a$HOST\n");

  /** HOST is {@code db}, EMPTY is empty, DOLLAR is {@code a$HOST}, MAYBE is not known. */
  private static Variables variables(boolean unsetIsEmpty) {
    return new Variables() {
      @Override
      public Answer lookup(String name) {
        return switch (name) {
          case "HOST" -> new Answer.Set(Text.of(ENV.span(5, 7)));
          case "EMPTY" -> new Answer.Set(Text.of(ENV.span(14, 14)));
          case "DOLLAR" -> new Answer.Set(Text.of(ENV.span(22, 28)));
          case "MAYBE" -> new Answer.Unknown("`MAYBE` comes from a secret");
          default -> new Answer.Unset();
        };
      }

      @Override
      public boolean unsetIsEmpty() {
        return unsetIsEmpty;
      }
    };
  }

  private static SourceFile file(String text) {
    return new SourceFile(new FilePath("compose.yaml"), text);
  }

  private static Interpolation interpolate(String template) {
    return Interpolator.interpolate(Text.of(file(template).span()), variables(false));
  }

  /** Expected values are what {@code template.Substitute} of compose-go gives. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          plain                     | plain
          $HOST                     | db
          ${HOST}                   | db
          $HOST:5432                | db:5432
          $HOST-1                   | db-1
          x$HOST.y                  | xdb.y
          ${EMPTY}                  | ``
          ${NOPE}                   | ``
          ${HOST:-other}            | db
          ${HOST-other}             | db
          ${EMPTY:-other}           | other
          ${EMPTY-other}            | ``
          ${NOPE:-other}            | other
          ${NOPE-other}             | other
          ${NOPE:-}                 | ``
          ${HOST:+other}            | other
          ${HOST+other}             | other
          ${EMPTY:+other}           | ``
          ${EMPTY+other}            | other
          ${NOPE:+other}            | ``
          ${NOPE+other}             | ``
          ${HOST:?message}          | db
          ${EMPTY?message}          | ``
          ${NOPE:-${HOST}}          | db
          ${NOPE:-${GONE:-deep}}    | deep
          ${NOPE:-a${GONE-b$HOST}c} | abdbc
          ${NOPE:-x}${HOST}         | xdb
          ${NOPE:-x} } ${GONE:-y}   | x } y
          ${NOPE:-{"a":1}}          | {"a":1}
          ${NOPE:-{{x}}}            | {{x}}
          ${NOPE:-a:-b}             | a:-b
          ${NOPE-a:-b}              | a:-b
          ${NOPE:-127.0.0.1:13306}  | 127.0.0.1:13306
          ${NOPE:--d}               | -d
          ${nope:-lower}            | lower
          ${_N1:-underscore}        | underscore
          $DOLLAR                   | a$HOST
          $$                        | $
          $$HOST                    | $HOST
          $${HOST}                  | ${HOST}
          $$$HOST                   | $db
          ${NOPE:-$$x}              | $x
          $                         | $
          a$                        | a$
          $(seq 1 60)               | $(seq 1 60)
          $?                        | $?
          $1                        | $1
          "$"                       | "$"
          ^.+$                      | ^.+$
          $-x                       | $-x
          """)
  void givesWhatComposeGives(String template, String expected) {
    Interpolation result =
        Interpolator.interpolate(Text.of(file(template).span()), variables(true));
    assertEquals(expected, result.text().chars());
    assertEquals(List.of(), result.problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ${}         | ${}         | ${}
          ${1}        | ${1}        | ${1}
          a ${ b} c   | ${ b}       | ${ b}
          ${HOST      | ${HOST      | ${HOST
          x${HOST:-y  | ${HOST:-y   | ${HOST
          ${HOST.a} b | ${HOST.a}   | ${HOST.a}
          ${HOST:x}   | ${HOST:x}   | ${HOST}
          ${1A:-key}  | ${1A:-key}  | ${1A}
          ${NOPE:-${}}| ${}         | ${}
          """)
  void refusesWhatComposeRefuses(String template, String span, String shown) {
    Interpolation result = interpolate(template);
    assertEquals(1, result.problems().size());
    Problem problem = result.problems().get(0);
    assertEquals("`" + shown + "` is not a valid interpolation", problem.message());
    assertEquals(span, problem.span().text());
    assertEquals(template.indexOf(span), problem.span().start());
    assertEquals(Problem.Kind.SYNTAX, problem.kind());
  }

  @Test
  void aDefaultEndsOnItsLine() {
    assertEquals("${NOPE:-a", interpolate("${NOPE:-a\nb}").problems().get(0).span().text());
    assertEquals("a\nb", interpolate("${NOPE:-a}\n${NOPE:-b}").text().chars());
  }

  @Test
  void aDefaultThatIsNotNeededIsNotRead() {
    Interpolation result = interpolate("${HOST:-${}}");
    assertEquals("db", result.text().chars());
    assertEquals(List.of(), result.problems());
    assertEquals(1, result.references().size());
  }

  @Test
  void aTemplateWithoutDollarIsReturnedAsItIs() {
    Text template = Text.of(file("db:5432").span());
    assertSame(template, Interpolator.interpolate(template, variables(false)).text());
  }

  @Test
  void aValueKeepsItsPlaceAndIsUsedAtItsReference() {
    SourceFile compose = file("url: tcp://${HOST}:5432");
    Span scalar = compose.span(5, compose.text().length());
    Text text = Interpolator.interpolate(Text.of(scalar), variables(false)).text();
    assertEquals("tcp://db:5432", text.chars());
    Text host = text.slice(6, 8);
    assertEquals(ENV.span(5, 7), host.span());
    assertEquals(compose.span(11, 18), host.site());
    assertEquals(List.of(new Step(Step.Kind.INTERPOLATED, compose.span(11, 18))), host.chain());
    assertEquals(compose.span(19, 23), text.slice(9).span());
    assertEquals(scalar, text.site());
  }

  @Test
  void aDefaultKeepsItsOwnPlace() {
    SourceFile compose = file("${NOPE:-redis}:${PORT-6379}");
    Text text = Interpolator.interpolate(Text.of(compose.span()), variables(false)).text();
    assertEquals("redis:6379", text.chars());
    Text host = text.slice(0, 5);
    assertEquals(compose.span(8, 13), host.span());
    assertEquals(List.of(new Step(Step.Kind.DEFAULT, compose.span(0, 14))), host.chain());
    Text port = text.slice(6);
    assertEquals(compose.span(22, 26), port.span());
    assertEquals(List.of(new Step(Step.Kind.DEFAULT, compose.span(15, 27))), port.chain());
  }

  @Test
  void aValueInADefaultCameByBothSteps() {
    SourceFile compose = file("${NOPE:-${HOST}}");
    Text text = Interpolator.interpolate(Text.of(compose.span()), variables(false)).text();
    assertEquals(ENV.span(5, 7), text.span());
    assertEquals(
        List.of(
            new Step(Step.Kind.INTERPOLATED, compose.span(8, 15)),
            new Step(Step.Kind.DEFAULT, compose.span(0, 16))),
        text.chain());
  }

  @Test
  void theStepsOfTheTemplateFollowThoseOfTheValue() {
    SourceFile compose = file("${HOST} *anchor");
    Span alias = compose.span(8, 15);
    Text template = Text.of(compose.span(0, 7)).through(Step.Kind.ALIAS, alias);
    Text text = Interpolator.interpolate(template, variables(false)).text();
    assertEquals(
        List.of(
            new Step(Step.Kind.INTERPOLATED, compose.span(0, 7)), new Step(Step.Kind.ALIAS, alias)),
        text.chain());
  }

  @Test
  void twoDollarsMakeOneThatStandsAtBoth() {
    SourceFile compose = file("a$$HOME");
    Text text = Interpolator.interpolate(Text.of(compose.span()), variables(false)).text();
    assertEquals("a$HOME", text.chars());
    assertEquals(compose.span(1, 3), text.slice(1, 2).span());
    assertEquals(compose.span(3, 7), text.slice(2).span());
    assertEquals(compose.span(), text.span());
  }

  @Test
  void anUnsetVariableIsAHole() {
    SourceFile compose = file("tcp://${NOPE}:5432");
    Text text = Interpolator.interpolate(Text.of(compose.span()), variables(false)).text();
    assertEquals("tcp://" + Text.HOLE + ":5432", text.chars());
    assertEquals("`NOPE` is not set", text.whyUnknown());
    assertEquals(compose.span(6, 13), text.slice(6, 7).span());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ${NOPE:?set it}       | `NOPE` is not set: set it
          ${NOPE?}              | `NOPE` is not set
          ${EMPTY:?like $HOST}  | `EMPTY` is empty: like db
          $MAYBE                | `MAYBE` comes from a secret
          ${MAYBE:-d}           | `MAYBE` comes from a secret
          ${MAYBE:+r}           | `MAYBE` comes from a secret
          ${NOPE:-${MAYBE}}     | `MAYBE` comes from a secret
          """)
  void whatCannotBeKnownIsAHoleWithAReason(String template, String why) {
    Interpolation result = interpolate(template);
    assertEquals(String.valueOf(Text.HOLE), result.text().chars());
    assertEquals(why, result.text().whyUnknown());
    assertEquals(List.of(), result.problems());
  }

  @Test
  void aRequiredVariableIsUnknownEvenIfUnsetMeansEmpty() {
    Interpolation result =
        Interpolator.interpolate(Text.of(file("${NOPE:?e}").span()), variables(true));
    assertEquals("`NOPE` is not set: e", result.text().whyUnknown());
  }

  @Test
  void referencesAreListedWithTheirPlaces() {
    SourceFile compose = file("$HOST ${NOPE:-${EMPTY+x}} ${MAYBE:?m} $$NOT ${GONE}");
    Interpolation result = Interpolator.interpolate(Text.of(compose.span()), variables(false));
    assertEquals(
        List.of(
            new Reference(
                Text.of(compose.span(1, 5)), Operator.NONE, compose.span(0, 5), Found.VALUE),
            new Reference(
                Text.of(compose.span(8, 12)),
                Operator.DEFAULT_IF_EMPTY,
                compose.span(6, 25),
                Found.UNSET),
            new Reference(
                Text.of(compose.span(16, 21)),
                Operator.REPLACED_IF_SET,
                compose.span(14, 24),
                Found.EMPTY),
            new Reference(
                Text.of(compose.span(28, 33)),
                Operator.REQUIRED_NOT_EMPTY,
                compose.span(26, 37),
                Found.UNKNOWN),
            new Reference(
                Text.of(compose.span(46, 50)), Operator.NONE, compose.span(44, 51), Found.UNSET)),
        result.references());
    assertEquals(compose.span(8, 12), result.references().get(1).name().span());
  }

  @Test
  void nestingHasALimit() {
    String deep = "${N:-".repeat(5000) + "x" + "}".repeat(5000);
    Interpolation result = interpolate(deep);
    assertEquals(1, result.problems().size());
    assertEquals(Problem.Kind.LIMIT, result.problems().get(0).kind());
    assertEquals(5 * 100, result.problems().get(0).span().start());
    assertFalse(result.text().isKnown());
  }

  @Test
  void manyVariablesTakeLinearTime() {
    Interpolation result = interpolate("${NOPE:-ab}$$ ".repeat(50_000));
    assertEquals("ab$ ".repeat(50_000), result.text().chars());
    assertEquals(50_000, result.references().size());
  }
}
