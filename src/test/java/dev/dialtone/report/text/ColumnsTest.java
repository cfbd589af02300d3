package dev.dialtone.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
  @ParameterizedTest
  @CsvSource({
    "a, 1",
    "é, 1",
    "ш, 1",
    "\u0301, 0",
    "\u20DD, 0",
    "\u200D, 0",
    "\uFE0F, 0",
    "\u10FF, 1",
    "\u1100, 2",
    "\u115F, 2",
    "\u1160, 1",
    "数, 2",
    "ｶ, 1",
    "カ, 2",
    "Ａ, 2",
    "한, 2",
    "…, 1",
    "⌚, 2",
    "⌛, 2",
    "⌜, 1",
    "😀, 2",
    "🐘, 2",
    "𝄞, 1",
    "𠀀, 2"
  })
  void countsColumnsAsTerminalsDo(String character, int columns) {
    assertEquals(columns, Columns.of(character.codePointAt(0)));
  }
}
