package dev.dialtone.format.haproxy;

import dev.dialtone.source.Problem;
import dev.dialtone.source.Span;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a configuration into lines and words as HAProxy does.
 *
 * @see <a href="https://docs.haproxy.org/3.2/configuration.html#2.2">HAProxy configuration manual,
 *     quoting and escaping</a>
 */
final class ConfigurationLines {
  private final Text source;
  private final String chars;
  private final Variables environment;
  private final List<Problem> problems;
  private final List<List<Text>> lines = new ArrayList<>();
  private List<Text> words = new ArrayList<>();
  private int at;

  private ConfigurationLines(Text source, Variables environment, List<Problem> problems) {
    this.source = source;
    this.chars = source.chars();
    this.environment = environment;
    this.problems = problems;
  }

  /** The lines that hold words; variables are replaced, quotes and escapes undone. */
  static List<List<Text>> read(Text source, Variables environment, List<Problem> problems) {
    ConfigurationLines lines = new ConfigurationLines(source, environment, problems);
    lines.read();
    return lines.lines;
  }

  private void read() {
    while (at < chars.length()) {
      char c = chars.charAt(at);
      if (c == '\n') {
        at++;
        endLine();
      } else if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else if (c == '#') {
        int lineEnd = chars.indexOf('\n', at);
        at = lineEnd < 0 ? chars.length() : lineEnd;
      } else {
        readWord();
      }
    }
    endLine();
  }

  private void endLine() {
    if (!words.isEmpty()) {
      lines.add(words);
      words = new ArrayList<>();
    }
  }

  private void readWord() {
    int start = at;
    Text.Builder word = Text.builder(source.slice(at, at + 1).span());
    char quote = 0;
    int opened = at;
    while (at < chars.length()) {
      char c = chars.charAt(at);
      if (c == '\n' || (quote == 0 && (c == ' ' || c == '\t' || c == '\r' || c == '#'))) {
        break;
      }
      if (c == '\\' && quote != '\'' && at + 1 < chars.length() && chars.charAt(at + 1) != '\n') {
        Text escape = source.slice(at, at + 2);
        word.append(escape.respelt(unescaped(chars.charAt(at + 1))));
        at += 2;
      } else if (c == '$' && quote != '\'' && isReference(at + 1)) {
        word.append(reference());
      } else if (quote == 0 ? c == '"' || c == '\'' : c == quote) {
        quote = quote == 0 ? c : 0;
        opened = at;
        at++;
      } else {
        word.append(source.slice(at, at + 1));
        at++;
      }
    }
    if (quote != 0) {
      Span place = source.slice(opened, opened + 1).span();
      problems.add(Problem.syntax(place, "no quote ends the string that begins here"));
    }
    Text value = word.build();
    words.add(value.isEmpty() ? source.slice(start, start) : value);
  }

  private static String unescaped(char c) {
    return switch (c) {
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      default -> String.valueOf(c);
    };
  }

  private boolean isReference(int from) {
    return from < chars.length() && (chars.charAt(from) == '{' || isNamePart(chars.charAt(from)));
  }

  /**
   * The value of the variable whose dollar stands here; the manual knows {@code ${NAME-default}}.
   */
  private Text reference() {
    boolean braced = chars.startsWith("{", at + 1);
    int name = at + (braced ? 2 : 1);
    int end = name;
    while (end < chars.length() && isNamePart(chars.charAt(end))) {
      end++;
    }
    int next = end;
    Text fallback = source.slice(end, end);
    if (braced) {
      while (next < chars.length() && chars.charAt(next) != '}' && chars.charAt(next) != '\n') {
        next++;
      }
      fallback = source.slice(Math.min(end + 1, next), next);
      next = chars.startsWith("}", next) ? next + 1 : next;
    }
    Span site = source.slice(at, next).span();
    at = next;
    Variables.Answer answer = environment.lookup(chars.substring(name, end));
    if (answer instanceof Variables.Answer.Set set) {
      return set.value().usedAt(site, Step.Kind.INTERPOLATED);
    }
    return answer instanceof Variables.Answer.Unknown unknown
        ? Text.unknown(site, unknown.why())
        : fallback;
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
