package dev.dialtone.model;

/** The key of a network in a project's {@code networks}; every project has {@code default}. */
public record NetworkName(String value) implements Comparable<NetworkName> {
  /** The network that services join which name none. */
  public static final NetworkName DEFAULT = new NetworkName("default");

  // Written out: what the compiler links at run time for a record costs milliseconds at every
  // start.

  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkName name && name.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public int compareTo(NetworkName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
