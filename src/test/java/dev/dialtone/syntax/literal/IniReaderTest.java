package dev.dialtone.syntax.literal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class IniReaderTest {
  @Test
  void sectionsGiveNamesTheirPath() {
    assertRead(
        """
        top = 1
        [database]
        ; HOST = a
        # HOST = b
        HOST = 127.0.0.1:3306  ; the usual
        NAME: "forge # one"
        EMPTY =
        [ mail . out ]
        host='smtp'
        no value
        = nothing
        [broken
        x=y
        """,
        """
        top = 1 (1:7)
        database.HOST = 127.0.0.1:3306 (5:8)
        database.NAME = forge # one (6:8)
        database.EMPTY =  (7:8)
        mail . out.host = smtp (9:7)
        broken.x = y (13:3)
        """);
  }

  @Test
  void lineEndsOfWindowsAreNoPartOfValues() {
    assertRead("[a]\r\nb = c\r\n", "a.b = c (2:5)\n");
    assertRead("", "");
  }

  private static void assertRead(String text, String expected) {
    assertEquals(
        expected,
        IniReader.read(new SourceFile(new FilePath("app.ini"), text)).stream()
            .map(LiteralReaderTest::shown)
            .collect(Collectors.joining()));
  }
}
