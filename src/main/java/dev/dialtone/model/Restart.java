package dev.dialtone.model;

/** What happens when a service's container ends. */
public enum Restart {
  /** It stays down: {@code no}, or nothing is said. */
  NEVER,
  /** It is started again, at least after a failure. */
  AFTER_FAILURE,
  /** A policy that cannot be told. */
  UNCLEAR
}
