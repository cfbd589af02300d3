package dev.dialtone.format.caddy;

import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Cuts a Caddyfile into words as Caddy does, and the words into lines and blocks.
 *
 * @see <a href="https://caddyserver.com/docs/caddyfile/concepts">Caddyfile concepts</a>
 * @see <a href="https://github.com/caddyserver/caddy/blob/master/caddyconfig/caddyfile/lexer.go">
 *     lexer.go</a>
 */
final class StatementParser {
  /** How deep blocks may be nested; what is deeper is left out. */
  private static final int DEEPEST = 64;

  private final Text source;
  private final String chars;
  private final List<Problem> problems;
  private final Deque<Open> open = new ArrayDeque<>();
  private List<Text> words = new ArrayList<>();
  private int at;

  /** Whether the last word is a brace or ends in a comma, without quotes. */
  private String lastMark = "";

  private StatementParser(Text source, List<Problem> problems) {
    this.source = source;
    this.chars = source.chars();
    this.problems = problems;
  }

  /** A block that is not closed yet. */
  private record Open(List<Text> words, List<Statement> body) {}

  /** The lines of a file; braces that do not match go to {@code problems}. */
  static List<Statement> parse(Text source, List<Problem> problems) {
    return new StatementParser(source, problems).parse();
  }

  private List<Statement> parse() {
    open.push(new Open(List.of(), new ArrayList<>()));
    while (at < chars.length()) {
      char c = chars.charAt(at);
      if (c == '\n') {
        at++;
        if (!lastMark.equals(",")) {
          endLine();
        }
      } else if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '#') {
        int lineEnd = chars.indexOf('\n', at);
        at = lineEnd < 0 ? chars.length() : lineEnd;
      } else if (c == '\\' && isLineEnd(at + 1)) {
        at = chars.indexOf('\n', at) + 1;
      } else {
        readWord(c);
      }
    }
    endLine();
    if (open.size() > 1) {
      List<Text> opener = open.peek().words();
      int end = chars.length();
      Text place = opener.isEmpty() ? source.slice(Math.max(0, end - 1), end) : opener.get(0);
      problem(place, "Caddy expects `}` behind this block, but the file ends");
    }
    while (open.size() > 1) {
      closeBlock();
    }
    return open.pop().body();
  }

  private boolean isLineEnd(int offset) {
    return chars.startsWith("\n", offset) || chars.startsWith("\r\n", offset);
  }

  private void endLine() {
    if (words.isEmpty()) {
      return;
    }
    Text last = words.get(words.size() - 1);
    if (lastMark.equals("{")) {
      open.push(new Open(words.subList(0, words.size() - 1), new ArrayList<>()));
    } else if (lastMark.equals("}") && words.size() == 1) {
      if (open.size() > 1) {
        closeBlock();
      } else {
        problem(last, "no block is open that this `}` could close");
      }
    } else {
      open.peek().body().add(new Statement(words, false, List.of()));
    }
    words = new ArrayList<>();
    lastMark = "";
  }

  private void closeBlock() {
    Open block = open.pop();
    if (open.size() < DEEPEST) {
      open.peek().body().add(new Statement(block.words(), true, block.body()));
    }
  }

  private void readWord(char first) {
    if (first == '"' || first == '`') {
      readQuoted(first);
      lastMark = "";
      return;
    }
    int start = at;
    while (at < chars.length() && !Character.isWhitespace(chars.charAt(at))) {
      at++;
    }
    Text word = source.slice(start, at);
    if (word.chars().startsWith("<<") && word.length() > 2 && isLineEnd(at)) {
      readHeredoc(word);
      lastMark = "";
      return;
    }
    words.add(word);
    String written = word.chars();
    boolean brace = written.equals("{") || written.equals("}");
    lastMark = brace ? written : written.endsWith(",") ? "," : "";
  }

  private void readQuoted(char quote) {
    int start = at + 1;
    int end = start;
    Text.Builder value = Text.builder(source.slice(at, start).span());
    int from = start;
    while (end < chars.length() && chars.charAt(end) != quote) {
      boolean escape = quote == '"' && chars.startsWith("\\\"", end);
      if (escape) {
        value.append(source.slice(from, end));
        from = end + 1;
      }
      end += escape ? 2 : 1;
    }
    words.add(
        from == start ? source.slice(start, end) : value.append(source.slice(from, end)).build());
    at = Math.min(end + 1, chars.length());
    while (at < chars.length() && !Character.isWhitespace(chars.charAt(at))) {
      at++;
    }
  }

  /** The lines up to the one that begins with the marker; no address stands in them. */
  private void readHeredoc(Text opener) {
    String marker = opener.chars().substring(2);
    int line = at;
    while (line >= 0 && line < chars.length()) {
      int start = line + 1;
      int next = chars.indexOf('\n', start);
      String text =
          chars.substring(Math.min(start, chars.length()), next < 0 ? chars.length() : next);
      if (text.strip().startsWith(marker)) {
        at = chars.indexOf(marker, start) + marker.length();
        words.add(opener);
        return;
      }
      line = next;
    }
    at = chars.length();
    words.add(opener);
  }

  private void problem(Text place, String message) {
    Problem.Kind kind =
        chars.contains("{{") || chars.contains("{%") || chars.contains("<%")
            ? Problem.Kind.TEMPLATE
            : Problem.Kind.SYNTAX;
    problems.add(new Problem(place.span(), message, kind));
  }
}
