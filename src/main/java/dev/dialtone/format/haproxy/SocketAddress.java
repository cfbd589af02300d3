package dev.dialtone.format.haproxy;

import dev.dialtone.source.Text;

/**
 * An address as HAProxy writes it: {@code *:80}, {@code ipv4@10.0.0.1:80}, {@code :::80}.
 *
 * @param family what stands before {@code @}; empty if nothing does
 * @param host without brackets; may be empty
 * @param port a number or a range; may be empty
 * @param whole host and port with what joins them
 * @see <a href="https://docs.haproxy.org/3.2/configuration.html#11">Address formats</a>
 */
record SocketAddress(String family, Text host, Text port, Text whole) {
  static SocketAddress of(Text word) {
    String chars = word.chars();
    int at = chars.indexOf('@');
    String family = at < 0 ? "" : chars.substring(0, at);
    Text whole = at < 0 ? word : word.slice(at + 1);
    String place = whole.chars();
    int colon = place.lastIndexOf(':');
    boolean bracketed = place.startsWith("[") && place.indexOf(']') > 0;
    if (bracketed && colon < place.indexOf(']')) {
      colon = -1;
    }
    Text host = colon < 0 ? whole : whole.slice(0, colon);
    Text port = colon < 0 ? whole.slice(place.length()) : whole.slice(colon + 1);
    if (bracketed) {
      host = whole.slice(1, place.indexOf(']'));
    }
    return new SocketAddress(family, host, port, whole);
  }

  /** Whether it is a socket in the file system, or one that somebody else opened. */
  boolean isLocal() {
    return whole.chars().startsWith("/")
        || switch (family) {
          case "unix", "abns", "abnsz", "fd", "sockpair", "rhttp", "uxst", "uxdg" -> true;
          default -> false;
        };
  }

  /** Whether it is no address of TCP. */
  boolean isUdp() {
    return family.startsWith("udp") || family.startsWith("quic");
  }
}
