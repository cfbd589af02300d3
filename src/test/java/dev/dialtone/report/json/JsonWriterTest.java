package dev.dialtone.report.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  @Test
  void escapesWhatTheGrammarAsksFor() throws IOException {
    assertEquals("\"a\\\"b\\\\c\"", string("a\"b\\c"));
    assertEquals("\"\\n\\r\\t\\u0000\\u001b\\u0008\"", string("\n\r\t\u0000\u001b\b"));
  }

  @Test
  void escapesWhatHasNoFormInUtf8OrSteersATerminal() throws IOException {
    assertEquals("\"\\ud800x\\udc00\"", string("\uD800x\uDC00"));
    assertEquals("\"\\ud83d\"", string("\uD83D"));
    assertEquals(
        "\"\\u007f\\u009b\\u202e\\u2028\\ufdd0\"", string("\u007f\u009b\u202e\u2028\ufdd0"));
  }

  @Test
  void keepsAllOtherCharacters() throws IOException {
    assertEquals("\"/ \u00e9 \u6570 \uD83D\uDE00\"", string("/ \u00e9 \u6570 \uD83D\uDE00"));
  }

  @Test
  void indentsByTwoSpacesAndKeepsEmptyListsShort() throws IOException {
    StringBuilder out = new StringBuilder();
    JsonWriter json = new JsonWriter(out);
    json.open('{').name("a").number(-7).name("b").open('[').close(']');
    json.name("c").open('[').number(1).open('{').name("d").string("e").close('}').close(']');
    json.close('}');
    assertEquals(
        """
        {
          "a": -7,
          "b": [],
          "c": [
            1,
            {
              "d": "e"
            }
          ]
        }""",
        out.toString());
  }

  private static String string(String value) throws IOException {
    StringBuilder out = new StringBuilder();
    new JsonWriter(out).string(value);
    return out.toString();
  }
}
