package dev.dialtone.model;

/** Ports from {@code first} to {@code last}, both included; mostly one port. */
public record PortRange(int first, int last) {
  public PortRange {
    if (first < 1 || last > 65_535 || last < first) {
      throw new IllegalArgumentException("no range of ports: " + first + "-" + last);
    }
  }

  /** The range of one port. */
  public static PortRange of(Port port) {
    return new PortRange(port.number(), port.number());
  }

  public boolean contains(Port port) {
    return first <= port.number() && port.number() <= last;
  }

  public boolean overlaps(PortRange other) {
    return first <= other.last && other.first <= last;
  }

  /** How many ports it holds. */
  public int size() {
    return last - first + 1;
  }

  @Override
  public String toString() {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }
}
