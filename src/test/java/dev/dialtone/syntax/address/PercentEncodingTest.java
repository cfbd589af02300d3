package dev.dialtone.syntax.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentEncodingTest {
  @ParameterizedTest
  @CsvSource({
    "a%40b, a@b",
    "%2Fvar%2frun, /var/run",
    "caf%C3%A9, café",
    "%F0%9F%98%80!, 😀!",
    "100%, 100%",
    "%zz, %zz",
    "%4, %4",
    "%FF, %FF",
    "a%2, a%2",
    "%25%32, %2",
    "a+b, a+b"
  })
  void decodes(String encoded, String expected) {
    assertEquals(expected, PercentEncoding.decode(text(encoded)).chars());
  }

  @Test
  void aTextWithoutCodesStaysTheSame() {
    Text plain = text("plain");
    assertSame(plain, PercentEncoding.decode(plain));
  }

  @Test
  void everyCharacterKeepsThePlaceOfItsCode() {
    Text encoded = text("a%40bc");
    Text decoded = PercentEncoding.decode(encoded);
    SourceFile file = encoded.span().file();
    assertEquals(new Span(file, 0, 6), decoded.span());
    assertEquals(new Span(file, 1, 4), decoded.slice(1, 2).span());
    assertEquals(new Span(file, 5, 6), decoded.slice(3, 4).span());
  }

  @Test
  void theStepsByWhichACodeCameStay() {
    Text value = text("p%40ss");
    Span site = new SourceFile(new FilePath("compose.yml"), "x: ${PASS}").span(3, 10);
    Text used = value.usedAt(site, Step.Kind.INTERPOLATED);
    Text decoded = PercentEncoding.decode(used);
    assertEquals("p@ss", decoded.chars());
    assertEquals(List.of(new Step(Step.Kind.INTERPOLATED, site)), decoded.slice(1, 2).chain());
    assertEquals(site, decoded.slice(1, 2).site());
    assertEquals(value.slice(1, 4).span(), decoded.slice(1, 2).span());
  }

  @Test
  void aHoleBesideACodeStaysAHole() {
    SourceFile file = new SourceFile(new FilePath("value.txt"), "%41x");
    Text.Builder builder = Text.builder(file.span());
    builder.append("%41", file.span(0, 3)).appendUnknown(file.span(3, 4), "not set");
    Text decoded = PercentEncoding.decode(builder.build());
    assertEquals("A…", decoded.toString());
    assertEquals("not set", decoded.whyUnknown());
  }

  private static Text text(String value) {
    return Text.of(new SourceFile(new FilePath("value.txt"), value).span());
  }
}
