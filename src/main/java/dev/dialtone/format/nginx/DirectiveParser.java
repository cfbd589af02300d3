package dev.dialtone.format.nginx;

import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Cuts a configuration into words as nginx does, and the words into directives.
 *
 * @see <a href="https://github.com/nginx/nginx/blob/master/src/core/ngx_conf_file.c">
 *     ngx_conf_read_token</a>
 */
final class DirectiveParser {
  /** How deep blocks may be nested; what is deeper is left out. */
  private static final int DEEPEST = 64;

  private static final int END = -1;

  private final Text source;
  private final String chars;
  private final List<Problem> problems;
  private final Deque<Open> open = new ArrayDeque<>();

  /** Whether that was said; each further block is within or beside the first. */
  private boolean tooDeep;

  private List<Text> words = new ArrayList<>();
  private int at;

  private DirectiveParser(Text source, List<Problem> problems) {
    this.source = source;
    this.chars = source.chars();
    this.problems = problems;
  }

  /** A block that is not closed yet. */
  private record Open(List<Text> words, List<Directive> body) {}

  /** The directives of a file; what nginx would refuse goes to {@code problems}. */
  static List<Directive> parse(Text source, List<Problem> problems) {
    return new DirectiveParser(source, problems).parse();
  }

  private List<Directive> parse() {
    open.push(new Open(List.of(), new ArrayList<>()));
    int c = next();
    while (c != END) {
      switch (c) {
        case ';' -> {
          at++;
          endDirective();
        }
        case '{' -> {
          at++;
          openBlock();
        }
        case '}' -> {
          at++;
          closeBlock();
        }
        default -> readWord();
      }
      c = next();
    }
    if (!words.isEmpty()) {
      problem(words.get(0), "nginx expects `;` behind this directive, but the file ends");
      endDirective();
    } else if (open.size() > 1) {
      problem(open.peek().words().get(0), "nginx expects `}` behind this block, but the file ends");
    }
    while (open.size() > 1) {
      addBlock();
    }
    return open.pop().body();
  }

  /** The next character that matters, which is not taken yet. */
  private int next() {
    while (at < chars.length()) {
      char c = chars.charAt(at);
      if (c == '#') {
        int lineEnd = chars.indexOf('\n', at);
        at = lineEnd < 0 ? chars.length() : lineEnd;
      } else if (isSpace(c)) {
        at++;
      } else {
        return c;
      }
    }
    return END;
  }

  private void endDirective() {
    if (words.isEmpty()) {
      problem(source.slice(at - 1, at), "nginx expects a directive before `;`");
      return;
    }
    Text name = words.get(0);
    open.peek().body().add(new Directive(name, words.subList(1, words.size()), false, List.of()));
    words = new ArrayList<>();
  }

  private void openBlock() {
    if (words.isEmpty()) {
      problem(source.slice(at - 1, at), "nginx expects a directive before `{`");
      words.add(source.slice(at - 1, at - 1));
    }
    open.push(new Open(words, new ArrayList<>()));
    boolean lua = words.get(0).chars().endsWith("_by_lua_block");
    words = new ArrayList<>();
    if (lua) {
      at = LuaBlock.end(chars, at);
      addBlock();
    }
  }

  private void closeBlock() {
    if (!words.isEmpty()) {
      problem(
          words.get(words.size() - 1), "nginx expects `;` here, before the block is closed by `}`");
      endDirective();
    }
    if (open.size() == 1) {
      problem(source.slice(at - 1, at), "no block is open that this `}` could close");
    } else {
      addBlock();
    }
  }

  private void addBlock() {
    Open block = open.pop();
    if (open.size() < DEEPEST) {
      Text name = block.words().get(0);
      List<Text> arguments = block.words().subList(1, block.words().size());
      open.peek().body().add(new Directive(name, arguments, true, block.body()));
    } else if (!tooDeep) {
      tooDeep = true;
      Text name = block.words().get(0);
      problems.add(
          new Problem(name.span(), "this block is nested too deep to be read", Problem.Kind.LIMIT));
    }
  }

  private void readWord() {
    char quote = chars.charAt(at);
    if (quote == '"' || quote == '\'') {
      int end = quotedEnd(at + 1, quote);
      words.add(unescaped(source.slice(at + 1, end)));
      at = Math.min(end + 1, chars.length());
      if (at < chars.length()
          && !isSpace(chars.charAt(at))
          && ";{)".indexOf(chars.charAt(at)) < 0) {
        problem(source.slice(at, at + 1), "nginx expects a space behind the closing quote");
      }
      return;
    }
    int start = at;
    boolean dollar = false;
    while (at < chars.length()) {
      char c = chars.charAt(at);
      boolean variable = dollar && c == '{';
      if (isSpace(c) || c == ';' || (c == '{' && !variable)) {
        break;
      }
      dollar = c == '$';
      at += c == '\\' ? 2 : 1;
    }
    at = Math.min(at, chars.length());
    words.add(unescaped(source.slice(start, at)));
  }

  /** Where the quote stands that ends a string; the end of the file if none does. */
  private int quotedEnd(int from, char quote) {
    int i = from;
    while (i < chars.length() && chars.charAt(i) != quote) {
      i += chars.charAt(i) == '\\' ? 2 : 1;
    }
    if (i >= chars.length()) {
      problem(source.slice(from - 1, from), "no quote ends the string that begins here");
    }
    return Math.min(i, chars.length());
  }

  private static Text unescaped(Text word) {
    String written = word.chars();
    if (written.indexOf('\\') < 0) {
      return word;
    }
    Text.Builder meant = Text.builder(word.span());
    int from = 0;
    for (int i = 0; i + 1 < written.length(); i++) {
      if (written.charAt(i) != '\\') {
        continue;
      }
      char next = written.charAt(i + 1);
      int escape = "\"'\\trn".indexOf(next);
      if (escape >= 0) {
        meant.append(word.slice(from, i));
        String value =
            escape < 3 ? String.valueOf(next) : List.of("\t", "\r", "\n").get(escape - 3);
        meant.append(word.slice(i, i + 2).respelt(value));
        i++;
        from = i + 1;
      }
    }
    return meant.append(word.slice(from)).build();
  }

  private void problem(Text place, String message) {
    Problem.Kind kind =
        chars.contains("{{") || chars.contains("{%") || chars.contains("<%")
            ? Problem.Kind.TEMPLATE
            : Problem.Kind.SYNTAX;
    problems.add(new Problem(place.span(), message, kind));
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
