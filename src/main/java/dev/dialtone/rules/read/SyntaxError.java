package dev.dialtone.rules.read;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Outcome;
import dev.dialtone.source.Problem;
import java.util.function.Consumer;

/** DT001: a file of the project cannot be read as its format says. */
public final class SyntaxError implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT001",
        "syntax-error",
        Severity.ERROR,
        "A file of the project cannot be read as its format says");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    outcome.project().problems().stream()
        .filter(problem -> problem.kind() != Problem.Kind.REJECTED)
        .forEach(problem -> sink.accept(finding(problem)));
  }

  private Finding finding(Problem problem) {
    Finding.Builder finding = Finding.at(info(), problem.span(), problem.message());
    return switch (problem.kind()) {
      case SYNTAX, REJECTED -> finding.build();
      case TEMPLATE -> finding.occurrence(Occurrence.FRAGILE).build();
      case LIMIT -> finding.confidence(Confidence.PROBABLE).build();
    };
  }
}
