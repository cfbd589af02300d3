package dev.dialtone.report.secret;

/**
 * Finds passwords before an {@code @}: {@code scheme://user:password@host} and, without a scheme,
 * {@code user:password@tcp(host:3306)/} as the drivers of Go write it.
 */
final class UrlSecrets {
  /** No user and password are longer; it bounds the look-ahead of each URL. */
  private static final int MAX_LENGTH = 4096;

  private final String text;
  private final SecretValue values;

  UrlSecrets(String text, Hidden hidden) {
    this.text = text;
    this.values = new SecretValue(text, hidden);
  }

  void scan() {
    int at = text.indexOf("://");
    while (at >= 0) {
      scanAuthority(at);
      at = text.indexOf("://", at + 3);
    }
    if (text.indexOf('@') >= 0) {
      scanWithoutScheme();
    }
  }

  private void scanAuthority(int separator) {
    int schemeStart = schemeStart(separator);
    boolean web = isWeb(text.substring(schemeStart, separator));
    char before = charBefore(schemeStart);
    int start = separator + 3;
    int limit = Math.min(text.length(), start + MAX_LENGTH);
    int colon = -1;
    int lastAt = -1;
    for (int i = start; i < limit; i = References.next(text, i)) {
      char c = text.charAt(i);
      // A password that was interpolated may hold a space; a host and a port in prose do not.
      boolean over = c <= ' ' && (colon < 0 || lastAt >= 0 || isPort(colon + 1, i));
      if (over || (c == before && isQuote(c))) {
        break;
      }
      if (c == '@') {
        lastAt = i;
      } else if (c == ':' && colon < 0 && lastAt < 0) {
        colon = i;
      } else if (endsAuthority(c)) {
        // People put / ? # and quotes into passwords unescaped: the authority ends there only where
        // no password can be under way.
        boolean noPassword = colon < 0 || isPort(colon + 1, i);
        boolean passwordOver = lastAt >= 0 && (web || (c != '/' && c != '#' && !isPassword(c, i)));
        if (noPassword || passwordOver) {
          break;
        }
      }
    }
    if (lastAt < 0) {
      return;
    }
    if (colon >= 0) {
      values.hideWhole(colon + 1, lastAt);
    } else if (web) {
      // A user without a password is a token: https://TOKEN@host.
      values.hideWhole(start, lastAt);
    }
  }

  /** Whether a question mark belongs to a password: no parameter follows it. */
  private boolean isPassword(char c, int at) {
    int i = at + 1;
    while (i < text.length() && i - at < 64 && text.charAt(i) > ' ' && text.charAt(i) != '=') {
      if (text.charAt(i) == '@') {
        return c == '?';
      }
      i++;
    }
    return false;
  }

  /** The character in front of a URL, an outer scheme like {@code jdbc:} skipped. */
  private char charBefore(int schemeStart) {
    int i = schemeStart;
    while (i > 0 && schemeStart - i < 20 && text.charAt(i - 1) == ':') {
      i = schemeStart(i - 1);
    }
    return i == 0 ? ' ' : text.charAt(i - 1);
  }

  private static boolean endsAuthority(char c) {
    return c == '/' || c == '?' || c == '#' || c == ',' || c == ';' || isQuote(c);
  }

  private int schemeStart(int separator) {
    int start = separator;
    while (start > 0 && separator - start < 20 && isSchemeCharacter(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static boolean isWeb(String scheme) {
    return switch (scheme) {
      case "http", "https", "ws", "wss", "git" -> true;
      default -> false;
    };
  }

  /** Whether this is a port: digits, or a reference to a variable. */
  private boolean isPort(int start, int end) {
    int i = start;
    while (i < end) {
      int next = References.next(text, i);
      boolean reference = next > i + 1;
      if (!reference && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
        return false;
      }
      i = next;
    }
    return true;
  }

  private void scanWithoutScheme() {
    int start = 0;
    int colon = -1;
    int lastAt = -1;
    boolean url = false;
    for (int i = 0; i <= text.length(); i = References.next(text, i)) {
      char c = i == text.length() ? ' ' : text.charAt(i);
      boolean mayEnd = !url && (colon < 0 || lastAt >= 0);
      if (c <= ' ' || (mayEnd && (isQuote(c) || isBracket(c)))) {
        if (colon >= 0 && lastAt > colon + 1) {
          values.hideWhole(colon + 1, lastAt);
        }
        start = i + 1;
        colon = -1;
        lastAt = -1;
        url = false;
      } else if (c == ':' && text.startsWith("://", i)) {
        url = true;
      } else if (c == ':' && colon < 0 && !url && i > start) {
        colon = i;
      } else if (c == '@' && !url && isHostNext(i + 1)) {
        lastAt = i;
      }
    }
  }

  /** Whether a host may begin here: not the digest of an image, not the end of a word. */
  private boolean isHostNext(int at) {
    return at < text.length()
        && text.charAt(at) > ' '
        && !isQuote(text.charAt(at))
        && !text.startsWith("sha256:", at)
        && !text.startsWith("sha512:", at);
  }

  private static boolean isBracket(char c) {
    return c == '(' || c == '[' || c == '{' || c == ',';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  private static boolean isSchemeCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '-'
        || c == '.';
  }
}
