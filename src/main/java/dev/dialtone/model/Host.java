package dev.dialtone.model;

import dev.dialtone.source.Text;
import java.util.Locale;

/** What a dial names: a host name or an IP address. */
public sealed interface Host {
  /**
   * Whether it is the dialler's own namespace: {@code localhost}, {@code 127.0.0.0/8}, {@code ::1}.
   */
  boolean isLoopback();

  /** Whether it stands for every address of a machine: {@code 0.0.0.0}, {@code ::}. */
  boolean isUnspecified();

  /**
   * The host that {@code text} names; unknown if it has a hole, is empty or is no host.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2">RFC 3986, section 3.2.2</a>
   */
  static Value<Host> parse(Text text) {
    if (!text.isKnown()) {
      return new Value.Unknown<>(text, text.whyUnknown());
    }
    String host = text.chars();
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (isIpv4(host) || isIpv6(host)) {
      return new Value.Known<>(new IpAddress(host.toLowerCase(Locale.ROOT)), text);
    }
    return isName(host)
        ? new Value.Known<>(new HostName(host), text)
        : new Value.Unknown<>(text, "it is not a host name");
  }

  /** Whether {@code text} is known to be a name of the dialler's own namespace, no address. */
  static boolean isLoopbackName(Text text) {
    return parse(text).known().stream()
        .anyMatch(host -> host instanceof HostName && host.isLoopback());
  }

  private static boolean isIpv4(String host) {
    int parts = 0;
    int value = -1;
    for (int i = 0; i <= host.length(); i++) {
      char c = i < host.length() ? host.charAt(i) : '.';
      if (c == '.') {
        if (value < 0 || value > 255) {
          return false;
        }
        parts++;
        value = -1;
      } else if (c >= '0' && c <= '9' && value < 1_000) {
        value = Math.max(value, 0) * 10 + (c - '0');
      } else {
        return false;
      }
    }
    return parts == 4;
  }

  private static boolean isIpv6(String host) {
    int colons = 0;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == ':') {
        colons++;
      } else if (c == '%') {
        break;
      } else if (Character.digit(c, 16) < 0 && c != '.') {
        return false;
      }
    }
    return colons >= 2;
  }

  private static boolean isName(String host) {
    if (host.isEmpty() || host.length() > 253) {
      return false;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      boolean inside = c == '-' || c == '_' || c == '.';
      if (!letterOrDigit && !(inside && i > 0) && !(c == '_')) {
        return false;
      }
    }
    return true;
  }

  /** A name that a resolver has to look up; upper and lower case are the same. */
  record HostName(String value) implements Host {
    @Override
    public boolean isLoopback() {
      String name = value.toLowerCase(Locale.ROOT);
      return name.equals("localhost")
          || name.equals("localhost.localdomain")
          // What Docker Desktop once called the host is no name of its own machine.
          || (name.endsWith(".localhost") && !name.startsWith("docker.for."));
    }

    @Override
    public boolean isUnspecified() {
      return false;
    }

    /** Whether the name has no dot, so that nobody but this project or its host can answer. */
    public boolean isSingleLabel() {
      return value.indexOf('.') < 0;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof HostName name && name.value.equalsIgnoreCase(value);
    }

    @Override
    public int hashCode() {
      return value.toLowerCase(Locale.ROOT).hashCode();
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** An IPv4 or IPv6 address as it is written, without brackets, in lower case. */
  record IpAddress(String value) implements Host {
    @Override
    public boolean isLoopback() {
      return value.equals("::1")
          || value.equals("0:0:0:0:0:0:0:1")
          || value.startsWith("::ffff:127.")
          || (value.startsWith("127.") && value.indexOf(':') < 0);
    }

    @Override
    public boolean isUnspecified() {
      return value.equals("0.0.0.0") || value.equals("::") || value.equals("0:0:0:0:0:0:0:0");
    }

    /** Whether it is an IPv6 address. */
    public boolean isIpv6() {
      return value.indexOf(':') >= 0;
    }

    @Override
    public String toString() {
      return value;
    }
  }
}
