package dev.dialtone.lint;

/** When the trouble that a finding tells of shows itself. */
public enum Occurrence {
  /** It fails on every start as written. */
  EVERY_START,
  /** It fails on some starts or machines: a race, Linux only, the first run only. */
  SOME_STARTS,
  /** It works, but is fragile or misleading. */
  FRAGILE
}
