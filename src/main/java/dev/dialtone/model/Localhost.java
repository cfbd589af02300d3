package dev.dialtone.model;

/** What a client makes of {@code localhost}, a name with an IPv6 and an IPv4 address. */
public enum Localhost {
  /** It tries the IPv6 address and gives up if nobody listens there. */
  IPV6_ONLY,
  /** It goes on to the other address, or asks for IPv4 in the first place. */
  FALLS_BACK,
  UNKNOWN
}
