package dev.dialtone.model;

/** From where a listening socket can be reached. */
public enum BindScope {
  /** All addresses of its namespace. */
  ALL,
  /** All IPv4 addresses of its namespace and no IPv6 one: {@code 0.0.0.0}. */
  ALL_IPV4,
  /** {@code localhost}: only its own namespace, at 127.0.0.1, at {@code ::1} or at both. */
  LOOPBACK,
  /** 127.0.0.0/8: only its own namespace, and not at {@code ::1}. */
  LOOPBACK_IPV4,
  /** {@code ::1}: only its own namespace, and not at 127.0.0.1. */
  LOOPBACK_IPV6,
  /** One address that is not loopback. */
  ADDRESS,
  /** All addresses, but the server sends away whoever connects, as it does in protected mode. */
  GUARDED,
  /** None: the socket would be there, had it not been switched off. */
  OFF,
  /** A scope that cannot be told. */
  UNKNOWN;

  /** Whether it is certain that no other namespace reaches it. */
  public boolean isLoopback() {
    return this == LOOPBACK || this == LOOPBACK_IPV4 || this == LOOPBACK_IPV6;
  }

  /** Whether a process of the same namespace may reach it at 127.0.0.1. */
  public boolean mayAnswerAtIpv4Loopback() {
    return this != LOOPBACK_IPV6 && this != ADDRESS;
  }

  /** Whether a process of the same namespace may reach it at {@code ::1}. */
  public boolean mayAnswerAtIpv6Loopback() {
    return this != LOOPBACK_IPV4 && this != ALL_IPV4 && this != ADDRESS;
  }
}
