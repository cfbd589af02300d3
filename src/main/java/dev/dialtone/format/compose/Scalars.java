package dev.dialtone.format.compose;

import dev.dialtone.format.compose.Tree.Kind;
import dev.dialtone.format.compose.Tree.Leaf;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.yaml.YamlNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/**
 * Decides what a plain scalar is, as go-yaml 3 does for Compose: YAML 1.2's types with some of
 * 1.1's spellings of numbers, so that {@code 010} is 8 and {@code 1_000} is 1000, while {@code yes}
 * and {@code 22:22} stay strings.
 */
final class Scalars {
  private static final BigInteger INT_MAX = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
  private static final BigInteger INT_MIN = BigInteger.TWO.pow(63).negate();

  private Scalars() {}

  /** The leaf that a scalar stands for. */
  static Leaf leaf(YamlNode.Scalar scalar, FilePath folder) {
    Text text = scalar.text();
    if (scalar.style() != YamlNode.Style.PLAIN || isString(scalar.tag())) {
      return new Leaf(text, Kind.STRING, scalar.span(), folder);
    }
    String chars = text.chars();
    Kind kind = kind(chars);
    String value =
        switch (kind) {
          case BOOLEAN -> chars.toLowerCase(Locale.ROOT);
          case INTEGER -> integer(chars).toString();
          case FLOAT -> floating(chars);
          default -> chars;
        };
    Text printed = value.equals(chars) ? text : Text.of(value, scalar.span());
    return new Leaf(printed, kind, scalar.span(), folder);
  }

  /** Whether a tag makes a plain scalar a string: any but those of the other types. */
  private static boolean isString(String tag) {
    return switch (tag) {
      case "", "!!null", "!!bool", "!!int", "!!float", "!!timestamp" -> false;
      default -> true;
    };
  }

  /** What a plain scalar with these characters is. */
  static Kind kind(String chars) {
    if (chars.isEmpty()) {
      return Kind.NULL;
    }
    char first = chars.charAt(0);
    if (first == '~' || Character.isLetter(first)) {
      return switch (chars) {
        case "~", "null", "Null", "NULL" -> Kind.NULL;
        case "true", "True", "TRUE", "false", "False", "FALSE" -> Kind.BOOLEAN;
        default -> Kind.STRING;
      };
    }
    if (!isNumberStart(first)) {
      return Kind.STRING;
    }
    if (isSpecialFloat(chars)) {
      return Kind.FLOAT;
    }
    String digits = chars.replace("_", "");
    if (first != '.' && isInteger(digits)) {
      BigInteger value = integer(chars);
      return value.compareTo(INT_MAX) <= 0 && value.compareTo(INT_MIN) >= 0
          ? Kind.INTEGER
          : Kind.FLOAT;
    }
    if (isFloat(digits)) {
      return Kind.FLOAT;
    }
    return Dates.isDate(chars) ? Kind.DATE : Kind.STRING;
  }

  private static boolean isNumberStart(char c) {
    return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  }

  private static boolean isSpecialFloat(String chars) {
    return switch (chars) {
      case ".nan",
          ".NaN",
          ".NAN",
          ".inf",
          ".Inf",
          ".INF",
          "+.inf",
          "+.Inf",
          "+.INF",
          "-.inf",
          "-.Inf",
          "-.INF" ->
          true;
      default -> false;
    };
  }

  private static boolean isInteger(String digits) {
    int from = signed(digits) ? 1 : 0;
    int radix = radix(digits, from);
    int start = from + prefix(digits, from);
    if (start >= digits.length()) {
      return false;
    }
    for (int i = start; i < digits.length(); i++) {
      if (Character.digit(digits.charAt(i), radix) < 0 || digits.charAt(i) > 'f') {
        return false;
      }
    }
    return true;
  }

  private static BigInteger integer(String chars) {
    String digits = chars.replace("_", "");
    int from = signed(digits) ? 1 : 0;
    BigInteger value =
        new BigInteger(digits.substring(from + prefix(digits, from)), radix(digits, from));
    return digits.charAt(0) == '-' ? value.negate() : value;
  }

  private static boolean signed(String digits) {
    return !digits.isEmpty() && (digits.charAt(0) == '+' || digits.charAt(0) == '-');
  }

  /** The number system that a number's first characters announce, as Go reads them. */
  private static int radix(String digits, int from) {
    if (digits.length() < from + 2 || digits.charAt(from) != '0') {
      return 10;
    }
    return switch (digits.charAt(from + 1)) {
      case 'x', 'X' -> 16;
      case 'b', 'B' -> 2;
      default -> 8;
    };
  }

  private static int prefix(String digits, int from) {
    if (digits.length() < from + 2 || digits.charAt(from) != '0') {
      return 0;
    }
    return switch (digits.charAt(from + 1)) {
      case 'x', 'X', 'b', 'B', 'o', 'O' -> 2;
      default -> 1;
    };
  }

  /** {@code [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?}. */
  private static boolean isFloat(String chars) {
    int i = signed(chars) ? 1 : 0;
    int whole = digitsEnd(chars, i);
    int end = whole;
    if (whole < chars.length() && chars.charAt(whole) == '.') {
      end = digitsEnd(chars, whole + 1);
      if (whole == i && end == whole + 1) {
        return false;
      }
    } else if (whole == i) {
      return false;
    }
    if (end < chars.length() && (chars.charAt(end) == 'e' || chars.charAt(end) == 'E')) {
      int exponent = end + 1;
      if (exponent < chars.length()
          && (chars.charAt(exponent) == '+' || chars.charAt(exponent) == '-')) {
        exponent++;
      }
      int last = digitsEnd(chars, exponent);
      return last > exponent && last == chars.length();
    }
    return end == chars.length();
  }

  private static int digitsEnd(String chars, int from) {
    int i = from;
    while (i < chars.length() && chars.charAt(i) >= '0' && chars.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  /** A floating point number as Go prints it: plain up to 21 digits, then with an exponent. */
  private static String floating(String chars) {
    if (isSpecialFloat(chars)) {
      return chars.toLowerCase(Locale.ROOT).contains("nan")
          ? "NaN"
          : chars.startsWith("-") ? "-Inf" : "+Inf";
    }
    String digits = chars.replace("_", "");
    double value = isFloat(digits) ? Double.parseDouble(digits) : integer(chars).doubleValue();
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return digits.startsWith("-") ? "-0" : "0";
    }
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent >= -4 && exponent < 21) {
      return decimal.toPlainString();
    }
    String mantissa = decimal.unscaledValue().abs().toString();
    String sign = decimal.signum() < 0 ? "-" : "";
    String point = mantissa.length() > 1 ? "." + mantissa.substring(1) : "";
    int size = Math.abs(exponent);
    return sign
        + mantissa.charAt(0)
        + point
        + (exponent < 0 ? "e-" : "e+")
        + (size < 10 ? "0" : "")
        + size;
  }
}
