package dev.dialtone.format.apache;

import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a configuration into lines and words as httpd does.
 *
 * @see <a href="https://httpd.apache.org/docs/2.4/configuring.html#syntax">Configuration files</a>
 */
final class DirectiveLines {
  private DirectiveLines() {}

  /** The directives of a file in their order; lines that a backslash joins are one. */
  static List<Directive> read(Text source) {
    List<Directive> directives = new ArrayList<>();
    String chars = source.chars();
    int at = 0;
    while (at < chars.length()) {
      Text.Builder line = Text.builder(source.slice(at, at).span());
      boolean goesOn = true;
      while (goesOn && at < chars.length()) {
        int lineEnd = chars.indexOf('\n', at);
        int next = lineEnd < 0 ? chars.length() : lineEnd + 1;
        int end = lineEnd < 0 ? chars.length() : lineEnd;
        end = end > at && chars.charAt(end - 1) == '\r' ? end - 1 : end;
        goesOn = end > at && chars.charAt(end - 1) == '\\';
        line.append(source.slice(at, goesOn ? end - 1 : end));
        at = next;
      }
      List<Text> words = words(line.build().strip());
      if (!words.isEmpty()) {
        directives.add(directive(words));
      }
    }
    return directives;
  }

  private static Directive directive(List<Text> words) {
    Text name = words.get(0);
    List<Text> arguments = new ArrayList<>(words.subList(1, words.size()));
    boolean section = name.chars().startsWith("<");
    if (section && !arguments.isEmpty()) {
      Text last = arguments.remove(arguments.size() - 1);
      arguments.add(last.chars().endsWith(">") ? last.slice(0, last.length() - 1) : last);
    }
    String word = name.chars().toLowerCase(Locale.ROOT);
    return new Directive(
        section && word.endsWith(">") ? word.substring(0, word.length() - 1) : word,
        name,
        arguments);
  }

  private static List<Text> words(Text line) {
    List<Text> words = new ArrayList<>();
    String chars = line.chars();
    if (chars.startsWith("#")) {
      return words;
    }
    int at = 0;
    while (at < chars.length()) {
      char c = chars.charAt(at);
      if (c == ' ' || c == '\t') {
        at++;
        continue;
      }
      boolean quoted = c == '"' || c == '\'';
      int end = quoted ? at + 1 : at;
      while (end < chars.length()
          && (quoted ? chars.charAt(end) != c : " \t".indexOf(chars.charAt(end)) < 0)) {
        end += quoted && chars.charAt(end) == '\\' ? 2 : 1;
      }
      end = Math.min(end, chars.length());
      words.add(line.slice(quoted ? at + 1 : at, end));
      at = quoted ? end + 1 : end;
    }
    return words;
  }
}
