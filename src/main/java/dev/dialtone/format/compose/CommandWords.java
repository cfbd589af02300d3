package dev.dialtone.format.compose;

import dev.dialtone.model.Composition.Misfit;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Splits a {@code command} or {@code entrypoint} that is written as one string, as Compose does: by
 * quotes and backslashes, without a shell. What stands behind a {@code ;}, {@code &}, {@code |},
 * {@code <} or {@code >} outside quotes is dropped without a word.
 *
 * @see <a href="https://github.com/mattn/go-shellwords">the splitter that Compose uses</a>
 */
final class CommandWords {
  private final Text line;
  private final String chars;
  private final List<Text> words = new ArrayList<>();
  private Text.Builder word;
  private boolean inWord;
  private char first;
  private char last;
  private int run = -1;
  private boolean single;
  private boolean dual;
  private boolean back;
  private boolean substitution;

  private CommandWords(Text line) {
    this.line = line;
    this.chars = line.chars();
    this.word = Text.builder(line.site());
  }

  /** The words of {@code line}; one unknown word if Compose cannot split it. */
  static List<Text> split(Text line, Consumer<Misfit> misfits) {
    CommandWords splitter = new CommandWords(line);
    int wrong = splitter.split();
    if (wrong < 0) {
      return List.copyOf(splitter.words);
    }
    Text at = line.slice(wrong, Math.min(wrong + 1, line.length()));
    misfits.accept(
        new Misfit(
            Misfit.Kind.FORM,
            at.isEmpty() ? line : at,
            "Compose cannot split this command into words: "
                + (wrong < line.length() ? "an unquoted `" + at + "`" : "it ends inside quotes"),
            List.of()));
    return List.of(Text.unknown(line.site(), "the command cannot be split into words"));
  }

  /** Fills the words; the offset of what is wrong, or -1. */
  private int split() {
    int i = 0;
    while (i < chars.length()) {
      char c = chars.charAt(i);
      boolean quoted = single || dual || back || substitution;
      if (c == '\\' && !single) {
        if (i + 1 == chars.length()) {
          return chars.length();
        }
        flush(i);
        escaped(i);
        i++;
      } else if (isSpace(c) && !quoted) {
        flush(i);
        endWord();
      } else if (isEnd(c) && !quoted) {
        flush(i);
        if (c == '>' && first >= '0' && first <= '9') {
          // `2>` is a redirection of which the number is no word.
          inWord = false;
        }
        endWord();
        return -1;
      } else if (c == '"' && !single && !substitution) {
        flush(i);
        dual = !dual;
        inWord = inWord || !dual;
      } else if (c == '\'' && !dual && !substitution) {
        flush(i);
        single = !single;
        inWord = inWord || !single;
      } else if (!plain(c, i)) {
        return i;
      }
      i++;
    }
    flush(i);
    endWord();
    return single || dual || back || substitution ? chars.length() : -1;
  }

  /** Takes a character that stands for itself; false if it cannot stand here. */
  private boolean plain(char c, int at) {
    if (c == '`' && !single && !dual && !substitution) {
      back = !back;
    } else if (c == '(' && !single && !dual && !back) {
      if (substitution || last != '$') {
        return false;
      }
      substitution = true;
    } else if (c == ')' && !single && !dual && !back) {
      substitution = !substitution;
    }
    if (run < 0) {
      run = at;
    }
    taken(c);
    return true;
  }

  private void escaped(int at) {
    char c = chars.charAt(at + 1);
    char value = c == 't' ? '\t' : c == 'n' ? '\n' : c;
    word.append(
        value == c
            ? line.slice(at + 1, at + 2)
            : Text.of(String.valueOf(value), line.slice(at, at + 2).site()));
    taken(value);
  }

  private void taken(char c) {
    if (!inWord || first == 0) {
      first = c;
    }
    last = c;
    inWord = true;
  }

  /** Appends the characters since the last quote, escape or space. */
  private void flush(int end) {
    if (run >= 0) {
      word.append(line.slice(run, end));
      run = -1;
    }
  }

  private void endWord() {
    if (inWord) {
      words.add(word.build());
    }
    word = Text.builder(line.site());
    inWord = false;
    first = 0;
    last = 0;
  }

  private static boolean isEnd(char c) {
    return c == ';' || c == '&' || c == '|' || c == '<' || c == '>';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
