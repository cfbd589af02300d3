package dev.dialtone.model;

/** From where a listening socket can be reached. */
public enum BindScope {
  /** All addresses of its namespace. */
  ALL,
  /** All IPv4 addresses of its namespace and no IPv6 one: {@code 0.0.0.0}. */
  ALL_IPV4,
  /** Loopback: only its own namespace. */
  LOOPBACK,
  /** One address that is not loopback. */
  ADDRESS,
  /** A scope that cannot be told. */
  UNKNOWN;

  /** Whether it is certain that no other namespace reaches it. */
  public boolean isLoopback() {
    return this == LOOPBACK;
  }
}
