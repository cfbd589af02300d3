package dev.dialtone.model;

/** The name of a service of a project. */
public record ServiceName(String value) implements Comparable<ServiceName> {
  @Override
  public int compareTo(ServiceName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
