package dev.dialtone.rules.read;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Composition.Misfit;
import dev.dialtone.model.Outcome;
import dev.dialtone.rules.Words;
import java.util.List;
import java.util.function.Consumer;

/** DT002: Compose knows no such key there, or not in this form. */
public final class UnknownKey implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT002",
        "unknown-key",
        Severity.ERROR,
        "Compose does not know a key, or not at this place or in this form");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    for (Misfit misfit : outcome.project().composition().misfits()) {
      if (misfit.kind() != Misfit.Kind.PORT) {
        sink.accept(finding(misfit));
      }
    }
  }

  private Finding finding(Misfit misfit) {
    String nearest = Words.anyOf(misfit.nearest());
    String help =
        misfit.kind() == Misfit.Kind.KEY ? "did you mean " + nearest + "?" : "write " + nearest;
    List<Fix> fixes =
        misfit.kind() == Misfit.Kind.KEY && misfit.nearest().size() == 1
            ? Fix.replacing("write " + nearest, misfit.at(), misfit.nearest().get(0))
            : List.of();
    return Finding.at(info(), misfit.at(), misfit.message())
        .fixes(fixes.stream().map(Fix::unsafely).toList())
        .notes(Words.usedHere(misfit.at()))
        .help(misfit.nearest().isEmpty() ? "" : help)
        .runtimeError(misfit.refusal())
        .build();
  }
}
