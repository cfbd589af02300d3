package dev.dialtone.syntax.ini;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import org.junit.jupiter.api.Test;

class PythonIniTest {
  @Test
  void readsNamesAndValuesOfSections() {
    assertRead(
        "[a]\nx = 1\ny: 2\nz=\n[b] behind\nX=3\n",
        """
        a x=`1`
        a y=`2`
        a z=``
        b X=`3`
        """);
  }

  @Test
  void aValueGoesOnWhereLinesAreIndentedFurther() {
    assertRead(
        """
        [program:a]
        command = one
          --two
        # between

          --three
        next=4
        """,
        """
        program:a command=`one
        --two
        --three`
        program:a next=`4`
        """);
  }

  @Test
  void aCommentBeginsBehindWhiteSpaceOnly() {
    assertRead("[a]\n;no=1\n  # no=2\nx=1;2 ; not #3\ny=a#b\t# c\n", "a x=`1;2`\na y=`a#b`\n");
  }

  @Test
  void linesThatSayNothingAreLeftOut() {
    assertRead("stray\n[a\n=1\n[]\n[a]\nx=1", "a x=`1`\n");
  }

  @Test
  void placesAreThoseOfTheValues() {
    SourceFile file = new SourceFile(new FilePath("a.conf"), "[a]\nx = one\n  two ; c\n");
    PythonIni.Option option = PythonIni.read(file).get(0);
    assertEquals("one", option.value().slice(0, 3).span().text());
    assertEquals("two", option.value().slice(4).span().text());
  }

  private static void assertRead(String text, String expected) {
    StringBuilder shown = new StringBuilder();
    for (PythonIni.Option option : PythonIni.read(new SourceFile(new FilePath("a.conf"), text))) {
      shown
          .append(option.section())
          .append(' ')
          .append(option.name())
          .append("=`")
          .append(option.value())
          .append("`\n");
    }
    assertEquals(expected, shown.toString());
  }
}
