package dev.dialtone.model;

import java.math.BigDecimal;

/** Durations such as {@code 1m30s}, as Compose reads and prints them. */
public final class GoDuration {
  private static final long SECOND = 1_000_000_000L;

  private GoDuration() {}

  /** A duration as Compose prints it; what is no duration stays as it is. */
  public static String print(String written) {
    long nanos = nanos(written);
    return nanos < 0 ? written : print(nanos);
  }

  /** Whether this is a duration, be it a negative one, which Compose takes as well. */
  public static boolean isDuration(String written) {
    return written.startsWith("-") ? unsigned(written.substring(1)) >= 0 : nanos(written) >= 0;
  }

  /** The nanoseconds of a duration, or -1 if it is none or a negative one. */
  public static long nanos(String written) {
    return unsigned(written.startsWith("+") ? written.substring(1) : written);
  }

  private static long unsigned(String written) {
    if (written.equals("0")) {
      return 0;
    }
    BigDecimal total = BigDecimal.ZERO;
    int i = 0;
    while (i < written.length()) {
      int digits = i;
      while (i < written.length() && (isDigit(written.charAt(i)) || written.charAt(i) == '.')) {
        i++;
      }
      int unit = i;
      while (i < written.length() && !isDigit(written.charAt(i)) && written.charAt(i) != '.') {
        i++;
      }
      long size = size(written.substring(unit, i));
      String number = written.substring(digits, unit);
      if (size < 0 || !isDecimal(number)) {
        return -1;
      }
      total = total.add(new BigDecimal(number).multiply(BigDecimal.valueOf(size)));
    }
    boolean fits = total.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    return written.isEmpty() || !fits ? -1 : total.longValue();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isDecimal(String number) {
    int points = 0;
    int digits = 0;
    for (int i = 0; i < number.length(); i++) {
      points += number.charAt(i) == '.' ? 1 : 0;
      digits += isDigit(number.charAt(i)) ? 1 : 0;
    }
    return digits > 0 && digits < 30 && points <= 1;
  }

  private static long size(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "us", "µs", "μs" -> 1_000;
      case "ms" -> 1_000_000;
      case "s" -> SECOND;
      case "m" -> 60 * SECOND;
      case "h" -> 3_600 * SECOND;
      case "d" -> 24 * 3_600 * SECOND;
      case "w" -> 7 * 24 * 3_600 * SECOND;
      default -> -1;
    };
  }

  private static String print(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    if (nanos < SECOND) {
      long unit = nanos < 1_000 ? 1 : nanos < 1_000_000 ? 1_000 : 1_000_000;
      String name = unit == 1 ? "ns" : unit == 1_000 ? "µs" : "ms";
      return fraction(nanos, unit) + name;
    }
    long minutes = nanos / (60 * SECOND);
    String seconds = fraction(nanos % (60 * SECOND), SECOND) + "s";
    if (minutes == 0) {
      return seconds;
    }
    String rest = minutes % 60 + "m" + seconds;
    return minutes < 60 ? rest : minutes / 60 + "h" + rest;
  }

  private static String fraction(long nanos, long unit) {
    BigDecimal value = BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(unit));
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
