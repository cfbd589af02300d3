package dev.dialtone.format.dockerfile;

/**
 * The durations that {@code HEALTHCHECK} takes: {@code 1m30s}, {@code 1.5s}; zero or at least a
 * millisecond.
 */
final class Durations {
  private Durations() {}

  static boolean isDuration(String written) {
    if (written.equals("0")) {
      return true;
    }
    double nanos = 0;
    int at = 0;
    while (at < written.length()) {
      int number = at;
      while (at < written.length() && isNumeral(written.charAt(at))) {
        at++;
      }
      int unit = at;
      while (at < written.length() && !isNumeral(written.charAt(at))) {
        at++;
      }
      double size = size(written.substring(unit, at));
      if (size == 0 || !isDecimal(written.substring(number, unit))) {
        return false;
      }
      nanos += Double.parseDouble(written.substring(number, unit)) * size;
    }
    return at > 0 && (nanos == 0 || nanos >= 1e6);
  }

  private static boolean isNumeral(char c) {
    return (c >= '0' && c <= '9') || c == '.';
  }

  private static boolean isDecimal(String number) {
    int points = 0;
    for (int i = 0; i < number.length(); i++) {
      points += number.charAt(i) == '.' ? 1 : 0;
    }
    return points <= 1 && number.length() > points;
  }

  /** The nanoseconds of a unit; zero if it is none. */
  private static double size(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "us", "\u00b5s", "\u03bcs" -> 1e3;
      case "ms" -> 1e6;
      case "s" -> 1e9;
      case "m" -> 60e9;
      case "h" -> 3_600e9;
      default -> 0;
    };
  }
}
