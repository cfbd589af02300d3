package dev.dialtone.format.compose;

/**
 * Tells dates and times, which go-yaml makes of plain scalars: {@code 2024-01-31}, {@code
 * 2024-1-31T10:00:00Z}, {@code 2024-01-31 10:00:00.5}.
 *
 * @see <a href="https://github.com/go-yaml/yaml/blob/v3.0.1/resolve.go">go-yaml, resolve.go</a>
 */
final class Dates {
  private final String chars;
  private int at;

  private Dates(String chars) {
    this.chars = chars;
  }

  /** Whether a plain scalar with these characters is a date. */
  static boolean isDate(String chars) {
    return chars.length() >= "2024-1-1".length()
        && chars.charAt(4) == '-'
        && new Dates(chars).read();
  }

  private boolean read() {
    int year = number(4, 4);
    at++;
    int month = number(1, 2);
    if (year < 0 || month < 1 || month > 12 || !take('-')) {
      return false;
    }
    int day = number(1, 2);
    if (day < 1 || day > days(year, month)) {
      return false;
    }
    if (at == chars.length()) {
      return true;
    }
    boolean zoned = take('T') || take('t');
    return (zoned || take(' ')) && isTime() && (!zoned || isZone()) && at == chars.length();
  }

  private boolean isTime() {
    boolean read = isBelow(24) && take(':') && isBelow(60) && take(':') && isBelow(60);
    if (read && (take('.') || take(','))) {
      return number(1, chars.length()) >= 0;
    }
    return read;
  }

  private boolean isZone() {
    if (take('Z')) {
      return true;
    }
    if (!take('+') && !take('-')) {
      return false;
    }
    int from = at;
    return isBelow(25) && at == from + 2 && take(':') && isBelow(61) && at == from + 5;
  }

  private boolean isBelow(int limit) {
    int number = number(1, 2);
    return number >= 0 && number < limit;
  }

  private boolean take(char c) {
    if (at < chars.length() && chars.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  /** The number that begins here, of so many digits; -1 if there are fewer. */
  private int number(int least, int most) {
    int from = at;
    int value = 0;
    while (at < chars.length() && at - from < most && Character.digit(chars.charAt(at), 10) >= 0) {
      // A long fraction may run over; only that it is one counts.
      value = (value * 10 + Character.digit(chars.charAt(at), 10)) & Integer.MAX_VALUE;
      at++;
    }
    return at - from < least ? -1 : value;
  }

  private static int days(int year, int month) {
    return switch (month) {
      case 2 -> (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }
}
