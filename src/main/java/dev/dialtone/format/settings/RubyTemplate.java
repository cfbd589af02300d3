package dev.dialtone.format.settings;

import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.literal.Dialect;
import dev.dialtone.syntax.literal.LiteralReader;

/** YAML in which Ruby fills something in: {@code host: <%= ENV.fetch("DB_HOST", "db") %>}. */
final class RubyTemplate {
  private static final String OPEN = "<%";
  private static final String CLOSE = "%>";

  private RubyTemplate() {}

  static boolean occursIn(String text) {
    return text.contains(OPEN);
  }

  /** The text as YAML takes it: holes where a value is filled in, blanks where code stands. */
  static String masked(String text) {
    StringBuilder masked = new StringBuilder(text);
    int open = text.indexOf(OPEN);
    while (open >= 0) {
      int close = text.indexOf(CLOSE, open + OPEN.length());
      int end = close < 0 ? text.length() : close + CLOSE.length();
      boolean value = open + 2 < text.length() && text.charAt(open + 2) == '=';
      for (int i = open; i < end; i++) {
        if (text.charAt(i) != '\n' && text.charAt(i) != '\r') {
          masked.setCharAt(i, value ? Text.HOLE : ' ');
        }
      }
      open = text.indexOf(OPEN, end);
    }
    return masked.toString();
  }

  /** The value with what the expressions come to in the place of the holes. */
  static Text filled(Text value) {
    String chars = value.chars();
    if (chars.indexOf(Text.HOLE) < 0) {
      return value;
    }
    Text.Builder result = Text.builder(value.site());
    int at = 0;
    while (at < chars.length()) {
      boolean hole = chars.charAt(at) == Text.HOLE;
      int from = at;
      while (at < chars.length() && hole == (chars.charAt(at) == Text.HOLE)) {
        at++;
      }
      Text part = value.slice(from, at);
      if (hole) {
        fill(part.span(), result);
      } else {
        result.append(part);
      }
    }
    return result.build();
  }

  private static void fill(Span span, Text.Builder result) {
    String code = span.text();
    int at = 0;
    while (at < code.length()) {
      int close = code.indexOf(CLOSE, at);
      boolean opens = code.startsWith("<%=", at) && close > 0;
      int end = opens ? close + CLOSE.length() : code.length();
      int codeEnd = opens && code.charAt(close - 1) == '-' ? close - 1 : close;
      Span whole = span.slice(at, end);
      Text value =
          opens && codeEnd >= at + 3
              ? LiteralReader.expression(span.slice(at + 3, codeEnd), Dialect.RUBY)
                  .orElseGet(() -> Text.unknown(whole, "Ruby works it out at run time"))
              : Text.unknown(whole, "Ruby works it out at run time");
      result.append(value);
      at = end;
    }
  }
}
