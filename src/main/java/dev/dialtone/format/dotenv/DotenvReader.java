package dev.dialtone.format.dotenv;

import dev.dialtone.model.facts.EnvironmentFile;
import dev.dialtone.model.facts.EnvironmentFile.Assignment;
import dev.dialtone.model.facts.EnvironmentFile.Form;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a {@code .env} file as Compose does. Compose gives up at the first thing it cannot read;
 * here the lines behind it are read all the same.
 *
 * <p>What is behind a closing quote begins a new assignment, and a {@code #} begins a comment only
 * behind a blank that is not the first thing of the value: so Compose has it.
 *
 * @see <a href="https://github.com/compose-spec/compose-go/blob/main/dotenv/parser.go">Compose's
 *     own parser</a>
 */
public final class DotenvReader {
  private final SourceFile file;
  private final String text;
  private final Text whole;
  private final List<Assignment> assignments = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private int at;

  private DotenvReader(SourceFile file) {
    this.file = file;
    this.text = file.text();
    this.whole = Text.of(file.span());
  }

  /** Reads a file in the form of {@code .env}; values keep their {@code $NAME}. */
  public static Reading<EnvironmentFile> read(SourceFile file) {
    DotenvReader reader = new DotenvReader(file);
    while (reader.toStatement()) {
      reader.statement();
    }
    return new Reading<>(new EnvironmentFile(reader.assignments), reader.problems);
  }

  /** Goes on to the next assignment, over blanks, line ends and comments; whether there is one. */
  private boolean toStatement() {
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (c == '#') {
        at = lineEnd(at);
      } else if (isSpace(c)) {
        at += Character.charCount(c);
      } else {
        return true;
      }
    }
    return false;
  }

  private void statement() {
    if (text.startsWith("export", at) && isAsciiSpace(charAt(at + "export".length()))) {
      int export = at;
      at = behindBlanks(at + "export".length());
      if (at == text.length()) {
        problem(export, export + "export".length(), "zero length string");
        return;
      }
    }
    int start = at;
    int end = nameEnd(start);
    if (end < 0) {
      at = lineEnd(start);
      return;
    }
    Text name = whole.slice(start, trimmed(start, end));
    int space = name.chars().indexOf(' ');
    if (space >= 0 && end < text.length()) {
      problem(start + space, start + space + 1, "key cannot contain a space");
      at = lineEnd(end);
      return;
    }
    if (end == text.length()) {
      // Without a line end behind it Compose takes a lone name for a value without a name.
      at = start;
      value(whole.slice(start, start));
    } else if (charAt(end) == '\n') {
      at = end + 1;
      if (!name.isEmpty()) {
        assignments.add(new Assignment(name, name.slice(name.length()), Form.INHERITED));
      }
    } else {
      at = behindBlanks(end + 1);
      value(name);
    }
  }

  /** Where the name that begins at {@code start} ends; -1 if something cannot stand in a name. */
  private int nameEnd(int start) {
    int i = start;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (c == '=' || c == ':' || c == '\n') {
        return i;
      }
      boolean allowed = isBlank(c) || "_.-[]".indexOf(c) >= 0 || isLetterOrNumber(c);
      if (!allowed) {
        int width = Character.charCount(c);
        problem(
            i,
            i + width,
            "unexpected character `" + text.substring(i, i + width) + "` in variable name");
        return -1;
      }
      i += Character.charCount(c);
    }
    return i;
  }

  private void value(Text name) {
    char quote = charAt(at);
    if (quote != '"' && quote != '\'') {
      plain(name);
      return;
    }
    int end = closingQuote(at + 1, quote);
    if (end < 0) {
      problem(at, at + 1, "unterminated quoted value");
      at = lineEnd(at);
      return;
    }
    Text value = quote == '"' ? doubleQuoted(at + 1, end) : singleQuoted(at + 1, end);
    assignments.add(
        new Assignment(name, value, quote == '"' ? Form.DOUBLE_QUOTED : Form.SINGLE_QUOTED));
    at = end + 1;
  }

  private void plain(Text name) {
    int end = lineEnd(at);
    int comment = at;
    while (comment < end && !text.startsWith(" #", comment)) {
      comment++;
    }
    assignments.add(new Assignment(name, whole.slice(at, trimmed(at, comment)), Form.PLAIN));
    at = Math.min(text.length(), end + 1);
  }

  /** The place of the quote that closes, -1 if none does; a backslash protects what follows. */
  private int closingQuote(int from, char quote) {
    int i = from;
    while (i < text.length() && text.charAt(i) != quote) {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return i < text.length() ? i : -1;
  }

  /** Only the quote itself can be escaped; other backslashes stay. */
  private Text singleQuoted(int from, int to) {
    Text.Builder value = Text.builder(file.span(from, to));
    int run = from;
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '\\') {
        if (text.charAt(i + 1) == '\'') {
          value.append(whole.slice(run, i));
          run = i + 1;
        }
        i++;
      }
    }
    return value.append(whole.slice(run, to)).build();
  }

  /** The value with its escapes undone, a protected dollar as the {@code $$} of templates. */
  private Text doubleQuoted(int from, int to) {
    Text.Builder value = Text.builder(file.span(from, to));
    int run = from;
    int i = from;
    while (i < to) {
      int length = text.charAt(i) == '\\' ? escapeLength(i) : 0;
      if (length > 0) {
        value.append(whole.slice(run, i)).append(meant(i, length), file.span(i, i + length));
        run = i + length;
      }
      i += length > 0 ? length : text.charAt(i) == '\\' ? 2 : 1;
    }
    return value.append(whole.slice(run, to)).build();
  }

  /** How long the escape at {@code start} is; 0 if the backslash stands for itself. */
  private int escapeLength(int start) {
    char c = charAt(start + 1);
    if (c != '0') {
      return "abfnrtv$\"\\".indexOf(c) >= 0 ? 2 : 0;
    }
    int length = 2;
    while (length < "\\0377".length() && isDigit(charAt(start + length))) {
      length++;
    }
    return length;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String meant(int start, int length) {
    return switch (charAt(start + 1)) {
      case '0' -> octal(text.substring(start + 2, start + length));
      case 'a' -> "\u0007";
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case 'v' -> "\u000B";
      case '$' -> "$$";
      default -> text.substring(start + 1, start + length);
    };
  }

  /** The character with this number; Compose drops the zero where the digits are no such number. */
  private static String octal(String digits) {
    boolean valid = digits.length() == 3 && digits.charAt(0) < '4';
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      valid &= digits.charAt(i) < '8';
      number = number * 8 + digits.charAt(i) - '0';
    }
    return valid ? String.valueOf((char) number) : "\\" + digits;
  }

  private void problem(int from, int to, String message) {
    problems.add(Problem.syntax(file.span(from, to), message));
  }

  private char charAt(int i) {
    return i < text.length() ? text.charAt(i) : '\0';
  }

  private int lineEnd(int from) {
    int found = text.indexOf('\n', from);
    return found < 0 ? text.length() : found;
  }

  private int behindBlanks(int from) {
    int i = from;
    while (i < text.length() && isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Where the text between two offsets ends without the space at its end. */
  private int trimmed(int from, int to) {
    int end = to;
    while (end > from && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /** A blank within a line: a carriage return counts, a line feed does not. */
  private static boolean isBlank(int c) {
    return switch (c) {
      case '\t', '\u000B', '\f', '\r', ' ', '\u0085', '\u00A0' -> true;
      default -> false;
    };
  }

  private static boolean isAsciiSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
  }

  private static boolean isSpace(int c) {
    return c == '\n' || isBlank(c) || Character.isSpaceChar(c);
  }

  private static boolean isLetterOrNumber(int c) {
    int type = Character.getType(c);
    return Character.isLetter(c)
        || type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }
}
