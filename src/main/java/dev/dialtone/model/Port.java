package dev.dialtone.model;

import dev.dialtone.source.Text;

/** A TCP or UDP port, 1 to 65535. */
public record Port(int number) implements Comparable<Port> {
  public Port {
    if (number < 1 || number > 65_535) {
      throw new IllegalArgumentException("no port: " + number);
    }
  }

  /** The port that {@code text} names in decimal digits; unknown if it is anything else. */
  public static Value<Port> parse(Text text) {
    if (!text.isKnown()) {
      return new Value.Unknown<>(text, text.whyUnknown());
    }
    String digits = text.chars();
    int number = 0;
    for (int i = 0; i < digits.length() && number <= 65_535; i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return new Value.Unknown<>(text, "it is not a port number");
      }
      number = number * 10 + (c - '0');
    }
    return number < 1 || number > 65_535
        ? new Value.Unknown<>(text, "it is not a port number")
        : new Value.Known<>(new Port(number), text);
  }

  @Override
  public int compareTo(Port other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Integer.toString(number);
  }
}
