package dev.dialtone.format.dockerfile;

import java.util.Locale;

/**
 * What {@code EXPOSE} takes for a port.
 *
 * @see <a
 *     href="https://github.com/moby/buildkit/blob/master/frontend/dockerfile/dockerfile2llb/convert_expose.go">
 *     BuildKit's own reading</a>
 */
final class Ports {
  private static final int HIGHEST = 65_535;

  private Ports() {}

  /** Whether {@code written} is a port or a range, with or without protocol and host side. */
  static boolean isExposable(String written) {
    String container = written.substring(written.lastIndexOf(':') + 1);
    int slash = container.indexOf('/');
    String protocol = slash < 0 ? "" : container.substring(slash + 1).toLowerCase(Locale.ROOT);
    boolean known =
        switch (protocol) {
          case "", "tcp", "udp", "sctp" -> true;
          default -> false;
        };
    return known && isRange(slash < 0 ? container : container.substring(0, slash));
  }

  private static boolean isRange(String ports) {
    int dash = ports.indexOf('-');
    int first = port(dash < 0 ? ports : ports.substring(0, dash));
    int last = dash < 0 ? first : port(ports.substring(dash + 1));
    return first >= 0 && last >= first;
  }

  /** The number of a port, or -1. */
  private static int port(String digits) {
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9' || number > HIGHEST) {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return digits.isEmpty() || number > HIGHEST ? -1 : number;
  }
}
