package dev.dialtone.syntax.spring;

import dev.dialtone.source.Text;
import java.util.Set;

/**
 * Profile expressions: {@code prod & !cloud}, {@code (a | b)}, lists with commas of which one has
 * to hold.
 *
 * @see <a
 *     href="https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/core/env/Profiles.html#of(java.lang.String...)">
 *     Spring Framework, Profiles.of</a>
 */
public final class Profiles {
  /** Deeper than anybody writes, shallow enough for any stack. */
  private static final int MAX_DEPTH = 100;

  private final String chars;
  private final Set<String> active;
  private final int end;
  private int at;

  private Profiles(String chars, int from, int end, Set<String> active) {
    this.chars = chars;
    this.at = from;
    this.end = end;
    this.active = active;
  }

  /** Whether a condition holds. */
  public enum Match {
    YES,
    NO,
    /** It has a hole or is malformed: Spring refuses to start with the latter. */
    UNKNOWN;

    private Match or(Match other) {
      if (this == YES || other == YES) {
        return YES;
      }
      return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : NO;
    }

    private Match and(Match other) {
      return negated().or(other.negated()).negated();
    }

    private Match negated() {
      return switch (this) {
        case YES -> NO;
        case NO -> YES;
        case UNKNOWN -> UNKNOWN;
      };
    }
  }

  /**
   * Whether {@code condition} holds with these active profiles; an empty one always does. Where no
   * profile is activated, the profile {@code default} is active.
   */
  public static Match matches(Text condition, Set<String> active) {
    String chars = condition.chars();
    if (chars.isBlank()) {
      return Match.YES;
    }
    Match any = Match.NO;
    int from = 0;
    while (from <= chars.length()) {
      int comma = chars.indexOf(',', from);
      int to = comma < 0 ? chars.length() : comma;
      if (!chars.substring(from, to).isBlank()) {
        Profiles expression = new Profiles(chars, from, to, active);
        Match match = expression.operands(0);
        any = any.or(expression.at < to ? Match.UNKNOWN : match);
      }
      from = to + 1;
    }
    return any;
  }

  /** Operands that are joined by one kind of operator: mixing two needs parentheses. */
  private Match operands(int depth) {
    Match result = operand(depth);
    char operator = ' ';
    while (skipSpace() && (chars.charAt(at) == '&' || chars.charAt(at) == '|')) {
      char next = chars.charAt(at);
      at++;
      Match other = operand(depth);
      if (operator != ' ' && operator != next) {
        return Match.UNKNOWN;
      }
      operator = next;
      result = next == '&' ? result.and(other) : result.or(other);
    }
    return result;
  }

  private Match operand(int depth) {
    if (!skipSpace() || depth > MAX_DEPTH) {
      return Match.UNKNOWN;
    }
    char c = chars.charAt(at);
    if (c == '!') {
      at++;
      return operand(depth + 1).negated();
    }
    if (c == '(') {
      at++;
      Match inner = operands(depth + 1);
      boolean closed = skipSpace() && chars.charAt(at) == ')';
      at = closed ? at + 1 : at;
      return closed ? inner : Match.UNKNOWN;
    }
    int from = at;
    while (at < end && "()&|!".indexOf(chars.charAt(at)) < 0) {
      at++;
    }
    String name = chars.substring(from, at).strip();
    if (name.isEmpty() || name.indexOf(Text.HOLE) >= 0) {
      return Match.UNKNOWN;
    }
    return active.contains(name) ? Match.YES : Match.NO;
  }

  /** Goes to the next character; whether there is one. */
  private boolean skipSpace() {
    while (at < end && Character.isWhitespace(chars.charAt(at))) {
      at++;
    }
    return at < end;
  }
}
