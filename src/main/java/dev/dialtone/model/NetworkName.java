package dev.dialtone.model;

/** The key of a network in a project's {@code networks}; every project has {@code default}. */
public record NetworkName(String value) implements Comparable<NetworkName> {
  /** The network that services join which name none. */
  public static final NetworkName DEFAULT = new NetworkName("default");

  @Override
  public int compareTo(NetworkName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
