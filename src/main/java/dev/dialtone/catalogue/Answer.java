package dev.dialtone.catalogue;

/** Yes, no, or nobody has looked. */
public enum Answer {
  YES,
  NO,
  UNKNOWN
}
