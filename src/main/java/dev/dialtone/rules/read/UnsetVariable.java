package dev.dialtone.rules.read;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Composition.Reference;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Container;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Substitution;
import dev.dialtone.model.Variable;
import dev.dialtone.source.Span;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * DT003: nothing that Compose reads gives a variable its value, and the project shows where its
 * author thought that it came from.
 */
public final class UnsetVariable implements Rule {
  /** Names are compared each with each. */
  private static final int MAX_UNUSED = 200;

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT003",
        "unset-variable",
        Severity.WARNING,
        "Compose replaces a variable with nothing: it is set where Compose does not look");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    Composition composition = outcome.project().composition();
    List<Reference> unset =
        composition.references().stream()
            .filter(reference -> reference.bare() && reference.value().isEmpty())
            .toList();
    if (unset.isEmpty()) {
      return;
    }
    Places places = new Places(composition, unset);
    // The shell of a container that has the variable was meant: DT301, wherever it is written.
    Set<Span> forShells = new HashSet<>();
    outcome.project().substitutions().stream()
        .filter(substitution -> isOwn(substitution, outcome))
        .forEach(substitution -> forShells.add(substitution.at()));
    for (Reference reference : unset) {
      if (!forShells.contains(reference.at())) {
        check(reference, composition.owner(reference), places, sink);
      }
    }
  }

  /** Where the project sets variables in places that feed no interpolation. */
  private static final class Places {
    private final Map<String, Variable> envFiles = new HashMap<>();
    private final Map<String, Map<ServiceName, Variable>> environments = new HashMap<>();
    private final List<Text> unused;

    /** Whether nothing is left that only the machine can set. */
    private final boolean complete;

    Places(Composition composition, List<Reference> unset) {
      for (Variable variable : composition.fromEnvFiles()) {
        if (isLiteral(variable)) {
          envFiles.putIfAbsent(variable.name().chars(), variable);
        }
      }
      for (Service service : composition.services().values()) {
        for (Variable variable : service.environment()) {
          if (variable.source() == Variable.Source.ENVIRONMENT && isLiteral(variable)) {
            environments
                .computeIfAbsent(variable.name().chars(), name -> new LinkedHashMap<>())
                .put(service.name(), variable);
          }
        }
      }
      Set<String> used = new HashSet<>();
      composition.references().forEach(reference -> used.add(reference.name()));
      unused =
          composition.assigned().stream()
              .filter(name -> !used.contains(name.chars()))
              .limit(MAX_UNUSED)
              .toList();
      complete =
          composition.assigned().isEmpty()
              && unset.stream()
                  .allMatch(
                      reference ->
                          envFiles.containsKey(reference.name())
                              || environments.containsKey(reference.name()));
    }

    private static boolean isLiteral(Variable variable) {
      Text value = variable.value();
      return value.isKnown()
          && !value.isEmpty()
          // `NAME: ${NAME:-x}`: that the machine may set it is known to the author.
          && !value.came(Step.Kind.DEFAULT);
    }

    Map<ServiceName, Variable> inEnvironments(String name) {
      return environments.getOrDefault(name, Map.of());
    }
  }

  private void check(
      Reference reference, List<Service> owner, Places places, Consumer<Finding> sink) {
    String name = reference.name();
    Map<ServiceName, Variable> containers = places.inEnvironments(name);
    for (Service service : owner) {
      Variable own = containers.get(service.name());
      if (own != null) {
        sink.accept(onlyIn(service.name(), own, reference, owner).build());
        return;
      }
    }
    Variable fromFile = places.envFiles.get(name);
    if (fromFile != null) {
      String file = quoted(fromFile.name().span().file().path().name());
      sink.accept(
          finding(reference, owner, "%s sets it for containers only".formatted(file))
              .note(fromFile.name().span(), "an `env_file` feeds containers, not Compose")
              .help("set %s in `.env`, or start Compose with `--env-file`".formatted(quoted(name)))
              .build());
      return;
    }
    for (Text near : places.unused) {
      if (Slip.between(name, near.chars())) {
        String file = quoted(near.span().file().path().name());
        sink.accept(
            finding(reference, owner, "%s sets %s".formatted(file, quoted(near)))
                .note(near.span(), "set here, and used nowhere")
                .help("write one name in both places")
                .build());
        return;
      }
    }
    if (places.complete && !containers.isEmpty()) {
      Map.Entry<ServiceName, Variable> first = containers.entrySet().iterator().next();
      sink.accept(
          onlyIn(first.getKey(), first.getValue(), reference, owner)
              .confidence(Confidence.PROBABLE)
              .build());
    }
  }

  private Finding.Builder onlyIn(
      ServiceName service, Variable variable, Reference reference, List<Service> owner) {
    String name = quoted(reference.name());
    return finding(reference, owner, "only the container of %s has it".formatted(quoted(service)))
        .note(variable.name().span(), "`environment` feeds the container, not Compose")
        .help("write the value itself, or set %s in `.env`".formatted(name));
  }

  /** Whether the container has the variable: in a command its shell was meant, see DT301. */
  private static boolean isOwn(Substitution substitution, Outcome outcome) {
    Container container = outcome.project().containers().get(substitution.service());
    return container != null
        && container.environment().stream()
            .anyMatch(variable -> variable.name().is(substitution.name()));
  }

  private Finding.Builder finding(Reference reference, List<Service> owner, String why) {
    Finding.Builder finding =
        Finding.at(
                info(),
                reference.at(),
                "Compose has no value for " + quoted(reference.name()) + ": " + why)
            .label("nothing stands here when Compose starts")
            .runtimeError(
                "The \"%s\" variable is not set. Defaulting to a blank string."
                    .formatted(reference.name()));
    owner.forEach(service -> finding.service(service.name().value()));
    return finding;
  }
}
