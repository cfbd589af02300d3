package dev.dialtone.syntax.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ''; YES
          prod; YES
          dev; NO
          !dev; YES
          !prod; NO
          prod & cloud; YES
          prod&!cloud; NO
          dev | cloud; YES
          dev | test; NO
          dev, cloud; YES
          dev,test; NO
          prod & (dev | cloud); YES
          !(dev | test); YES
          !(prod & cloud); NO
          (prod); YES
          ((dev)) | cloud; YES
          us-east; YES
          Prod; NO
          prod & cloud | dev; UNKNOWN
          (prod & cloud) | dev; YES
          prod &; UNKNOWN
          & prod; UNKNOWN
          (prod; UNKNOWN
          prod); UNKNOWN
          prod cloud; NO
          …; UNKNOWN
          !…; UNKNOWN
          … | prod; YES
          … & dev; NO
          … & prod; UNKNOWN
          …,prod; YES
          x…; UNKNOWN
          """)
  void evaluates(String condition, Profiles.Match expected) {
    assertEquals(expected, Profiles.matches(text(condition), Set.of("prod", "cloud", "us-east")));
  }

  @Test
  void deepNestingIsUnknownAndDoesNotOverflow() {
    assertEquals(
        Profiles.Match.UNKNOWN, Profiles.matches(text("(".repeat(100_000)), Set.of("prod")));
    assertEquals(
        Profiles.Match.UNKNOWN, Profiles.matches(text("!".repeat(100_000) + "a"), Set.of("a")));
  }

  private static Text text(String value) {
    SourceFile file = new SourceFile(new FilePath("a.yml"), value);
    Text.Builder text = Text.builder(file.span());
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) == '…') {
        text.appendUnknown(file.span(i, i + 1), "not set");
      } else {
        text.append(value.substring(i, i + 1), file.span(i, i + 1));
      }
    }
    return text.build();
  }
}
