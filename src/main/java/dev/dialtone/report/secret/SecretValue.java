package dev.dialtone.report.secret;

/**
 * Hides a value that is secret, but not the references in it: {@code ${DB_PASSWORD}} says where a
 * password comes from and is no password, while the default in {@code ${DB_PASSWORD:-hunter2}} is.
 */
final class SecretValue {
  /** Deeper than any default in a default that people write; what lies deeper is hidden whole. */
  private static final int MAX_DEPTH = 8;

  private static final int NONE = -1;

  /**
   * A reference that begins and does not end: the rest is taken literally, which keeps time linear.
   */
  private static final int UNCLOSED = -2;

  private final String text;
  private final Hidden hidden;

  SecretValue(String text, Hidden hidden) {
    this.text = text;
    this.hidden = hidden;
  }

  /** Hides what is secret in the value between two offsets. */
  void hide(int start, int end) {
    int from = start;
    int to = end;
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    if (!isSwitch(from, to)) {
      hideLiterals(from, to, 0);
    }
  }

  /** Hides the value even where it reads like a switch. */
  void hideWhole(int start, int end) {
    hideLiterals(start, end, 0);
  }

  /** Hides the defaults in {@code ${NAME:-default}} of every secret name in the text. */
  void hideDefaults() {
    int at = text.indexOf("${");
    while (at >= 0) {
      int nameEnd = nameEnd(at + 2, text.length());
      if (nameEnd > at + 2 && SecretNames.isSecret(text.substring(at + 2, nameEnd))) {
        int close = closingBrace(at + 2, text.length());
        int end = close < 0 ? text.length() : close;
        hideDefault(at + 2, end, 0);
        at = text.indexOf("${", end);
      } else {
        at = text.indexOf("${", at + 2);
      }
    }
  }

  private void hideLiterals(int start, int end, int depth) {
    if (depth > MAX_DEPTH) {
      hidden.add(start, end);
      return;
    }
    boolean references = isReferences(start, end);
    int literal = start;
    int i = start;
    while (i < end) {
      int close = text.charAt(i) == '$' ? reference(i, end, references) : template(i, end);
      if (close == UNCLOSED) {
        break;
      }
      if (close == NONE) {
        i++;
        continue;
      }
      hidden.add(literal, i);
      int brace = i;
      while (brace < close && text.charAt(brace) == '$') {
        brace++;
      }
      if (brace > i && text.charAt(brace) == '{') {
        hideDefault(brace + 1, close - 1, depth);
      }
      i = close;
      literal = close;
    }
    hidden.add(literal, end);
  }

  /** Hides what follows the name in the inside of {@code ${...}}. */
  private void hideDefault(int start, int end, int depth) {
    int at = nameEnd(start, end);
    if (at == start || at >= end) {
      return;
    }
    if (text.charAt(at) == ':') {
      at++;
    }
    if (at < end && text.charAt(at) == '?') {
      // The rest is a message to whoever has not set the variable.
      return;
    }
    if (at < end && "-=+".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (!isSwitch(at, end)) {
      hideLiterals(at, end, depth + 1);
    }
  }

  /**
   * Whether the value is made of references only. A bare {@code $NAME} counts as one only then and
   * in capitals: in the middle of a password a dollar is a dollar.
   */
  private boolean isReferences(int start, int end) {
    int i = start;
    while (i < end) {
      int close = text.charAt(i) == '$' ? reference(i, end, true) : template(i, end);
      if (close < 0) {
        return false;
      }
      i = close;
    }
    return true;
  }

  /** The end of the reference whose dollar stands at {@code i}, NONE or UNCLOSED. */
  private int reference(int i, int end, boolean bare) {
    int at = i + 1;
    if (at < end && text.charAt(at) == '$') {
      // Compose leaves $$NAME to the shell in the container.
      at++;
    }
    if (at < end && text.charAt(at) == '{') {
      int close = closingBrace(at + 1, end);
      return close < 0 ? UNCLOSED : close + 1;
    }
    int nameEnd = at;
    while (nameEnd < end && isCapital(text.charAt(nameEnd))) {
      nameEnd++;
    }
    return bare && nameEnd > at ? nameEnd : NONE;
  }

  /** The end of the <code>{{ template }}</code> that begins at {@code i}, NONE or UNCLOSED. */
  private int template(int i, int end) {
    if (!text.startsWith("{{", i)) {
      return NONE;
    }
    for (int at = i + 2; at + 2 <= end; at++) {
      if (text.startsWith("}}", at)) {
        return at + 2;
      }
    }
    return UNCLOSED;
  }

  private int closingBrace(int from, int end) {
    int open = 1;
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (c == '{') {
        open++;
      } else if (c == '}' && --open == 0) {
        return i;
      }
    }
    return -1;
  }

  private int nameEnd(int from, int end) {
    int i = from;
    while (i < end && isNameCharacter(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isNameCharacter(char c) {
    return isCapital(c) || (c >= 'a' && c <= 'z') || c == '.';
  }

  private static boolean isCapital(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  /** Whether the value only says yes or no: {@code ALLOW_EMPTY_PASSWORD: "yes"}. */
  private boolean isSwitch(int start, int end) {
    return switch (end - start) {
      case 2 -> is(start, "no") || is(start, "on");
      case 3 -> is(start, "yes") || is(start, "off");
      case 4 -> is(start, "true") || is(start, "null") || is(start, "none");
      case 5 -> is(start, "false");
      default -> false;
    };
  }

  private boolean is(int start, String word) {
    return text.regionMatches(true, start, word, 0, word.length());
  }
}
