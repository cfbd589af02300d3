package dev.dialtone.syntax.literal;

import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;

/** A place in a text of some language, and the way over blanks, comments, words and strings. */
final class Cursor {
  /** Why a string is unknown that is put together at run time. */
  static final String WORKED_OUT = "it is worked out at run time";

  private final SourceFile file;
  private final String text;
  private final int end;
  private final Dialect dialect;
  int at;

  Cursor(Span span, Dialect dialect) {
    this.file = span.file();
    this.text = span.file().text();
    this.at = span.start();
    this.end = span.end();
    this.dialect = dialect;
  }

  boolean atEnd() {
    return at >= end;
  }

  /** The character at the place; 0 at the end. */
  char peek() {
    return peek(0);
  }

  char peek(int ahead) {
    return at + ahead < end ? text.charAt(at + ahead) : 0;
  }

  boolean startsWith(String word) {
    return at + word.length() <= end && text.startsWith(word, at);
  }

  /** The last character before the place that is no blank; 0 if there is none. */
  char before(int offset) {
    int i = offset - 1;
    while (i >= 0 && Character.isWhitespace(text.charAt(i))) {
      i--;
    }
    return i < 0 ? 0 : text.charAt(i);
  }

  /** Whether only blanks stand before the place in its line. */
  boolean beginsLine() {
    int i = at - 1;
    while (i >= 0 && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i--;
    }
    return i < 0 || text.charAt(i) == '\n' || text.charAt(i) == '\r';
  }

  /** Goes over blanks and comments; whether a line ended on the way. */
  boolean skipBlanks() {
    boolean lineEnded = false;
    while (at < end) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c) || c == '\uFEFF') {
        lineEnded |= c == '\n' || c == '\r';
        at++;
      } else if ((c == '#' && dialect.hasHashComments() && peek(1) != '[')
          || (c == '/' && peek(1) == '/' && dialect.hasSlashComments())) {
        skipLine();
      } else if (c == '/' && peek(1) == '*' && dialect.hasSlashComments()) {
        int close = text.indexOf("*/", at + 2);
        at = close < 0 ? end : Math.min(end, close + 2);
      } else {
        return lineEnded;
      }
    }
    return true;
  }

  void skipLine() {
    while (at < end && text.charAt(at) != '\n') {
      at++;
    }
  }

  /** Goes over a regular expression if one can begin here; whether it did. */
  boolean skipPattern() {
    if (dialect != Dialect.JAVASCRIPT || peek() != '/') {
      return false;
    }
    char before = before(at);
    if (Character.isLetterOrDigit(before) || before == ')' || before == ']' || before == '_') {
      return false;
    }
    for (int i = at + 1; i < end && text.charAt(i) != '\n'; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '/') {
        at = i + 1;
        return true;
      }
    }
    return false;
  }

  /** The word at the place, with the dots in it: {@code process.env.PORT}; empty if none is. */
  Text word() {
    int from = at;
    while (at < end && isWordPart(text.charAt(at))) {
      at++;
    }
    while (at > from && text.charAt(at - 1) == '.') {
      at--;
    }
    return Text.of(new Span(file, from, at));
  }

  private boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || c == '$'
        || c == '.'
        || (c == '-' && dialect == Dialect.TOML)
        || (c == '?' && dialect == Dialect.JAVASCRIPT && peek(1) == '.')
        || (c == '!' && dialect == Dialect.ELIXIR && peek(1) == '(')
        || (c == '@' && dialect == Dialect.RUBY);
  }

  boolean atQuote() {
    return dialect.quotes(peek());
  }

  /** The string that begins at the place, quotes taken off. */
  Text string() {
    char quote = peek();
    String triple = String.valueOf(quote).repeat(3);
    boolean long3 =
        (dialect == Dialect.PYTHON || dialect == Dialect.TOML || dialect == Dialect.ELIXIR)
            && startsWith(triple);
    String close = long3 ? triple : String.valueOf(quote);
    boolean lines = long3 || quote == '`' || dialect == Dialect.PHP;
    String mark = dialect.expressionMark(quote);
    boolean escapes = dialect.escapes(quote);
    at += close.length();
    int from = at;
    int literal = at;
    boolean whole = true;
    Text.Builder value = Text.builder(new Span(file, from, from));
    while (at < end && !text.startsWith(close, at)) {
      char c = text.charAt(at);
      if (c == '\n' && !lines) {
        break;
      }
      if (c == '\\' && (escapes || peek(1) == quote || peek(1) == '\\') && at + 1 < end) {
        value.append(text.substring(literal, at), new Span(file, literal, at));
        escape(value);
        literal = at;
      } else {
        whole &= mark.isEmpty() || !text.startsWith(mark, at);
        at++;
      }
    }
    int to = Math.min(at, end);
    at = Math.min(end, text.startsWith(close, at) ? at + close.length() : at);
    if (!whole) {
      return Text.unknown(new Span(file, from, to), WORKED_OUT);
    }
    return value.append(text.substring(literal, to), new Span(file, literal, to)).build();
  }

  private void escape(Text.Builder value) {
    char c = text.charAt(at + 1);
    int length = 2;
    String meant =
        switch (c) {
          case 'n' -> "\n";
          case 't' -> "\t";
          case 'r' -> "\r";
          default -> String.valueOf(c);
        };
    if (c == 'u' && at + 6 <= end && isHex(at + 2, at + 6)) {
      meant = String.valueOf((char) Integer.parseInt(text.substring(at + 2, at + 6), 16));
      length = 6;
    }
    value.append(meant, new Span(file, at, at + length));
    at += length;
  }

  private boolean isHex(int from, int to) {
    for (int i = from; i < to; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  Span spanFrom(int from) {
    return new Span(file, from, Math.max(from, Math.min(at, end)));
  }
}
