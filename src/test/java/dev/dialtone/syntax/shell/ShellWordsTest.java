package dev.dialtone.syntax.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellWordsTest {
  private static Text line(String text) {
    return Text.of(new SourceFile(new FilePath("compose.yaml"), text).span());
  }

  private static List<String> chars(List<Text> words) {
    return words.stream().map(Text::chars).toList();
  }

  /** Expected words, one behind each bar, are what go-shellwords 1.0.14 gives. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '%',
      quoteCharacter = '~',
      textBlock =
          """
          redis-server --port 6380      % redis-server|--port|6380
          ~  a   b  ~                   % a|b
          sh -c "a && b"                % sh|-c|a && b
          sh -c 'a "b" c'               % sh|-c|a "b" c
          a"b c"'d e'f                  % ab cd ef
          a "" ''                       % a||
          a\\ b c                       % a b|c
          "a\\"b" c                     % a"b|c
          'a\\'                         % a\\
          a\\\\b                        % a\\b
          --opt=$HOME ${A:-b}           % --opt=$HOME|${A:-b}
          echo $(date d) x              % echo|$(date d)|x
          echo `date d` x               % echo|`date d`|x
          echo $(a "b c" d)e            % echo|$(a "b c" d)e
          a # b                         % a|#|b
          a && b                        % a
          a; b                          % a
          a | b                         % a
          a > b                         % a
          a 2>&1 b                      % a
          a b2>c                        % a|b2
          "a;b"                         % a;b
          """)
  void cutsAsComposeCuts(String text, String expected) {
    ShellWords words = ShellWords.split(line(text));
    assertEquals(List.of(), words.problems());
    assertEquals(Arrays.asList(expected.split("\\|", -1)), chars(words.words()));
  }

  @Test
  void anEmptyLineHasNoWords() {
    assertEquals(List.of(), ShellWords.split(line(" \t\n")).words());
  }

  @Test
  void backslashLettersBecomeBlanks() {
    ShellWords words = ShellWords.split(line("a\\tb \\n"));
    assertEquals(List.of("a\tb", "\n"), chars(words.words()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '%',
      quoteCharacter = '~',
      textBlock =
          """
          a 'b      % 2 % a `'` that is never closed
          a "b      % 2 % a `"` that is never closed
          ab `c d   % 3 % a ``` that is never closed
          a $(b c   % 3 % a `(` that is never closed
          a (b)     % 2 % an unquoted `(`
          ab)       % 2 % an unquoted `)`
          $(a (b))  % 4 % parentheses inside `$(...)`
          a b\\     % 3 % a backslash at its end
          """)
  void tellsWhatComposeRefuses(String text, int at, String message) {
    ShellWords words = ShellWords.split(line(text));
    assertEquals(1, words.problems().size());
    assertEquals(message, words.problems().get(0).message());
    assertEquals(at, words.problems().get(0).span().start());
    assertEquals(at + 1, words.problems().get(0).span().end());
  }

  @Test
  void tellsWhatComposeDropsFromTheLine() {
    assertEquals("&& ./run", ShellWords.split(line("./migrate && ./run")).ignored().chars());
    assertEquals("2>/dev/null", ShellWords.split(line("./run 2>/dev/null")).ignored().chars());
    assertEquals("", ShellWords.split(line("./run")).ignored().chars());
  }

  @Test
  void wordsKnowTheirPlaces() {
    Text line = line("a --x='b c'\"d\" ''");
    List<Text> words = ShellWords.split(line).words();
    SourceFile file = line.span().file();
    assertEquals(file.span(0, 1), words.get(0).span());
    assertEquals("--x=b cd", words.get(1).chars());
    assertEquals(file.span(2, 13), words.get(1).span());
    assertEquals(file.span(7, 10), words.get(1).slice(4, 7).span());
    assertEquals(file.span(12, 13), words.get(1).slice(7).span());
    assertEquals(file.span(16, 16), words.get(2).span());
  }

  @Test
  void anEscapeStandsWhereItIsWritten() {
    Text word = ShellWords.split(line("a\\nb")).words().get(0);
    Span newline = word.slice(1, 2).span();
    assertEquals("\\n", newline.text());
  }

  @Test
  void unknownPartsStayUnknown() {
    SourceFile file = new SourceFile(new FilePath("compose.yaml"), "serve -p ${PORT}");
    Text line =
        Text.builder(file.span())
            .append(Text.of(file.span(0, 9)))
            .appendUnknown(file.span(9, 16), "`PORT` is not set")
            .build();
    List<Text> words = ShellWords.split(line).words();
    assertEquals("`PORT` is not set", words.get(2).whyUnknown());
    assertEquals(file.span(9, 16), words.get(2).span());
  }

  @Test
  void aLongLineTakesLinearTime() {
    assertEquals(200_000, ShellWords.split(line("'a' ".repeat(200_000))).words().size());
  }
}
