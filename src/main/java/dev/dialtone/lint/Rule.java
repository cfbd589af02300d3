package dev.dialtone.lint;

import dev.dialtone.model.Outcome;
import java.util.List;
import java.util.function.Consumer;

/** One thing that Dialtone reports. Implementations are final and have no state. */
public interface Rule {
  /** What is known of the rule without running it. */
  RuleInfo info();

  /** Gives the findings of this rule in one project to {@code sink}. */
  void check(Outcome outcome, Consumer<Finding> sink);

  /** Gives the findings of this rule between projects that were looked at together. */
  default void compare(List<Outcome> outcomes, Consumer<Finding> sink) {}

  /** Gives the findings of this rule on a comment that takes findings out of the report. */
  default void review(Suppression.Use use, Consumer<Finding> sink) {}
}
