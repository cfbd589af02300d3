package dev.dialtone.model;

import java.util.List;

/** From where a listening socket can be reached. */
public enum BindScope {
  /** All addresses of its namespace. */
  ALL,
  /** All IPv4 addresses of its namespace and no IPv6 one: {@code 0.0.0.0}. */
  ALL_IPV4,
  /** All IPv6 addresses of its namespace and no IPv4 one: {@code ::} where it takes IPv6 only. */
  ALL_IPV6,
  /** {@code localhost}: only its own namespace, at 127.0.0.1, at {@code ::1} or at both. */
  LOOPBACK,
  /** 127.0.0.0/8: only its own namespace, and not at {@code ::1}. */
  LOOPBACK_IPV4,
  /** {@code ::1}: only its own namespace, and not at 127.0.0.1. */
  LOOPBACK_IPV6,
  /** One address that is not loopback. */
  ADDRESS,
  /** Several addresses, neither all nor loopback alone: some of either side reach it. */
  SEVERAL,
  /** All addresses, but the server sends away whoever connects, as it does in protected mode. */
  GUARDED,
  /** None: the socket would be there, had it not been switched off. */
  OFF,
  /** A scope that cannot be told. */
  UNKNOWN;

  /**
   * The scope of a server that listens on several addresses at once; unknown if there are none.
   *
   * @param scopes those of its addresses
   */
  public static BindScope together(List<BindScope> scopes) {
    List<BindScope> left = scopes.stream().distinct().toList();
    if (left.size() == 1) {
      return left.get(0);
    }
    if (left.contains(ALL) || left.contains(ALL_IPV4)) {
      // Whatever stands beside the wildcard may take IPv6.
      return List.of(ALL_IPV4, LOOPBACK_IPV4).containsAll(left) ? ALL_IPV4 : ALL;
    }
    if (List.of(ALL_IPV6, LOOPBACK_IPV6).containsAll(left) && !left.isEmpty()) {
      return ALL_IPV6;
    }
    boolean told =
        !left.isEmpty()
            && left.stream().allMatch(s -> s.isLoopback() || s == ADDRESS || s == ALL_IPV6);
    boolean local = told && left.stream().allMatch(BindScope::isLoopback);
    return local ? LOOPBACK : told ? SEVERAL : UNKNOWN;
  }

  /** Whether it is certain that no other namespace reaches it. */
  public boolean isLoopback() {
    return this == LOOPBACK || this == LOOPBACK_IPV4 || this == LOOPBACK_IPV6;
  }

  /** Whether it is bound to all addresses, be it of one protocol only. */
  public boolean isEverywhere() {
    return this == ALL || this == ALL_IPV4 || this == ALL_IPV6;
  }

  /** Whether a process of the same namespace may reach it at 127.0.0.1. */
  public boolean mayAnswerAtIpv4Loopback() {
    return this != ALL_IPV6 && this != LOOPBACK_IPV6 && this != ADDRESS;
  }

  /** Whether a process of the same namespace may reach it at {@code ::1}. */
  public boolean mayAnswerAtIpv6Loopback() {
    return this != LOOPBACK_IPV4 && this != ALL_IPV4 && this != ADDRESS;
  }
}
