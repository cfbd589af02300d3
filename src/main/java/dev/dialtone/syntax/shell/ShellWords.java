package dev.dialtone.syntax.shell;

import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code command} or {@code entrypoint} that is one string, cut into words as Compose cuts it: no
 * shell sees it. Variables and substitutions stay as they are written, and the line ends without a
 * word at the first {@code ;}, {@code &}, {@code |}, {@code <} or {@code >} outside quotes.
 *
 * @param words the words, quotes and backslashes taken off
 * @param ignored what Compose drops from the line without a word; empty for most lines
 * @param problems what makes Compose refuse the line
 * @see <a href="https://github.com/mattn/go-shellwords">the library that Compose uses</a>, read at
 *     version 1.0.14
 */
public record ShellWords(List<Text> words, Text ignored, List<Problem> problems) {
  public ShellWords {
    words = List.copyOf(words);
    problems = List.copyOf(problems);
  }

  /** Cuts a line into words. */
  public static ShellWords split(Text line) {
    return new Splitter(line).split();
  }

  /** What the splitter is in the middle of. */
  private enum Within {
    NOTHING,
    SINGLE_QUOTES,
    DOUBLE_QUOTES,
    BACKQUOTES,
    /** A {@code $(...)}, in which nothing but its end counts. */
    PARENTHESES
  }

  private static final class Splitter {
    private final Text line;
    private final String chars;
    private final List<Text> words = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private Within within = Within.NOTHING;

    /** Where the quotes or parentheses begin that are not closed yet. */
    private int opened;

    /** The characters of the word so far and, for its places, what of the line they come from. */
    private final StringBuilder word = new StringBuilder();

    private Text.Builder places;

    /** The literal run of the line that is not yet in {@link #places}; empty if both are equal. */
    private int runStart;

    private int runEnd;

    /** Whether there is a word even if it is empty: it has quotes. */
    private boolean quoted;

    Splitter(Text line) {
      this.line = line;
      this.chars = line.chars();
      this.places = Text.builder(line.site());
    }

    ShellWords split() {
      int i = 0;
      int end = chars.length();
      while (i < chars.length()) {
        char c = chars.charAt(i);
        if (c == '\\' && within != Within.SINGLE_QUOTES) {
          if (i + 1 == chars.length()) {
            problem(i, i + 1, "a backslash at its end");
            break;
          }
          i = escaped(i + 1);
          continue;
        }
        if (within == Within.NOTHING) {
          if (isSpace(c)) {
            flush(i);
          } else if (c == '(' && endsWithDollar()) {
            open(Within.PARENTHESES, i);
            keep(i);
          } else if (c == '(' || c == ')') {
            problem(i, i + 1, "an unquoted `" + c + "`");
            break;
          } else if (c == '"') {
            open(Within.DOUBLE_QUOTES, i);
          } else if (c == '\'') {
            open(Within.SINGLE_QUOTES, i);
          } else if (c == '`') {
            open(Within.BACKQUOTES, i);
            keep(i);
          } else if (isOperator(c)) {
            end = c == '>' && isNumber(word) ? i - word.length() : i;
            if (end < i) {
              drop();
            }
            break;
          } else {
            keep(i);
          }
        } else if (closes(c)) {
          quoted |= c == '"' || c == '\'';
          if (c == '`' || c == ')') {
            keep(i);
          }
          within = Within.NOTHING;
        } else if (c == '(' && within == Within.PARENTHESES) {
          problem(i, i + 1, "parentheses inside `$(...)`");
          break;
        } else {
          keep(i);
        }
        i++;
      }
      if (i >= chars.length() && within != Within.NOTHING) {
        problem(opened, opened + 1, "a `" + chars.charAt(opened) + "` that is never closed");
      }
      flush(Math.min(i, end));
      return new ShellWords(words, line.slice(end), problems);
    }

    /** The character at {@code i}, behind a backslash. */
    private int escaped(int i) {
      int next = i + Character.charCount(chars.codePointAt(i));
      if (within == Within.BACKQUOTES || within == Within.PARENTHESES) {
        keep(i - 1);
        keepAll(i, next);
        return next;
      }
      String meant =
          switch (chars.charAt(i)) {
            case 't' -> "\t";
            case 'n' -> "\n";
            default -> "";
          };
      if (meant.isEmpty()) {
        keepAll(i, next);
      } else {
        endRun();
        places.append(meant, line.slice(i - 1, next).span());
        word.append(meant);
      }
      return next;
    }

    private void open(Within kind, int at) {
      within = kind;
      opened = at;
    }

    private boolean closes(char c) {
      return switch (within) {
        case NOTHING -> false;
        case SINGLE_QUOTES -> c == '\'';
        case DOUBLE_QUOTES -> c == '"';
        case BACKQUOTES -> c == '`';
        case PARENTHESES -> c == ')';
      };
    }

    private boolean endsWithDollar() {
      int n = word.length();
      return n > 0 && word.charAt(n - 1) == '$' && !(n > 1 && word.charAt(n - 2) == '\\');
    }

    private void keep(int i) {
      keepAll(i, i + 1);
    }

    private void keepAll(int from, int to) {
      if (runEnd != from || runStart == runEnd) {
        endRun();
        runStart = from;
      }
      runEnd = to;
      word.append(chars, from, to);
    }

    private void endRun() {
      if (runStart < runEnd) {
        places.append(line.slice(runStart, runEnd));
      }
      runStart = runEnd;
    }

    private void flush(int at) {
      endRun();
      if (word.length() > 0) {
        words.add(places.build());
      } else if (quoted) {
        words.add(line.slice(at - 1, at - 1));
      }
      drop();
    }

    private void drop() {
      word.setLength(0);
      places = Text.builder(line.site());
      runStart = runEnd;
      quoted = false;
    }

    private void problem(int from, int to, String message) {
      problems.add(Problem.syntax(line.slice(from, to).span(), message));
    }

    private static boolean isNumber(CharSequence text) {
      return text.length() > 0 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isSpace(char c) {
      return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isOperator(char c) {
      return c == ';' || c == '&' || c == '|' || c == '<' || c == '>';
    }
  }
}
