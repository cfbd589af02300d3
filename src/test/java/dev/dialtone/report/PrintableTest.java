package dev.dialtone.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void plainTextStaysTheSame() {
    String text = "`api` dials 127.0.0.1:5432";
    assertSame(text, Printable.line(text));
    assertEquals(
        "caf\u00e9 \u6570\u636e \uD83D\uDE00",
        Printable.line("caf\u00e9 \u6570\u636e \uD83D\uDE00"));
  }

  @Test
  void lineEndsBecomeSpaces() {
    assertEquals("a b c d e", Printable.line("a\nb\r\nc\rd\te"));
  }

  @Test
  void whatSteersATerminalBecomesVisible() {
    assertEquals("\uFFFD[31m\uFFFD\uFFFD", Printable.line("\u001b[31m\u0007\u009b"));
    assertEquals("\uFFFDx\uFFFD\uFFFD", Printable.line("\u202Ex\u2066\u2028"));
    assertEquals("a\uFFFDb\uFFFD", Printable.line("a\uD800b\uFDD0"));
    assertEquals("\uFFFD", Printable.line("\uDB40\uDC41"));
  }

  @Test
  void joinersOfLettersStay() {
    assertEquals("a\u200Cb\u200Dc", Printable.line("a\u200Cb\u200Dc"));
  }
}
