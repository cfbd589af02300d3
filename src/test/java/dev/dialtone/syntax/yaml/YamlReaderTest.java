package dev.dialtone.syntax.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlReaderTest {
  private static YamlStream read(String text) {
    return YamlReader.read(new SourceFile(new FilePath("a.yaml"), text));
  }

  private static YamlNode.Mapping mapping(String text) {
    return (YamlNode.Mapping) read(text).documents().get(0);
  }

  private static YamlNode value(String text, String key) {
    for (YamlNode.Entry entry : mapping(text).entries()) {
      if (entry.key().text().is(key)) {
        return entry.value();
      }
    }
    throw new AssertionError("no key " + key);
  }

  private static YamlNode.Scalar scalar(String text, String key) {
    return (YamlNode.Scalar) value(text, key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k: plain word  # comment\n",
        "k: 'single '' quoted'\n",
        "k: \"double \\\" quoted\"\n",
        "k: !tag tagged\n",
        "k: &anchor anchored\n",
        "k: \uD83D\uDE00 smile\n",
        "\uFEFFk: after a mark\n",
        "k: carriage\r\nl: 1\r\n"
      })
  void aScalarEndsWhereItsLastCharacterEnds(String text) {
    YamlNode.Scalar scalar = scalar(text, "k");
    String source = scalar.span().file().text();
    String rest = source.substring(scalar.span().end());
    assertTrue(
        rest.startsWith("\n") || rest.startsWith("\r\n") || rest.startsWith("  #"),
        "[" + scalar.span().text() + "] [" + rest + "]");
    assertTrue(!scalar.span().text().startsWith("!") && !scalar.span().text().startsWith("&"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k: 'v'\t# c\n",
        "k:\tv\n",
        "k:\t'v'\n",
        "k: &a\tv\n",
        "k: !!str\tv\n",
        "k:\t\t \tv\t \t# c\n",
        "k\t: v\n",
        "a: [1]\t# c\nk: v\n",
        "a: {b: 1}\t\nk: v\n",
        "a: |\t# c\n  b\nk: v\n",
        "a: &a\t\n  b: 1\nc: *a\t\nk: v\n"
      })
  void aTabMayStandBetweenTokens(String text) {
    assertEquals(List.of(), read(text).problems());
    assertEquals("v", scalar(text, "k").text().chars());
    assertEquals(text.indexOf('v'), scalar(text, "k").text().slice(0, 1).span().start());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k:\n\ta: b\n",
        "k:\n  \ta: b\n",
        "k:\n  -\ta\n",
        "k:\n  -\t- a\n",
        "k:\n  - a\n\t\nl: 1\n",
        "k:\n\t# c\n  - a\n"
      })
  void aTabMayNotIndent(String text) {
    assertEquals(
        List.of("not valid YAML: a tab cannot be used for indentation"),
        read(text).problems().stream().map(Problem::message).toList());
  }

  @Test
  void manyTabsAreReadAsSpaces() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      text.append("'a").append(i).append("'\t: 'b'\t# c\n");
    }
    assertEquals(List.of(), read(text.toString()).problems());
    assertEquals("b", scalar(text.toString(), "a199").text().chars());
    assertEquals(
        List.of("a.yaml:201:1"),
        read(text + "- a\n").problems().stream().map(p -> p.span().toString()).toList());
  }

  @Test
  void theCharactersOfAPlainScalarHaveTheirPlaces() {
    Text text = scalar("a: 1\nk: one two\n", "k").text();
    assertEquals("two", text.slice(4).span().text());
    assertEquals("a.yaml:2:8", text.slice(4).span().toString());
  }

  @Test
  void theCharactersBehindAnEscapeHaveTheirPlaces() {
    Text text = scalar("k: \"a\\tb\\u00e9c\\n\\x41d\"\n", "k").text();
    assertEquals("a\tb\u00e9c\nAd", text.chars());
    assertEquals("\\t", text.slice(1, 2).span().text());
    assertEquals("\\u00e9", text.slice(3, 4).span().text());
    assertEquals("c", text.slice(4, 5).span().text());
    assertEquals("\\x41", text.slice(6, 7).span().text());
    assertEquals("d", text.slice(7, 8).span().text());
  }

  @Test
  void theLinesOfALiteralHaveTheirPlaces() {
    Text text = scalar("k: |\n    one\n      two\n\n    three\nl: 1\n", "k").text();
    assertEquals("one\n  two\n\nthree\n", text.chars());
    assertEquals("a.yaml:3:7", text.slice(6, 9).span().toString());
    assertEquals("a.yaml:5:5", text.slice(11, 16).span().toString());
    assertEquals("three", text.slice(11, 16).span().text());
  }

  @Test
  void theWordsOfAFoldedScalarHaveTheirPlaces() {
    Text text = scalar("k: >-\n  one\n  two\n\n  three\n", "k").text();
    assertEquals("one two\nthree", text.chars());
    assertEquals("a.yaml:3:3", text.slice(4, 7).span().toString());
    assertEquals("a.yaml:5:3", text.slice(8, 13).span().toString());
  }

  @Test
  void theWordsOfAPlainScalarOverSeveralLinesHaveTheirPlaces() {
    Text text = scalar("k: one\n  two\n  three\n", "k").text();
    assertEquals("one two three", text.chars());
    assertEquals("a.yaml:3:3", text.slice(8, 13).span().toString());
  }

  @Test
  void aLiteralWithCarriageReturnsKeepsItsPlaces() {
    Text text = scalar("k: |\r\n  one\r\n  two\r\n", "k").text();
    assertEquals("one\ntwo\n", text.chars());
    assertEquals("a.yaml:3:3", text.slice(4, 7).span().toString());
  }

  @Test
  void aJoinedLineOfADoubleQuotedScalarKeepsItsPlaces() {
    Text text = scalar("k: \"one \\\n   two\"\n", "k").text();
    assertEquals("one two", text.chars());
    assertEquals("a.yaml:2:4", text.slice(4, 7).span().toString());
  }

  @Test
  void anAliasKnowsItsPlaceAndItsTarget() {
    YamlNode node = value("x: &a {b: 1}\nk: *a\n", "k");
    assertEquals("*a", node.span().text());
    assertEquals("{b: 1}", node.resolved().span().text());
  }

  @Test
  void aBlockMappingEndsWithItsLastValue() {
    YamlNode node = value("k:\n  a: 1\n  b: 2\n\n\nl: 3\n", "k");
    assertEquals("a: 1\n  b: 2", node.span().text());
  }

  @Test
  void nullIsKnownByItsSpellings() {
    String text = "a:\nb: ~\nc: null\nd: ''\ne: nul\nf: !!str null\n";
    List<String> nulls = new ArrayList<>();
    for (YamlNode.Entry entry : mapping(text).entries()) {
      if (((YamlNode.Scalar) entry.value()).isNull()) {
        nulls.add(entry.key().text().chars());
      }
    }
    assertEquals(List.of("a", "b", "c"), nulls);
  }

  @Test
  void tagsAreKeptAsTheyStand() {
    assertEquals("!reset", scalar("k: !reset null\n", "k").tag());
    assertEquals("!override", value("k: !override\n  - a\n", "k").tag());
    assertEquals("a", value("k: !override\n  - a\n", "k").span().text().substring(2));
  }

  @Test
  void aKeyTwiceIsAProblemAtTheSecond() {
    Problem problem = read("a: 1\nb: 2\na: 3\n").problems().get(0);
    assertEquals("a.yaml:3:1", problem.span().toString());
    assertEquals("a", problem.span().text());
  }

  @Test
  void whatStandsBeforeAnErrorSurvives() {
    YamlStream stream = read("services:\n  a:\n    image: x\n  b: [1, 2\n  c: d\n");
    assertEquals(1, stream.problems().size());
    assertEquals(
        "services",
        ((YamlNode.Mapping) stream.documents().get(0)).entries().get(0).key().text().chars());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\x", "\\u", "\\UFFFFFFFF"})
  void anEscapeThatIsNoCharacterIsAProblemAtItsPlace(String escape) {
    Problem problem = read("a: \"\\x41\"\nk: \"b" + escape).problems().get(0);
    assertEquals("a.yaml:2:6", problem.span().toString());
    assertEquals(escape, problem.span().text());
  }

  @Test
  void severalDocumentsAreRead() {
    assertEquals(2, read("a: 1\n---\nb: 2\n").documents().size());
    assertEquals(0, read("# only a comment\n").documents().size());
    assertEquals(0, read("").documents().size());
  }

  @Test
  void anUnknownAliasIsAProblemAtItsPlace() {
    YamlStream stream = read("k: *gone\nl: 1\n");
    assertEquals("*gone", stream.problems().get(0).span().text());
    assertEquals(2, ((YamlNode.Mapping) stream.documents().get(0)).entries().size());
  }

  @Test
  void anAnchorThatContainsItselfIsAProblem() {
    assertTrue(read("k: &a\n  b: *a\n").problems().get(0).message().contains("contains itself"));
  }

  @Test
  void nestingAndAliasesHaveTheirLimits() {
    assertEquals(Problem.Kind.LIMIT, read("[".repeat(10_000)).problems().get(0).kind());
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append(("*a" + (i - 1) + ", ").repeat(9)).append("*a").append(i - 1).append("]\n");
    }
    assertEquals(Problem.Kind.LIMIT, read(bomb.toString()).problems().get(0).kind());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: &x {b: [1, 'two', \"th\\u0072ee\"], ? c : d}\ne: *x\n",
        "- |+\n  keep\n\n- >2\n    ind\n- ! t\n- !<tag:x> u\n- -\n- ? k\n",
        "%YAML 1.2\n---\n\"a\\\n  b\": 'c\n\n  d'\n...\n---\n- \uD83D\uDE00: \u0085\n",
        "a: b: c\n\tt: 1\n@x: `y`\n%z\n"
      })
  void anyPrefixOfAFileIsReadWithSpansThatLieInIt(String text) {
    int scalars = 0;
    for (int end = 0; end <= text.length(); end++) {
      List<Span> spans = new ArrayList<>();
      YamlStream stream = read(text.substring(0, end));
      stream.documents().forEach(node -> collect(node, spans::add));
      stream.problems().forEach(problem -> spans.add(problem.span()));
      scalars += spans.size();
    }
    assertTrue(scalars > text.length(), "only " + scalars);
  }

  private static void collect(YamlNode node, Consumer<Span> spans) {
    spans.accept(node.span());
    if (node instanceof YamlNode.Scalar scalar) {
      spans.accept(scalar.text().span());
      for (int i = 0; i < scalar.text().length(); i++) {
        spans.accept(scalar.text().slice(i, i + 1).span());
      }
    } else if (node instanceof YamlNode.Mapping mapping) {
      for (YamlNode.Entry entry : mapping.entries()) {
        collect(entry.key(), spans);
        collect(entry.value(), spans);
      }
    } else if (node instanceof YamlNode.Sequence sequence) {
      sequence.items().forEach(item -> collect(item, spans));
    }
  }
}
