package dev.dialtone.syntax.address;

import dev.dialtone.source.Text;

/**
 * Which characters make a host or a port, holes counting as whatever is needed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1123#section-2.1">RFC 1123, 2.1: host names</a>
 */
final class HostSyntax {
  /** How long a host name may be. */
  private static final int MAX_NAME = 253;

  private HostSyntax() {}

  /** Whether this is a host name with a letter in it, or an IP address without brackets. */
  static boolean isHost(String host) {
    return isName(host) || isIpv4(host) || looksLikeIpv6(host);
  }

  /**
   * Whether this is a host name: labels of letters, digits, {@code -} and (as in names of services)
   * {@code _}, at least one letter or hole among them.
   */
  static boolean isName(String host) {
    if (host.isEmpty() || host.length() > MAX_NAME) {
      return false;
    }
    boolean letter = false;
    char before = '.';
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean inLabel = isLetter(c) || isDigit(c) || c == '_' || c == Text.HOLE;
      if (!inLabel && !((c == '-' || c == '.') && before != '.')) {
        return false;
      }
      letter |= isLetter(c) || c == Text.HOLE;
      before = c;
    }
    return letter && before != '-';
  }

  /** Whether this is four numbers up to 255 with dots between them. */
  static boolean isIpv4(String host) {
    int numbers = 0;
    int digits = 0;
    int number = 0;
    for (int i = 0; i <= host.length(); i++) {
      char c = i < host.length() ? host.charAt(i) : '.';
      if (isDigit(c) && digits < 3) {
        number = number * 10 + (c - '0');
        digits++;
      } else if (c == '.' && digits > 0 && number <= 255) {
        numbers++;
        number = 0;
        digits = 0;
      } else {
        return false;
      }
    }
    return numbers == 4;
  }

  /**
   * Whether this has the characters and colons of an IPv6 address; a MAC address and a time have
   * not.
   */
  static boolean looksLikeIpv6(String host) {
    int colons = 0;
    boolean doubled = false;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '%' && colons > 1) {
        break;
      }
      if (c == ':') {
        colons++;
        doubled |= i > 0 && host.charAt(i - 1) == ':';
      } else if (!isHexDigit(c) && c != '.') {
        return false;
      }
    }
    return colons == 7 || (doubled && colons >= 2 && colons < 8);
  }

  /** Whether this is a number from 1 to 65535 without leading zeros, or has holes in it. */
  static boolean isPort(String port) {
    if (port.isEmpty() || port.charAt(0) == '0') {
      return false;
    }
    int number = 0;
    boolean hole = false;
    for (int i = 0; i < port.length(); i++) {
      char c = port.charAt(i);
      if (c == Text.HOLE) {
        hole = true;
      } else if (isDigit(c)) {
        number = Math.min(number * 10 + (c - '0'), 100_000);
      } else {
        return false;
      }
    }
    return hole || number <= 65_535;
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }
}
