package dev.dialtone.lint;

import java.util.Locale;

/** How bad a finding is, worst last. */
public enum Severity {
  /** Good to know. */
  NOTE,
  /** May fail: on some starts, on some machines, or as far as can be told. */
  WARNING,
  /** As written, this will fail. */
  ERROR;

  /** The name as it is written in options and reports: {@code error}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The milder of the two. */
  public Severity atMost(Severity ceiling) {
    return compareTo(ceiling) < 0 ? this : ceiling;
  }
}
