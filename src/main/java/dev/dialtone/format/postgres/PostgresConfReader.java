package dev.dialtone.format.postgres;

import dev.dialtone.format.RefusedPort;
import dev.dialtone.model.Port;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.model.facts.Settings;
import dev.dialtone.model.facts.Settings.Section;
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads {@code postgresql.conf} with the tokens of the server's own scanner.
 *
 * <p>Names are settings in lower case; {@code include}, {@code include_if_exists} and {@code
 * include_dir} are settings as well, at whose place the settings of the other files count. Of
 * several settings with one name the last one counts.
 *
 * @see <a href="https://www.postgresql.org/docs/current/config-setting.html">PostgreSQL, Setting
 *     Parameters</a>
 * @see <a
 *     href="https://github.com/postgres/postgres/blob/master/src/backend/utils/misc/guc-file.l">
 *     guc-file.l</a>
 */
public final class PostgresConfReader {
  private final SourceFile file;
  private final String text;
  private final List<Setting> settings = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private int at;

  private PostgresConfReader(SourceFile file) {
    this.file = file;
    this.text = file.text();
  }

  /** The kinds of tokens. */
  private enum Kind {
    NAME,
    QUALIFIED_NAME,
    WORD,
    STRING,
    NUMBER,
    EQUALS,
    LINE_END,
    OTHER
  }

  private record Token(Kind kind, int start, int end) {
    boolean isName() {
      return kind == Kind.NAME || kind == Kind.QUALIFIED_NAME;
    }

    /** Whether this can be a value; a name with one dot cannot, for all that it looks like one. */
    boolean isValue() {
      return switch (kind) {
        case NAME, WORD, STRING, NUMBER -> true;
        case QUALIFIED_NAME, EQUALS, LINE_END, OTHER -> false;
      };
    }
  }

  /** The settings of a file, and the lines at which the server refuses to start. */
  public static Reading<Settings> read(SourceFile file) {
    PostgresConfReader reader = new PostgresConfReader(file);
    while (reader.at < reader.text.length()) {
      reader.readLine();
    }
    reader.checkPort();
    List<Section> sections =
        reader.settings.isEmpty()
            ? List.of()
            : List.of(new Section(Text.of("", file.span(0, 0)), reader.settings));
    return new Reading<>(new Settings(sections), reader.problems);
  }

  /**
   * Of several ports the last one counts, which must be one even where the command line has
   * another; what is included behind it may say a better one.
   */
  private void checkPort() {
    for (int i = settings.size() - 1; i >= 0; i--) {
      if (settings.get(i).name().startsWith("include")) {
        return;
      }
      if (settings.get(i).name().equals("port")) {
        problems.addAll(RefusedPort.of("PostgreSQL", Port.parse(settings.get(i).value())));
        return;
      }
    }
  }

  private void readLine() {
    Token name = next();
    if (name.kind() == Kind.LINE_END) {
      return;
    }
    if (!name.isName()) {
      refuse(name);
      return;
    }
    Token value = next();
    if (value.kind() == Kind.EQUALS) {
      value = next();
    }
    if (!value.isValue()) {
      refuse(value);
      return;
    }
    Token end = next();
    if (end.kind() != Kind.LINE_END) {
      refuse(end);
      return;
    }
    Text written = Text.of(span(name));
    settings.add(new Setting(written.chars().toLowerCase(Locale.ROOT), written, value(value)));
  }

  /** Reports a token that cannot stand where it does, and goes on behind its line. */
  private void refuse(Token token) {
    Span place = span(token);
    String near = token.kind() == Kind.LINE_END ? "the end of the line" : "`" + place.text() + "`";
    boolean template =
        text.startsWith("{{", token.start())
            || text.startsWith("{%", token.start())
            || text.startsWith("<%", token.start())
            || text.startsWith("$", token.start());
    problems.add(
        new Problem(
            place,
            "PostgreSQL does not understand this line from " + near + " on",
            template ? Problem.Kind.TEMPLATE : Problem.Kind.SYNTAX));
    while (token.kind() != Kind.LINE_END && at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
  }

  private Span span(Token token) {
    return file.span(token.start(), token.end());
  }

  /** The next token; the end of the file ends the line too. */
  private Token next() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '#') {
      while (at < text.length() && text.charAt(at) != '\n') {
        at++;
      }
    }
    int start = at;
    if (start == text.length()) {
      return new Token(Kind.LINE_END, start, start);
    }
    char c = text.charAt(start);
    if (c == '\n') {
      at++;
      return new Token(Kind.LINE_END, start, start);
    }
    if (c == '=') {
      at++;
      return new Token(Kind.EQUALS, start, at);
    }
    if (isLetter(c)) {
      return word(start);
    }
    int end = c == '\'' ? stringEnd(start) : numberEnd(start);
    if (end > start) {
      at = end;
      return new Token(c == '\'' ? Kind.STRING : Kind.NUMBER, start, end);
    }
    at = start + Character.charCount(text.codePointAt(start));
    return new Token(Kind.OTHER, start, at);
  }

  private Token word(int start) {
    int dots = 0;
    boolean plain = true;
    char before = ' ';
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean inName = isLetter(c) || isDigit(c);
      if (!inName && "-._:/".indexOf(c) < 0) {
        break;
      }
      dots += c == '.' ? 1 : 0;
      plain &= inName || c == '.';
      // Both halves of a qualified name begin with a letter.
      plain &= before != '.' || isLetter(c);
      before = c;
      at++;
    }
    plain &= before != '.';
    Kind kind = Kind.WORD;
    if (plain && dots < 2) {
      kind = dots == 0 ? Kind.NAME : Kind.QUALIFIED_NAME;
    }
    return new Token(kind, start, at);
  }

  /** The end of the string that begins at an offset; the offset if its line does not close it. */
  private int stringEnd(int start) {
    int end = start;
    int i = start + 1;
    while (i < text.length() && text.charAt(i) != '\n') {
      char c = text.charAt(i);
      if (c == '\\') {
        if (i + 1 >= text.length() || text.charAt(i + 1) == '\n') {
          return end;
        }
        i += 2;
      } else if (c == '\'') {
        end = i + 1;
        if (!text.startsWith("'", i + 1)) {
          return end;
        }
        i += 2;
      } else {
        i++;
      }
    }
    return end;
  }

  /** The end of the longest number that begins at an offset; the offset if there is none. */
  private int numberEnd(int start) {
    int digits = start;
    if (text.charAt(digits) == '-' || text.charAt(digits) == '+') {
      digits++;
    }
    int integer = digitsEnd(digits);
    int end = start;
    if (integer > digits) {
      end = unitEnd(integer);
      int hex = digits + 2;
      if (text.startsWith("0x", digits) && hex < text.length() && isHexDigit(text.charAt(hex))) {
        while (hex < text.length() && isHexDigit(text.charAt(hex))) {
          hex++;
        }
        end = Math.max(end, unitEnd(hex));
      }
    }
    if (integer < text.length() && text.charAt(integer) == '.') {
      int real = digitsEnd(integer + 1);
      end = Math.max(end, exponentEnd(real));
    }
    return end;
  }

  private int digitsEnd(int from) {
    int i = from;
    while (i < text.length() && isDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private int unitEnd(int from) {
    int i = from;
    while (i < text.length() && isAsciiLetter(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private int exponentEnd(int from) {
    if (from >= text.length() || "eE".indexOf(text.charAt(from)) < 0) {
      return from;
    }
    int digits = from + 1;
    if (digits < text.length() && "+-".indexOf(text.charAt(digits)) >= 0) {
      digits++;
    }
    int end = digitsEnd(digits);
    return end > digits ? end : from;
  }

  private Text value(Token token) {
    if (token.kind() != Kind.STRING) {
      return Text.of(span(token));
    }
    Span inner = file.span(token.start() + 1, token.end() - 1);
    String chars = inner.text();
    if (chars.indexOf('\\') < 0 && chars.indexOf('\'') < 0) {
      return Text.of(inner);
    }
    Text.Builder value = Text.builder(inner);
    int i = 0;
    while (i < chars.length()) {
      char c = chars.charAt(i);
      int length = c == '\'' || c == '\\' ? escapeLength(chars, i) : 1;
      char meant = length == 1 ? c : unescaped(chars, i, length);
      if (meant == '\0') {
        // To the server a value ends at a zero byte.
        break;
      }
      value.append(String.valueOf(meant), inner.slice(i, i + length));
      i += length;
    }
    return value.build();
  }

  private static int escapeLength(String chars, int from) {
    int to = from + 2;
    boolean octal = chars.charAt(from) == '\\' && isOctalDigit(chars, from + 1);
    while (octal && to < from + 4 && isOctalDigit(chars, to)) {
      to++;
    }
    return to - from;
  }

  private static boolean isOctalDigit(String chars, int i) {
    return i < chars.length() && chars.charAt(i) >= '0' && chars.charAt(i) <= '7';
  }

  private static char unescaped(String chars, int from, int length) {
    char c = chars.charAt(from + 1);
    if (isOctalDigit(chars, from + 1)) {
      int code = 0;
      for (int i = from + 1; i < from + length; i++) {
        code = code * 8 + (chars.charAt(i) - '0');
      }
      return (char) (code & 0xFF);
    }
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> c;
    };
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r';
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** Every character beyond ASCII counts as a letter. */
  private static boolean isLetter(char c) {
    return isAsciiLetter(c) || c == '_' || c > 127;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }
}
