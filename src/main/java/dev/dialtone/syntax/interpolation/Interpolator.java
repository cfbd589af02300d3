package dev.dialtone.syntax.interpolation;

import dev.dialtone.source.Problem;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Reference.Found;
import dev.dialtone.syntax.interpolation.Variables.Answer;
import java.util.ArrayList;
import java.util.List;

/**
 * Replaces the variables of a template as Compose does.
 *
 * <p>The grammar is one pattern, {@code
 * \$(?i:(\$)|([_a-z][_a-z0-9]*)|\{(?:([_a-z][_a-z0-9]*(?::?[-+?](.*))?)\}|()))}: any other {@code
 * $} is literal, and only one before a brace with something else behind it is refused.
 *
 * @see <a
 *     href="https://github.com/compose-spec/compose-go/blob/main/template/template.go">Compose's
 *     own reading of the grammar</a>
 */
public final class Interpolator {
  /** Deeper than anybody writes, shallow enough for any stack. */
  private static final int MAX_DEPTH = 100;

  private final Text template;
  private final String chars;
  private final Variables variables;
  private final List<Reference> references = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private long inserted;

  private Interpolator(Text template, Variables variables) {
    this.template = template;
    this.chars = template.chars();
    this.variables = variables;
  }

  /**
   * The template with its variables replaced: a value keeps the place where it is written and is
   * used at the place of the reference, a default keeps its own place. What has no value is a hole.
   */
  public static Interpolation interpolate(Text template, Variables variables) {
    if (template.chars().indexOf('$') < 0) {
      return new Interpolation(template, List.of(), List.of());
    }
    Interpolator run = new Interpolator(template, variables);
    Text text = run.expand(0, run.chars.length(), 0);
    return new Interpolation(text, run.references, run.problems);
  }

  /** The part of the template between two offsets, its variables replaced. */
  private Text expand(int from, int to, int depth) {
    int dollar = indexOf('$', from, to);
    if (dollar < 0) {
      return template.slice(from, to);
    }
    Text.Builder result = Text.builder(template.slice(from, to).site());
    int literal = from;
    Line line = new Line(from, from - 1, -1);
    while (dollar >= 0 && dollar + 1 < to) {
      char next = chars.charAt(dollar + 1);
      int end;
      if (next == '$') {
        end = dollar + 2;
        result.append(template.slice(literal, dollar)).append(rewritten(dollar, end));
      } else if (isNameStart(next)) {
        end = nameEnd(dollar + 1, to);
        result.append(template.slice(literal, dollar));
        Braces plain = new Braces(dollar, dollar + 1, end, Operator.NONE, end, end, end);
        evaluate(plain, result, depth);
      } else if (next == '{') {
        line = line.holding(dollar, to, chars);
        Braces braces = braces(dollar, line);
        end = braces.end();
        result.append(template.slice(literal, dollar));
        if (braces.valid()) {
          evaluate(braces, result, depth);
        } else {
          refuse(braces, result);
        }
      } else {
        dollar = indexOf('$', dollar + 1, to);
        continue;
      }
      literal = end;
      dollar = indexOf('$', end, to);
    }
    return result.append(template.slice(literal, to)).build();
  }

  /** A line of the template and its last closing brace, or -1: a default ends in its line. */
  private record Line(int start, int end, int lastBrace) {
    /** The line in which {@code at} stands; lines are asked for from left to right. */
    Line holding(int at, int limit, String chars) {
      if (at <= end) {
        return this;
      }
      int brace = -1;
      int i = at;
      while (i < limit && chars.charAt(i) != '\n') {
        if (chars.charAt(i) == '}') {
          brace = i;
        }
        i++;
      }
      return new Line(at, i, brace);
    }
  }

  /**
   * A reference in the template, as offsets.
   *
   * @param start its {@code $}
   * @param name the start of the name, which ends at {@code nameEnd}; equal if it is invalid
   * @param operator what stands behind the name
   * @param word the start of the default or message, which ends at {@code wordEnd}
   * @param end where the reference ends
   */
  private record Braces(
      int start, int name, int nameEnd, Operator operator, int word, int wordEnd, int end) {
    boolean valid() {
      return nameEnd > name;
    }
  }

  /** Reads the reference whose <code>${</code> stands at {@code start}. */
  private Braces braces(int start, Line line) {
    int name = start + 2;
    int nameEnd = nameEnd(name, line.end());
    Operator operator = operator(nameEnd, line.end());
    int word = nameEnd + operator.sign().length();
    boolean named = nameEnd > name && isNameStart(chars.charAt(name));
    if (named && operator == Operator.NONE && nameEnd < line.end() && chars.charAt(word) == '}') {
      return new Braces(start, name, nameEnd, operator, word, word, word + 1);
    }
    if (named && operator != Operator.NONE && line.lastBrace() >= word) {
      int close = matchingBrace(start, line.lastBrace());
      return new Braces(start, name, nameEnd, operator, word, close, close + 1);
    }
    int brace = indexOf('}', start, line.end());
    int end = brace < 0 ? line.end() : brace + 1;
    return new Braces(start, name, name, Operator.NONE, name, name, end);
  }

  /**
   * The brace that closes the one behind {@code start}. Compose steps over the character behind
   * each opening brace and, where the count does not come out, takes the last brace of the line:
   * what it reads differently from what one would expect, we read as it does.
   */
  private int matchingBrace(int start, int last) {
    int open = 0;
    for (int i = start; i <= last; i++) {
      char c = chars.charAt(i);
      if (c == '}') {
        open--;
        if (open == 0) {
          return i;
        }
      } else if (c == '{') {
        open++;
        i++;
      }
    }
    return last;
  }

  private Operator operator(int at, int to) {
    boolean colon = at < to && chars.charAt(at) == ':';
    int sign = colon ? at + 1 : at;
    if (sign >= to) {
      return Operator.NONE;
    }
    return switch (chars.charAt(sign)) {
      case '-' -> colon ? Operator.DEFAULT_IF_EMPTY : Operator.DEFAULT_IF_UNSET;
      case '?' -> colon ? Operator.REQUIRED_NOT_EMPTY : Operator.REQUIRED;
      case '+' -> colon ? Operator.REPLACED_IF_NOT_EMPTY : Operator.REPLACED_IF_SET;
      default -> Operator.NONE;
    };
  }

  private void evaluate(Braces braces, Text.Builder result, int depth) {
    Text place = template.slice(braces.start(), braces.end());
    Text name = template.slice(braces.name(), braces.nameEnd());
    if (depth == MAX_DEPTH) {
      problems.add(
          new Problem(
              place.span(),
              "variables are nested more than " + MAX_DEPTH + " deep",
              Problem.Kind.LIMIT));
      result.appendUnknown(place.site(), "`" + name + "` is nested too deeply");
      return;
    }
    Answer answer = variables.lookup(name.chars());
    references.add(new Reference(name, braces.operator(), place.span(), found(answer)));
    if (answer instanceof Answer.Unknown unknown) {
      result.appendUnknown(place.site(), unknown.why());
      return;
    }
    if (answer instanceof Answer.Set set) {
      boolean first = Allowance.covers(inserted);
      inserted += set.value().weight();
      if (!Allowance.covers(inserted)) {
        if (first) {
          problems.add(Allowance.problem(place));
        }
        result.append(Allowance.hole(place));
        return;
      }
    }
    boolean counts = counts(answer, braces.operator());
    switch (braces.operator()) {
      case NONE -> {
        if (counts || variables.unsetIsEmpty()) {
          result.append(used(answer, place));
        } else {
          result.appendUnknown(place.site(), "`" + name + "` is not set");
        }
      }
      case DEFAULT_IF_EMPTY, DEFAULT_IF_UNSET -> {
        if (counts) {
          result.append(used(answer, place));
        } else {
          Text word = expand(braces.word(), braces.wordEnd(), depth + 1);
          result.append(word.usedAt(place.site(), Step.Kind.DEFAULT));
        }
      }
      case REQUIRED_NOT_EMPTY, REQUIRED -> {
        if (counts) {
          result.append(used(answer, place));
        } else {
          Text message = expand(braces.word(), braces.wordEnd(), depth + 1);
          String why = answer instanceof Answer.Set ? "` is empty" : "` is not set";
          result.appendUnknown(
              place.site(), "`" + name + why + (message.isEmpty() ? "" : ": " + message));
        }
      }
      case REPLACED_IF_NOT_EMPTY, REPLACED_IF_SET -> {
        if (counts) {
          Text word = expand(braces.word(), braces.wordEnd(), depth + 1);
          result.append(word.through(Step.Kind.INTERPOLATED, place.site()));
        } else {
          result.append(used(answer, place));
        }
      }
    }
  }

  /** Whether the variable has a value in the eyes of the operator. */
  private static boolean counts(Answer answer, Operator operator) {
    return answer instanceof Answer.Set set
        && !(operator.emptyCountsAsUnset() && set.value().isEmpty());
  }

  private static Found found(Answer answer) {
    if (answer instanceof Answer.Set set) {
      return set.value().isEmpty() ? Found.EMPTY : Found.VALUE;
    }
    return answer instanceof Answer.Unset ? Found.UNSET : Found.UNKNOWN;
  }

  /** The value of a variable as it is used at the reference {@code place}. */
  private static Text used(Answer answer, Text place) {
    if (!(answer instanceof Answer.Set set)) {
      return Text.of("", place.site());
    }
    return cameLike(place, set.value().usedAt(place.site(), Step.Kind.INTERPOLATED));
  }

  /** One {@code $} for the two that stand between these offsets. */
  private Text rewritten(int from, int to) {
    Text place = template.slice(from, to);
    return cameLike(place, Text.of("$", place.span()));
  }

  /** {@code text} with the steps that its place in the template took before. */
  private static Text cameLike(Text place, Text text) {
    Text result = text;
    for (Step step : place.chain()) {
      result = result.through(step.kind(), step.at());
    }
    return result;
  }

  /** Compose loads no file with such a reference. */
  private void refuse(Braces braces, Text.Builder result) {
    Text place = template.slice(braces.start(), braces.end());
    problems.add(
        Problem.syntax(place.span(), "`" + shown(place) + "` is not a valid interpolation"));
    result.appendUnknown(place.site(), "the reference cannot be read");
  }

  /** The reference without what may be its default, which may be a secret. */
  private static String shown(Text place) {
    String whole = place.toString();
    int end = "${".length();
    while (end < whole.length() && ":-?+=".indexOf(whole.charAt(end)) < 0) {
      end++;
    }
    return end < whole.length() && whole.endsWith("}")
        ? whole.substring(0, end) + "}"
        : whole.substring(0, end);
  }

  private int nameEnd(int from, int to) {
    int i = from;
    while (i < to && (isNameStart(chars.charAt(i)) || isDigit(chars.charAt(i)))) {
      i++;
    }
    return i;
  }

  private static boolean isNameStart(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private int indexOf(char wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (chars.charAt(i) == wanted) {
        return i;
      }
    }
    return -1;
  }
}
