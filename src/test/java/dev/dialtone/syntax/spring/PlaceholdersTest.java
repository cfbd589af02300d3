package dev.dialtone.syntax.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {
  private static final Map<String, String> VALUES = new LinkedHashMap<>();

  static {
    VALUES.put("DB_HOST", "db");
    VALUES.put("db.port", "5432");
    VALUES.put("url", "jdbc:postgresql://${DB_HOST}:${db.port}/x");
    VALUES.put("empty", "");
    VALUES.put("loop", "${loop2}");
    VALUES.put("loop2", "a${loop}b");
    VALUES.put("which", "DB_HOST");
    VALUES.put("odd:name", "colon");
    VALUES.put("secret", "?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain | plain
          ${DB_HOST} | db
          ${DB_HOST:localhost} | db
          ${NONE:localhost} | localhost
          ${NONE:} | ''
          ${NONE} | …
          a${NONE}b | a…b
          http://${NONE:localhost}:${P:8888}/ | http://localhost:8888/
          ${CONFIG_SERVER_URL:http://localhost:8888/} | http://localhost:8888/
          ${url} | jdbc:postgresql://db:5432/x
          ${url:x} | jdbc:postgresql://db:5432/x
          ${NONE:${DB_HOST}} | db
          ${NONE:${NONE2:deep}} | deep
          ${NONE:a${DB_HOST}b} | adbb
          ${NONE:{x}} | {x}
          ${${which}} | db
          ${${NONE:which}:x} | DB_HOST
          ${empty:x} | ''
          \\${DB_HOST} | ${DB_HOST}
          a\\${x}${DB_HOST} | a${x}db
          ${odd\\:name:z} | colon
          ${odd:name} | colon
          ${loop} | a…b
          #{systemProperties['x']} | …
          ${NONE:#{1+1}}:80 | …:80
          ${NONE | ${NONE
          $DB_HOST | $DB_HOST
          } ${DB_HOST} { | } db {
          ${secret} | …
          ${secret:x} | …
          """)
  void replaces(String value, String expected) {
    assertEquals(expected, Placeholders.resolve(text(value), variables()).toString());
  }

  @Test
  void aDefaultKeepsItsOwnPlaceAndSaysWhoseItIs() {
    Text value = text("http://${HOST:localhost}:80");
    Text host = Placeholders.resolve(value, variables()).slice(7, 16);
    assertEquals("localhost", host.chars());
    assertEquals(new Span(value.span().file(), 14, 23), host.span());
    assertEquals(
        List.of(new Step(Step.Kind.DEFAULT, new Span(value.span().file(), 7, 24))), host.chain());
  }

  @Test
  void aValueKeepsThePlaceWhereItIsWrittenAndIsUsedAtThePlaceholder() {
    Text value = text("http://${DB_HOST:localhost}:80");
    Text host = Placeholders.resolve(value, variables()).slice(7, 9);
    Span placeholder = new Span(value.span().file(), 7, 27);
    assertEquals("db", host.chars());
    assertEquals("DB_HOST", host.span().file().path().value());
    assertEquals(placeholder, host.site());
    assertEquals(List.of(new Step(Step.Kind.INTERPOLATED, placeholder)), host.chain());
  }

  @Test
  void saysWhyAPartIsUnknown() {
    assertEquals(
        "`NONE` is not set", Placeholders.resolve(text("${NONE}"), variables()).whyUnknown());
    assertEquals(
        "`loop` stands for itself",
        Placeholders.resolve(text("${loop}"), variables()).whyUnknown());
    assertEquals(
        "it is a secret", Placeholders.resolve(text("${secret}"), variables()).whyUnknown());
  }

  @Test
  void valuesThatDoubleEachOtherEndSoon() {
    Map<String, String> doubling = new LinkedHashMap<>();
    for (int i = 0; i < 60; i++) {
      doubling.put("v" + i, "${v" + (i + 1) + "}${v" + (i + 1) + "}");
    }
    Text resolved = Placeholders.resolve(text("${v0}"), variables(doubling));
    assertTrue(resolved.length() < 200_000, () -> "length " + resolved.length());
  }

  @Test
  void randomValuesNeverThrow() {
    Random random = new Random(4);
    String[] pieces = {"${", "}", ":", "{", "#{", "\\", "DB_HOST", "url", "x", "$", "loop"};
    for (int i = 0; i < 30_000; i++) {
      StringBuilder chars = new StringBuilder();
      int length = random.nextInt(16);
      for (int j = 0; j < length; j++) {
        chars.append(pieces[random.nextInt(pieces.length)]);
      }
      Text value = text(chars.toString());
      assertTrue(Placeholders.resolve(value, variables()).length() < 10_000);
    }
    Text deep = text("${a:".repeat(5_000) + "}".repeat(5_000));
    assertEquals("…", Placeholders.resolve(deep, variables()).toString());
  }

  private static Variables variables() {
    return variables(VALUES);
  }

  private static Variables variables(Map<String, String> values) {
    return name -> {
      String value = values.get(name);
      if (value == null) {
        return new Variables.Answer.Unset();
      }
      return value.equals("?")
          ? new Variables.Answer.Unknown("it is a secret")
          : new Variables.Answer.Set(Text.of(new SourceFile(new FilePath(name), value).span()));
    };
  }

  private static Text text(String value) {
    return Text.of(new SourceFile(new FilePath("application.yml"), value).span());
  }
}
