package dev.dialtone.rules.listen;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Container;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Setup.Missing;
import dev.dialtone.rules.Words;
import dev.dialtone.source.Problem;
import java.util.List;
import java.util.function.Consumer;

/** DT408: a server exits at its start, so that its clients find nobody. */
public final class ServerWillNotStart implements Rule {
  private static final int MOST_SHOWN = 3;

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT408",
        "server-will-not-start",
        Severity.ERROR,
        "A server exits at its start for what its configuration says or lacks");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    for (Container container : outcome.project().containers().values()) {
      for (Missing missing : container.setup().missing()) {
        sink.accept(finding(container.service().name(), missing));
      }
    }
    for (Problem problem : outcome.project().problems()) {
      if (problem.kind() == Problem.Kind.REJECTED) {
        sink.accept(Finding.at(info(), problem.span(), problem.message()).build());
      }
    }
  }

  private Finding finding(ServiceName server, Missing missing) {
    List<String> names = missing.anyOf();
    String first = quoted(names.get(0));
    return Finding.at(
            info(),
            missing.at(),
            "%s does not start: %s is not set".formatted(quoted(server), first))
        .label("its image wants a value before it sets the server up")
        .service(server.value())
        .confidence(missing.confidence())
        .occurrence(missing.firstRunOnly() ? Occurrence.SOME_STARTS : Occurrence.EVERY_START)
        .help(
            names.size() == 1
                ? "set " + first
                : "set one of " + Words.anyOf(names.subList(0, Math.min(MOST_SHOWN, names.size()))))
        .build();
  }
}
