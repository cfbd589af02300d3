package dev.dialtone.engine;

/**
 * The wildcards of gitignore(5) within one name of a path: {@code *}, {@code ?}, {@code [a-z]},
 * {@code [!a-z]}, {@code [[:alpha:]]} and a backslash before a character that means itself.
 */
final class Wildcard {
  private Wildcard() {}

  /** Whether the whole of {@code name} fits {@code pattern}; at worst length times length steps. */
  static boolean matches(String pattern, String name) {
    int p = 0;
    int n = 0;
    int starP = -1;
    int starN = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        starP = p++;
        starN = n;
        continue;
      }
      int next = p < pattern.length() ? afterMatch(pattern, p, name.charAt(n)) : NO_MATCH;
      if (next != NO_MATCH) {
        p = next;
        n++;
      } else if (starP >= 0) {
        // Only the last star has to give way: what stands before it has found its place.
        p = starP + 1;
        n = ++starN;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static final int NO_MATCH = -1;

  /** Where the pattern goes on behind the element at {@code at} if that fits {@code c}. */
  private static int afterMatch(String pattern, int at, char c) {
    return switch (pattern.charAt(at)) {
      case '?' -> at + 1;
      case '[' -> afterBrackets(pattern, at + 1, c);
      case '\\' -> at + 1 < pattern.length() && pattern.charAt(at + 1) == c ? at + 2 : NO_MATCH;
      default -> pattern.charAt(at) == c ? at + 1 : NO_MATCH;
    };
  }

  private static int afterBrackets(String pattern, int first, char c) {
    int at = first;
    boolean inverted =
        at < pattern.length() && (pattern.charAt(at) == '!' || pattern.charAt(at) == '^');
    if (inverted) {
      at++;
    }
    boolean found = false;
    for (boolean begun = false; at < pattern.length(); begun = true) {
      char from = pattern.charAt(at);
      if (from == ']' && begun) {
        return found != inverted ? at + 1 : NO_MATCH;
      }
      if (from == '[' && pattern.startsWith("[:", at)) {
        int end = pattern.indexOf(":]", at + 2);
        if (end >= 0) {
          found |= isInClass(pattern.substring(at + 2, end), c);
          at = end + 2;
          continue;
        }
      }
      if (from == '\\') {
        if (++at == pattern.length()) {
          return NO_MATCH;
        }
        from = pattern.charAt(at);
      }
      at++;
      char to = from;
      if (at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
        at++;
        to = pattern.charAt(at);
        if (to == '\\') {
          if (++at == pattern.length()) {
            return NO_MATCH;
          }
          to = pattern.charAt(at);
        }
        at++;
      }
      found |= from <= c && c <= to;
    }
    return NO_MATCH;
  }

  private static boolean isInClass(String name, char c) {
    boolean digit = c >= '0' && c <= '9';
    boolean upper = c >= 'A' && c <= 'Z';
    boolean lower = c >= 'a' && c <= 'z';
    boolean printable = c > ' ' && c < 0x7F;
    return switch (name) {
      case "digit" -> digit;
      case "upper" -> upper;
      case "lower" -> lower;
      case "alpha" -> upper || lower;
      case "alnum" -> upper || lower || digit;
      case "xdigit" -> digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      case "blank" -> c == ' ' || c == '\t';
      case "space" -> c == ' ' || (c >= '\t' && c <= '\r');
      case "cntrl" -> c < ' ' || c == 0x7F;
      case "graph" -> printable;
      case "print" -> printable || c == ' ';
      case "punct" -> printable && !upper && !lower && !digit;
      default -> false;
    };
  }
}
