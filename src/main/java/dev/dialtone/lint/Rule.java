package dev.dialtone.lint;

/** One thing that Dialtone reports. Implementations are final and have no state. */
public interface Rule {
  RuleInfo info();

  /** Gives the findings of this rule in one project to {@code sink}. */
}
