package dev.dialtone.format.caddy;

import dev.dialtone.source.Span;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.List;

/**
 * Replaces what a Caddyfile holds in braces: variables of the environment before it is cut into
 * words, arguments of an import, and everything that only a request can tell.
 *
 * @see <a href="https://caddyserver.com/docs/caddyfile/concepts#environment-variables">Caddyfile
 *     concepts, environment variables</a>
 */
final class Placeholders {
  private Placeholders() {}

  /** The file with <code>{$NAME}</code> and <code>{$NAME:default}</code> replaced. */
  static Text environment(Text file, Variables environment) {
    String chars = file.chars();
    int open = chars.indexOf("{$");
    if (open < 0) {
      return file;
    }
    Text.Builder replaced = Text.builder(file.span());
    int from = 0;
    while (open >= 0) {
      int close = chars.indexOf('}', open);
      if (close < 0) {
        break;
      }
      replaced.append(file.slice(from, open));
      replaced.append(value(file.slice(open, close + 1), environment));
      from = close + 1;
      open = chars.indexOf("{$", from);
    }
    return replaced.append(file.slice(from)).build();
  }

  private static Text value(Text placeholder, Variables environment) {
    String inner = placeholder.chars().substring(2, placeholder.length() - 1);
    int colon = inner.indexOf(':');
    String name = colon < 0 ? inner : inner.substring(0, colon);
    Text fallback =
        placeholder.slice(
            colon < 0 ? placeholder.length() - 1 : 3 + colon, placeholder.length() - 1);
    Span site = placeholder.span();
    Variables.Answer answer = environment.lookup(name);
    if (answer instanceof Variables.Answer.Set set) {
      // Caddy takes its default for a variable that is set to nothing as well.
      return set.value().isEmpty() ? fallback : set.value().usedAt(site, Step.Kind.INTERPOLATED);
    }
    return answer instanceof Variables.Answer.Unknown unknown
        ? Text.unknown(site, unknown.why())
        : fallback;
  }

  /** A word of a snippet or an imported file, with the arguments that the import gives it. */
  static Text arguments(Text word, List<Text> arguments) {
    String chars = word.chars();
    int open = chars.indexOf("{args");
    if (open < 0) {
      return word;
    }
    Text.Builder replaced = Text.builder(word.span());
    int from = 0;
    while (open >= 0) {
      int close = chars.indexOf('}', open);
      if (close < 0) {
        break;
      }
      String index = chars.substring(open + "{args".length(), close);
      int number = index.length() > 1 ? Character.digit(index.charAt(1), 10) : -1;
      boolean plain = index.equals("[" + number + "]") || index.equals("." + number);
      replaced.append(word.slice(from, open));
      Text placeholder = word.slice(open, close + 1);
      replaced.append(
          plain && number >= 0 && number < arguments.size()
              ? arguments.get(number).usedAt(placeholder.span(), Step.Kind.INTERPOLATED)
              : Text.unknown(placeholder.span(), "no import gives this argument"));
      from = close + 1;
      open = chars.indexOf("{args", from);
    }
    return replaced.append(word.slice(from)).build();
  }

  /** A word with holes for what only a request can tell: <code>{host}</code>. */
  static Text request(Text word) {
    String chars = word.chars();
    int open = chars.indexOf('{');
    if (open < 0) {
      return word;
    }
    Text.Builder replaced = Text.builder(word.span());
    int from = 0;
    while (open >= 0) {
      int close = chars.indexOf('}', open);
      if (close < 0) {
        break;
      }
      Span site = word.slice(open, close + 1).span();
      replaced.append(word.slice(from, open));
      replaced.append(Text.unknown(site, "only a request can tell `" + site.text() + "`"));
      from = close + 1;
      open = chars.indexOf('{', from);
    }
    return replaced.append(word.slice(from)).build();
  }
}
