package dev.dialtone.format.github;

import dev.dialtone.catalogue.Answer;
import dev.dialtone.source.Span;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import java.util.List;
import java.util.Locale;

/**
 * Replaces {@code ${{ }}} as far as the workflow itself tells what stands for it: literals, and
 * what the given contexts know. Everything else is a hole.
 *
 * @see <a
 *     href="https://docs.github.com/en/actions/reference/workflows-and-actions/expressions">Expressions
 *     in workflows</a>
 */
final class Expressions {
  private static final String OPEN = "${{";
  private static final String CLOSE = "}}";

  private final Contexts contexts;

  Expressions(Contexts contexts) {
    this.contexts = contexts;
  }

  /** What the names in an expression stand for. */
  interface Contexts {
    /** The value of {@code matrix.os}, {@code env.NAME}...: one, or none if it is not known. */
    List<Text> lookup(String path);
  }

  /** The text with its expressions replaced. */
  Text replaced(Text text) {
    String chars = text.chars();
    int open = chars.indexOf(OPEN);
    if (open < 0) {
      return text;
    }
    Text.Builder result = Text.builder(text.site());
    int from = 0;
    while (open >= 0) {
      int close = end(chars, open + OPEN.length());
      result.append(text.slice(from, open));
      Text whole = text.slice(open, close < 0 ? chars.length() : close + CLOSE.length());
      Span at = whole.span();
      List<Text> value =
          close < 0 ? List.of() : value(text.slice(open + OPEN.length(), close).strip());
      if (value.isEmpty()) {
        result.appendUnknown(at, "`" + whole + "` is only known when the job runs");
      } else {
        result.append(value.get(0).usedAt(at, Step.Kind.INTERPOLATED));
      }
      from = close < 0 ? chars.length() : close + CLOSE.length();
      open = chars.indexOf(OPEN, from);
    }
    return result.append(text.slice(from)).build();
  }

  /** Where an expression ends; braces in quotes do not count. */
  private static int end(String chars, int from) {
    boolean quoted = false;
    for (int i = from; i + 1 < chars.length(); i++) {
      char c = chars.charAt(i);
      quoted ^= c == '\'';
      if (!quoted && c == '}' && chars.charAt(i + 1) == '}') {
        return i;
      }
    }
    return -1;
  }

  /** The value of an expression: one, or none if it is not known. */
  private List<Text> value(Text expression) {
    String chars = expression.chars();
    if (chars.length() > 1
        && chars.startsWith("'")
        && chars.indexOf('\'', 1) == chars.length() - 1) {
      return List.of(expression.slice(1, chars.length() - 1));
    }
    boolean plain = !chars.isEmpty();
    for (int i = 0; i < chars.length(); i++) {
      plain &= Character.isLetterOrDigit(chars.charAt(i)) || "_-.[]'".indexOf(chars.charAt(i)) >= 0;
    }
    if (!plain) {
      return List.of();
    }
    if (Character.isDigit(chars.charAt(0)) || chars.equals("true") || chars.equals("false")) {
      return List.of(expression);
    }
    return contexts.lookup(dotted(chars));
  }

  /** {@code job.services['db'].ports[5432]} with dots throughout. */
  private static String dotted(String path) {
    return path.replace("['", ".").replace("']", "").replace("[", ".").replace("]", "");
  }

  /** Whether a condition holds in all runs of the job, in none, or perhaps. */
  Answer holds(Text condition) {
    Text inner = condition.strip();
    String chars = inner.chars();
    if (chars.startsWith(OPEN) && end(chars, OPEN.length()) == chars.length() - CLOSE.length()) {
      inner = inner.slice(OPEN.length(), chars.length() - CLOSE.length()).strip();
      chars = inner.chars();
    }
    if (chars.contains("||") || chars.indexOf('(') != chars.lastIndexOf('(')) {
      return Answer.UNKNOWN;
    }
    Answer all = Answer.YES;
    int from = 0;
    while (from <= chars.length()) {
      int and = chars.indexOf("&&", from);
      int to = and < 0 ? chars.length() : and;
      Answer one = holdsAlone(inner.slice(from, to).strip());
      if (one == Answer.NO) {
        return Answer.NO;
      }
      all = one == Answer.UNKNOWN ? Answer.UNKNOWN : all;
      from = to + 2;
    }
    return all;
  }

  private Answer holdsAlone(Text condition) {
    String chars = condition.chars();
    switch (chars.replace(" ", "").toLowerCase(Locale.ROOT)) {
      case "", "true", "always()", "success()", "!cancelled()" -> {
        return Answer.YES;
      }
      case "false", "failure()", "cancelled()" -> {
        return Answer.NO;
      }
      default -> {}
    }
    int equals = Math.max(chars.indexOf("=="), chars.indexOf("!="));
    if (equals < 0) {
      return Answer.UNKNOWN;
    }
    List<Text> left = value(condition.slice(0, equals).strip());
    List<Text> right = value(condition.slice(equals + 2).strip());
    boolean known =
        !left.isEmpty() && !right.isEmpty() && left.get(0).isKnown() && right.get(0).isKnown();
    if (!known) {
      return Answer.UNKNOWN;
    }
    // GitHub compares strings without regard to case.
    boolean same = left.get(0).chars().equalsIgnoreCase(right.get(0).chars());
    return same == (chars.charAt(equals) == '=') ? Answer.YES : Answer.NO;
  }
}
