package dev.dialtone.format.dotenv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.model.facts.EnvironmentFile;
import dev.dialtone.model.facts.EnvironmentFile.Assignment;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class RawEnvironmentReaderTest {
  private static Reading<EnvironmentFile> read(String text) {
    return RawEnvironmentReader.read(new SourceFile(new FilePath("raw.env"), text));
  }

  private static List<String> shown(Reading<EnvironmentFile> reading) {
    return reading.facts().assignments().stream()
        .map(a -> a.name() + "=" + a.value() + " " + a.form())
        .toList();
  }

  /** As {@code docker compose config} 2.40.3 shows such a file. */
  @Test
  void valuesAreLiteral() {
    assertEquals(
        List.of(
            "A=\"1\" RAW",
            "B='2' RAW",
            "C=$A # three  RAW",
            "D= INHERITED",
            "E= RAW",
            "F:=x=y RAW"),
        shown(read("A=\"1\"\r\n\n# no\n  B='2'\nC=$A # three \nD\nE=\nF:=x=y")));
  }

  @Test
  void namesAndValuesKnowTheirPlaces() {
    Assignment assignment = read("\n  NAME= v ").facts().assignments().get(0);
    SourceFile file = assignment.name().span().file();
    assertEquals(file.span(3, 7), assignment.name().span());
    assertEquals(file.span(8, 11), assignment.value().span());
  }

  @Test
  void linesWithoutAProperNameAreRefused() {
    Reading<EnvironmentFile> reading = read("A B=1\n=2\nexport C=3\nD=4");
    assertEquals(List.of("D=4 RAW"), shown(reading));
    assertEquals(
        List.of(
            "raw.env:1:2 variable contains whitespaces",
            "raw.env:2:1 no variable name on the line",
            "raw.env:3:7 variable contains whitespaces"),
        reading.problems().stream().map(p -> p.span() + " " + p.message()).toList());
  }
}
