package dev.dialtone.model;

/** The name of a service of a project. */
public record ServiceName(String value) implements Comparable<ServiceName> {
  // Written out: what the compiler links at run time for a record costs milliseconds at every
  // start.

  @Override
  public boolean equals(Object other) {
    return other instanceof ServiceName name && name.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public int compareTo(ServiceName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
