package dev.dialtone.format.dockerfile;

import dev.dialtone.source.Text;
import dev.dialtone.syntax.dockerfile.DockerWord;
import java.util.ArrayList;
import java.util.List;

/**
 * The announcement of a here-document, such as {@code <<EOF}, {@code 3<<-"EOF"}.
 *
 * @param word the whole announcement
 * @param name the line that ends the document
 * @param chomp whether tabs at the beginnings of its lines do not count
 * @param expands whether variables in it are replaced
 * @see <a href="https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/parser.go">
 *     BuildKit's parser, heredocsFromLine</a>
 */
record Heredoc(Text word, Text name, boolean chomp, boolean expands) {
  /** The here-documents that a line announces; none if its quotes or braces do not close. */
  static List<Heredoc> in(Text line) {
    return line.chars().contains("<<") ? new Scanner(line).scan() : List.of();
  }

  /** The here-document that {@code word} announces; nothing if it announces none. */
  static List<Heredoc> of(Text word) {
    String chars = word.chars();
    int at = 0;
    while (at < chars.length() && chars.charAt(at) >= '0' && chars.charAt(at) <= '9') {
      at++;
    }
    if (!chars.startsWith("<<", at)) {
      return List.of();
    }
    at += 2;
    boolean chomp = chars.startsWith("-", at);
    at += chomp ? 1 : 0;
    while (at < chars.length() && " \t\n\f\r".indexOf(chars.charAt(at)) >= 0) {
      at++;
    }
    Text rest = word.slice(at);
    if (rest.isEmpty() || rest.chars().indexOf('<') >= 0) {
      return List.of();
    }
    return new Scanner(rest)
        .name().stream()
            .map(name -> new Heredoc(word, name, chomp, quotes(name) == quotes(rest)))
            .toList();
  }

  private static long quotes(Text text) {
    return text.chars().chars().filter(c -> c == '"' || c == '\'').count();
  }

  /** Splits a line as a shell would, if only into words; -1 stands for what does not close. */
  private static final class Scanner {
    private static final int MAX_DEPTH = 100;

    private final Text line;
    private final String chars;

    Scanner(Text line) {
      this.line = line;
      this.chars = line.chars();
    }

    List<Heredoc> scan() {
      List<Heredoc> found = new ArrayList<>();
      int start = 0;
      int at = 0;
      while (at <= chars.length()) {
        if (at == chars.length() || DockerWord.isBlank(chars.charAt(at))) {
          found.addAll(of(line.slice(start, at)));
          at++;
          start = at;
        } else {
          at = step(at, 0);
          if (at < 0) {
            return List.of();
          }
        }
      }
      return found;
    }

    /** The line as one word without its quotes and escapes; nothing if it is no such word. */
    List<Text> name() {
      Text.Builder name = Text.builder(line.site());
      int at = 0;
      boolean empty = true;
      while (at < chars.length()) {
        char c = chars.charAt(at);
        int end = step(at, 0);
        if (end < 0 || DockerWord.isBlank(c)) {
          return List.of();
        }
        boolean quoted = c == '\'' || c == '"';
        int from = quoted || c == '\\' ? at + 1 : at;
        int to = quoted ? end - 1 : end;
        name.append(c == '"' ? unescaped(from, to) : line.slice(from, to));
        empty &= to <= from;
        at = end;
      }
      return empty ? List.of() : List.of(name.build());
    }

    private Text unescaped(int from, int to) {
      Text.Builder result = Text.builder(line.slice(from, to).site());
      int run = from;
      for (int i = from; i < to; i++) {
        if (chars.charAt(i) == '\\' && i + 1 < to && isEscapable(chars.charAt(i + 1))) {
          result.append(line.slice(run, i));
          run = i + 1;
          i++;
        }
      }
      return result.append(line.slice(run, to)).build();
    }

    private static boolean isEscapable(char c) {
      return c == '"' || c == '$' || c == '\\';
    }

    /** The offset behind the quoted text, the reference or the single character at {@code at}. */
    private int step(int at, int depth) {
      return switch (chars.charAt(at)) {
        case '\'' -> chars.indexOf('\'', at + 1) + 1 == 0 ? -1 : chars.indexOf('\'', at + 1) + 1;
        case '"' -> doubleQuoted(at, depth);
        case '$' -> reference(at, depth);
        case '\\' -> Math.min(at + 2, chars.length());
        case '<' -> chars.startsWith("<<", at) ? behindBlanks(at + 2) : at + 1;
        default -> at + 1;
      };
    }

    private int behindBlanks(int from) {
      int i = from;
      while (i < chars.length() && " \t\r".indexOf(chars.charAt(i)) >= 0) {
        i++;
      }
      return i;
    }

    private int doubleQuoted(int open, int depth) {
      int at = open + 1;
      while (at >= 0 && at < chars.length()) {
        char c = chars.charAt(at);
        if (c == '"') {
          return at + 1;
        }
        if (c == '$') {
          at = reference(at, depth);
        } else {
          boolean pair = c == '\\' && at + 1 < chars.length() && isEscapable(chars.charAt(at + 1));
          at += pair ? 2 : 1;
        }
      }
      return -1;
    }

    private int reference(int dollar, int depth) {
      if (!chars.startsWith("{", dollar + 1)) {
        return DockerWord.nameEnd(chars, dollar + 1);
      }
      int name = dollar + 2;
      if (depth == MAX_DEPTH || name >= chars.length() || "{}:".indexOf(chars.charAt(name)) >= 0) {
        return -1;
      }
      int at = DockerWord.nameEnd(chars, name);
      if (at >= chars.length()) {
        return -1;
      }
      return switch (chars.charAt(at)) {
        case '}' -> at + 1;
        case ':' ->
            at + 1 < chars.length() && "#%".indexOf(chars.charAt(at + 1)) < 0
                ? behind('}', at + 2, depth)
                : -1;
        case '+', '-', '?', '#', '%' -> behind('}', at + 1, depth);
        case '/' -> {
          int pattern = chars.startsWith("/", at + 1) ? at + 2 : at + 1;
          int replacement = behind('/', pattern, depth);
          yield replacement < 0 ? -1 : behind('}', replacement, depth);
        }
        default -> -1;
      };
    }

    private int behind(char stop, int from, int depth) {
      int at = from;
      while (at >= 0 && at < chars.length()) {
        if (chars.charAt(at) == stop) {
          return at + 1;
        }
        at = step(at, depth + 1);
      }
      return -1;
    }
  }
}
