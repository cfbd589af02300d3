package dev.dialtone.syntax.yaml;

import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;

/**
 * Finds for each character of a scalar's value where it is written, by walking the value and the
 * raw text side by side: folding and quoting only ever drop, join or escape characters.
 */
final class ScalarText {
  private final SourceFile file;
  private final String raw;
  private final String value;
  private final Span span;
  private final YamlNode.Style style;
  private int at;
  private final int end;

  private ScalarText(String value, Span span, YamlNode.Style style, int from, int to) {
    this.file = span.file();
    this.raw = file.text();
    this.value = value;
    this.span = span;
    this.style = style;
    this.at = from;
    this.end = to;
  }

  static Text of(String value, Span span, YamlNode.Style style) {
    return switch (style) {
      case PLAIN -> simple(value, span, span, style);
      case SINGLE_QUOTED, DOUBLE_QUOTED -> {
        int inner = Math.max(span.start(), span.end() - 1);
        int first = Math.min(span.start() + 1, inner);
        yield simple(value, new Span(span.file(), first, inner), span, style);
      }
      case LITERAL, FOLDED -> {
        int header = span.file().text().indexOf('\n', span.start());
        int first = header < 0 || header >= span.end() ? span.end() : header + 1;
        yield new ScalarText(value, span, style, first, span.file().text().length()).walk();
      }
    };
  }

  private static Text simple(String value, Span inner, Span span, YamlNode.Style style) {
    return isWritten(value, inner)
        ? Text.of(value, inner)
        : new ScalarText(value, span, style, inner.start(), inner.end()).walk();
  }

  /** Whether a value is written letter by letter, but for holes that something is put into. */
  private static boolean isWritten(String value, Span span) {
    if (span.length() != value.length()) {
      return false;
    }
    String raw = span.file().text();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != Text.HOLE && c != raw.charAt(span.start() + i)) {
        return false;
      }
    }
    return true;
  }

  private Text walk() {
    Text.Builder text = Text.builder(span);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isWhitespace(c) && !escapes()) {
        appendSpace(text, c);
        continue;
      }
      while (at < end && raw.charAt(at) != c && Character.isWhitespace(raw.charAt(at))) {
        at++;
      }
      if (style == YamlNode.Style.DOUBLE_QUOTED && escapes()) {
        i = appendEscape(text, i);
      } else if (at < end && raw.charAt(at) == c) {
        boolean doubled =
            style == YamlNode.Style.SINGLE_QUOTED
                && c == '\''
                && at + 1 < end
                && raw.charAt(at + 1) == '\'';
        text.append(String.valueOf(c), file.span(at, at + (doubled ? 2 : 1)));
        at += doubled ? 2 : 1;
      } else {
        // The walk has lost its way: the whole scalar is the place of the whole value.
        return Text.of(value, span);
      }
    }
    return text.build();
  }

  /** Whether a backslash of a double-quoted scalar comes next, folded line breaks skipped. */
  private boolean escapes() {
    if (style != YamlNode.Style.DOUBLE_QUOTED) {
      return false;
    }
    int next = at;
    // A backslash before a line end joins the lines and stands for nothing.
    while (next + 1 < end
        && raw.charAt(next) == '\\'
        && (raw.charAt(next + 1) == '\n' || raw.charAt(next + 1) == '\r')) {
      next++;
      while (next < end && Character.isWhitespace(raw.charAt(next))) {
        next++;
      }
      at = next;
    }
    return next < end && raw.charAt(next) == '\\';
  }

  private void appendSpace(Text.Builder text, char c) {
    if (at < end && Character.isWhitespace(raw.charAt(at))) {
      boolean lineEnd = raw.charAt(at) == '\r' && at + 1 < end && raw.charAt(at + 1) == '\n';
      int length = lineEnd ? 2 : 1;
      text.append(String.valueOf(c), file.span(at, at + length));
      at += length;
    } else {
      text.append(String.valueOf(c), file.span(Math.min(at, end), Math.min(at, end)));
    }
  }

  private int appendEscape(Text.Builder text, int i) {
    int length = at + 1 < end ? escapeLength(raw.charAt(at + 1)) : 1;
    int to = Math.min(at + length, end);
    int units = Character.charCount(value.codePointAt(i));
    text.append(value.substring(i, i + units), file.span(at, to));
    at = to;
    return i + units - 1;
  }

  private static int escapeLength(char letter) {
    return switch (letter) {
      case 'x' -> 4;
      case 'u' -> 6;
      case 'U' -> 10;
      default -> 2;
    };
  }
}
