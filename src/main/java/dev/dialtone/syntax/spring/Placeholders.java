package dev.dialtone.syntax.spring;

import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import dev.dialtone.syntax.interpolation.Variables.Answer;
import java.util.HashSet;
import java.util.Set;

/**
 * Replaces {@code ${name}} and {@code ${name:default}} as Spring does, within names and defaults
 * too. An expression {@code #{...}} is unknown.
 *
 * @see <a
 *     href="https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.files.property-placeholders">
 *     Spring Boot, Property Placeholders</a>
 * @see <a
 *     href="https://github.com/spring-projects/spring-framework/blob/main/spring-core/src/main/java/org/springframework/util/PlaceholderParser.java">
 *     PlaceholderParser</a>
 */
public final class Placeholders {
  /** Deeper than anybody writes, shallow enough for any stack. */
  private static final int MAX_DEPTH = 50;

  /** How long a value may grow: values that name each other can double at each step. */
  private static final int MAX_LENGTH = 8_192;

  private final Variables variables;
  private final Set<String> open = new HashSet<>();
  private int produced;

  private Placeholders(Variables variables) {
    this.variables = variables;
  }

  /** Whether there is anything in a value that would be replaced. */
  public static boolean occurIn(Text value) {
    return value.chars().contains("${") || value.chars().contains("#{");
  }

  /**
   * The value with its placeholders replaced. What is looked up keeps the place where it is written
   * and is used at the place of the placeholder; a default keeps its own place. What has neither is
   * a hole.
   *
   * @param variables knows the settings by the names that placeholders give them; their values may
   *     hold placeholders in turn
   */
  public static Text resolve(Text value, Variables variables) {
    return occurIn(value) ? new Placeholders(variables).expand(value, 0) : value;
  }

  private Text expand(Text value, int depth) {
    String chars = value.chars();
    Text.Builder result = Text.builder(value.site());
    int literal = 0;
    int start = next(chars, 0);
    while (start >= 0) {
      int end = close(chars, start + 2);
      if (end < 0) {
        break;
      }
      boolean escaped = start > 0 && chars.charAt(start - 1) == '\\' && chars.charAt(start) == '$';
      if (escaped) {
        result.append(value.slice(literal, start - 1)).append(value.slice(start, start + 2));
        literal = start + 2;
        start = next(chars, literal);
        continue;
      }
      result.append(value.slice(literal, start));
      Text place = value.slice(start, end + 1);
      if (chars.charAt(start) == '#') {
        result.appendUnknown(place.site(), "an expression of Spring's is not worked out");
      } else {
        result.append(placeholder(place, value.slice(start + 2, end), depth));
      }
      literal = end + 1;
      start = next(chars, literal);
    }
    return result.append(value.slice(literal)).build();
  }

  /** The offset of the next <code>${</code> or <code>#{</code>; -1 if there is none. */
  private static int next(String chars, int from) {
    for (int i = from; i + 1 < chars.length(); i++) {
      if (chars.charAt(i + 1) == '{' && (chars.charAt(i) == '$' || chars.charAt(i) == '#')) {
        return i;
      }
    }
    return -1;
  }

  /** The offset of the brace that closes what is open before {@code from}; -1 if none does. */
  private static int close(String chars, int from) {
    int depth = 0;
    for (int i = from; i < chars.length(); i++) {
      if (chars.charAt(i) == '{') {
        depth++;
      } else if (chars.charAt(i) == '}') {
        if (depth == 0) {
          return i;
        }
        depth--;
      }
    }
    return -1;
  }

  private Text placeholder(Text place, Text inner, int depth) {
    if (depth >= MAX_DEPTH || produced > MAX_LENGTH) {
      return Text.unknown(place.site(), "placeholders are nested too deeply");
    }
    int colon = separator(inner.chars());
    Text written = inner.slice(0, colon < 0 ? inner.length() : colon);
    Text name = withoutEscapes(expand(written, depth + 1));
    if (!name.isKnown()) {
      return Text.unknown(place.site(), name.whyUnknown());
    }
    Answer answer = variables.lookup(name.chars());
    if (colon >= 0 && answer instanceof Answer.Unset) {
      // A name may have a colon in it.
      Answer whole = variables.lookup(inner.chars());
      answer = whole instanceof Answer.Set ? whole : answer;
    }
    if (answer instanceof Answer.Set set) {
      return lookedUp(place, name.chars(), set.value(), depth);
    }
    if (answer instanceof Answer.Unknown unknown) {
      return Text.unknown(place.site(), unknown.why());
    }
    if (colon < 0) {
      return variables.unsetIsEmpty()
          ? Text.of("", place.site())
          : Text.unknown(place.site(), "`" + name + "` is not set");
    }
    return expand(inner.slice(colon + 1), depth + 1).through(Step.Kind.DEFAULT, place.site());
  }

  private Text lookedUp(Text place, String name, Text value, int depth) {
    produced += value.length();
    if (!occurIn(value)) {
      return used(place, value);
    }
    if (!open.add(name)) {
      return Text.unknown(place.site(), "`" + name + "` stands for itself");
    }
    Text expanded = expand(value, depth + 1);
    open.remove(name);
    return used(place, expanded);
  }

  /** The value where the placeholder stands, with the steps that the placeholder itself took. */
  private static Text used(Text place, Text value) {
    Text result = value.usedAt(place.site(), Step.Kind.INTERPOLATED);
    for (Step step : place.chain()) {
      result = result.through(step.kind(), step.at());
    }
    return result;
  }

  /** The offset of the colon before the default; -1 if there is none. */
  private static int separator(String inner) {
    int depth = 0;
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
      } else if (c == ':' && depth == 0 && !(i > 0 && inner.charAt(i - 1) == '\\')) {
        return i;
      }
    }
    return -1;
  }

  /** A name in which {@code \:} stands for a colon. */
  private static Text withoutEscapes(Text name) {
    String chars = name.chars();
    int escape = chars.indexOf("\\:");
    if (escape < 0) {
      return name;
    }
    Text.Builder result = Text.builder(name.site());
    int kept = 0;
    while (escape >= 0) {
      result.append(name.slice(kept, escape));
      kept = escape + 1;
      escape = chars.indexOf("\\:", kept);
    }
    return result.append(name.slice(kept)).build();
  }
}
