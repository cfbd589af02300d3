package dev.dialtone.rules.ports;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Composition.Misfit;
import dev.dialtone.model.Outcome;
import dev.dialtone.rules.Words;
import java.util.function.Consumer;

/** DT504: what stands for a port is none. */
public final class InvalidPort implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT504",
        "invalid-port",
        Severity.ERROR,
        "A published port is out of range, is no number, or is a range that does not fit");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    for (Misfit misfit : outcome.project().composition().misfits()) {
      if (misfit.kind() == Misfit.Kind.PORT) {
        sink.accept(
            Finding.at(info(), misfit.at(), misfit.message())
                .notes(Words.usedHere(misfit.at()))
                .help(misfit.nearest().isEmpty() ? "" : "write " + Words.anyOf(misfit.nearest()))
                .runtimeError(misfit.refusal())
                .build());
      }
    }
  }
}
