package dev.dialtone.rules.health;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Edit;
import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Container;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Substitution;
import dev.dialtone.model.Variable;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import java.util.List;
import java.util.function.Consumer;

/** DT301: Compose replaces a variable that only the container has before any shell sees it. */
public final class UnescapedDollar implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT301",
        "unescaped-dollar",
        Severity.ERROR,
        "Compose replaces a variable that was meant for the shell in the container");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    for (Substitution substitution : outcome.project().substitutions()) {
      Container container = outcome.project().containers().get(substitution.service());
      if (container != null) {
        check(substitution, container, sink);
      }
    }
  }

  private void check(Substitution substitution, Container container, Consumer<Finding> sink) {
    List<Variable> own =
        container.environment().stream()
            .filter(variable -> variable.name().is(substitution.name()))
            .toList();
    if (own.isEmpty()) {
      return;
    }
    Variable variable = own.get(0);
    List<Text> composeValue = substitution.composeValue();
    boolean differs =
        composeValue.isEmpty()
            ? !variable.value().isEmpty()
            : composeValue.get(0).isKnown()
                && variable.value().isKnown()
                && !composeValue.get(0).equals(variable.value());
    // The container's value is Compose's own: `NAME: ${NAME}`, set on the machine that runs it.
    boolean passedThrough = composeValue.isEmpty() && !variable.value().isKnown();
    if (differs && !passedThrough) {
      sink.accept(finding(substitution, container, variable));
    }
  }

  private Finding finding(Substitution substitution, Container container, Variable variable) {
    boolean braces = substitution.at().text().startsWith("${");
    String reference = braces ? "${" + substitution.name() + "}" : "$" + substitution.name();
    Finding.Builder finding =
        Finding.at(info(), substitution.at(), message(substitution, quoted(reference)))
            .label("the shell in %s never sees this name".formatted(quoted(substitution.service())))
            .service(substitution.service().value())
            // Where the container's value is a default as well, the machine may set both alike.
            .occurrence(
                variable.value().came(Step.Kind.DEFAULT)
                    ? Occurrence.SOME_STARTS
                    : Occurrence.EVERY_START)
            .note(
                variable.value().span(),
                quoted(substitution.name()) + " of the container is set here")
            .help(
                isExec(container.healthcheck(), substitution)
                    ? "use `CMD-SHELL` and write " + quoted("$" + reference)
                    : "write " + quoted("$" + reference));
    if (!isExec(container.healthcheck(), substitution)) {
      finding.fix(fix(substitution, variable, "$" + reference));
    }
    for (Text value : substitution.composeValue()) {
      if (!substitution.isDefault()) {
        finding.note(value.span(), "Compose takes " + quoted(substitution.name()) + " from here");
      }
    }
    if (substitution.composeValue().isEmpty()) {
      finding.runtimeError(
          "The \"%s\" variable is not set. Defaulting to a blank string."
              .formatted(substitution.name()));
    }
    return finding.build();
  }

  private static Fix fix(Substitution substitution, Variable variable, String escaped) {
    Fix fix =
        new Fix(
            "write " + quoted(escaped),
            Fix.Applicability.SAFE,
            List.of(Edit.before(substitution.at(), "$")));
    return variable.value().came(Step.Kind.DEFAULT) ? fix.unsafely() : fix;
  }

  /** Whether no shell will ever see it, whatever its dollars. */
  private static boolean isExec(Healthcheck healthcheck, Substitution substitution) {
    return healthcheck instanceof Healthcheck.Probe probe
        && probe.command() instanceof CommandLine.Exec exec
        && exec.words().stream().anyMatch(word -> word.site().contains(substitution.at()))
        && exec.words().stream().noneMatch(word -> word.is("-c"));
  }

  private static String message(Substitution substitution, String reference) {
    if (substitution.composeValue().isEmpty()) {
      return "Compose replaces "
          + reference
          + " with nothing: only the container has this variable";
    }
    return substitution.isDefault()
        ? "Compose replaces %s with its default: only the container has this variable"
            .formatted(reference)
        : "Compose replaces " + reference + " with another value than the container has";
  }
}
