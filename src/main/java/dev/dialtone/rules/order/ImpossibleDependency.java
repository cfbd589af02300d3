package dev.dialtone.rules.order;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dependency;
import dev.dialtone.model.Dependency.Condition;
import dev.dialtone.model.EditDistance;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Project;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.reach.DependencyCycles;
import dev.dialtone.rules.Words;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** DT204: a service waits for something that can never come. */
public final class ImpossibleDependency implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT204",
        "impossible-dependency",
        Severity.ERROR,
        "A service depends on something that can never come");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    Composition composition = outcome.project().composition();
    Map<ServiceName, Container> containers = outcome.project().containers();
    for (Container client : containers.values()) {
      for (Dependency dependency : client.service().dependencies()) {
        Container server = containers.get(dependency.service());
        if (server == null) {
          checkUndefined(outcome.project(), client.service(), dependency, sink);
        } else if (dependency.required().is(true)) {
          checkProfile(composition, client.service(), server.service(), dependency, sink);
          checkEnd(client.service(), server, dependency, sink);
        }
      }
    }
    if (!composition.fragment()) {
      DependencyCycles.of(composition).forEach(cycle -> report(composition, cycle, sink));
    }
  }

  private void checkUndefined(
      Project project, Service client, Dependency dependency, Consumer<Finding> sink) {
    Composition composition = project.composition();
    ServiceName missing = dependency.service();
    if (composition.fragment() || project.neighbours().contains(missing)) {
      return;
    }
    List<ServiceName> near = near(composition, client, missing);
    String refusal =
        "service \"%s\" depends on undefined service \"%s\": invalid compose project"
            .formatted(client.name(), missing);
    // Compose refuses an optional one as well, but earlier releases may not.
    boolean sometimes = !composition.isActive(client) || !dependency.required().is(true);
    sink.accept(
        Finding.at(
                info(),
                dependency.at(),
                "%s depends on %s, which is no service of this project"
                    .formatted(quoted(client.name()), quoted(missing)))
            .label("no such service")
            .service(client.name().value())
            .occurrence(sometimes ? Occurrence.SOME_STARTS : Occurrence.EVERY_START)
            .runtimeError(refusal)
            .help(near.isEmpty() ? "" : "depend on " + Words.anyOf(near))
            .build());
  }

  /** Services whose names are a letter or two away, or whose containers have the name. */
  private static List<ServiceName> near(
      Composition composition, Service client, ServiceName missing) {
    List<ServiceName> containers = new ArrayList<>();
    List<ServiceName> near = new ArrayList<>();
    for (Service service : composition.services().values()) {
      if (service.name().equals(client.name())) {
        continue;
      }
      if (service.containerName().is(missing.value()) || service.hostname().is(missing.value())) {
        containers.add(service.name());
      }
      int most = missing.value().length() < 4 ? 1 : 2;
      if (EditDistance.between(missing.value(), service.name().value()) <= most) {
        near.add(service.name());
      }
    }
    return containers.isEmpty() ? near : containers;
  }

  /** Whether some choice of profiles starts the client and not the server. */
  static boolean startsAlone(Composition composition, Service client, Service server) {
    boolean together =
        (composition.isActive(client) && composition.isActive(server))
            || (!client.profiles().isEmpty()
                && client.profiles().stream().allMatch(server.profiles()::contains));
    return !server.profiles().isEmpty()
        && server.profiles().stream().allMatch(Text::isKnown)
        && !together;
  }

  /**
   * A profile that starts the client and not the server: Compose then acts as if the server were
   * not defined.
   */
  private void checkProfile(
      Composition composition,
      Service client,
      Service server,
      Dependency dependency,
      Consumer<Finding> sink) {
    if (!startsAlone(composition, client, server)) {
      return;
    }
    String profiles =
        server.profiles().stream().map(Words::quoted).collect(Collectors.joining(" or "));
    boolean chosen =
        composition.isActive(client)
            && composition.activeProfiles().stream().anyMatch(profile -> !profile.isEmpty());
    sink.accept(
        Finding.at(
                info(),
                dependency.at(),
                "%s depends on %s, which starts only with the profile %s"
                    .formatted(quoted(client.name()), quoted(server.name()), profiles))
            .label("not defined without its profile")
            .service(client.name().value())
            .occurrence(chosen ? Occurrence.EVERY_START : Occurrence.SOME_STARTS)
            .note(server.profiles().get(0).span(), "the profile of " + quoted(server.name()))
            .runtimeError(
                "service \"%s\" depends on undefined service \"%s\": invalid compose project"
                    .formatted(client.name(), server.name()))
            .help(
                "give %s a profile that starts %s too, or depend on it with `required: false`"
                    .formatted(quoted(client.name()), quoted(server.name())))
            .build());
  }

  private void checkEnd(
      Service client, Container server, Dependency dependency, Consumer<Finding> sink) {
    if (dependency.condition() != Condition.COMPLETED || server.lasts().isEmpty()) {
      return;
    }
    Text because = server.lasts().get(0);
    ServiceName serverName = server.service().name();
    sink.accept(
        Finding.at(
                info(),
                dependency.conditionAt(),
                "%s waits until %s has ended, but %s is a server and does not end"
                    .formatted(quoted(client.name()), quoted(serverName), quoted(serverName)))
            .label("this never comes")
            .service(client.name().value())
            .confidence(
                because.equals(server.service().image()) ? Confidence.CERTAIN : Confidence.PROBABLE)
            .note(because.span(), "it runs %s".formatted(quoted(because)))
            .help("depend on it with `condition: service_healthy`")
            .build());
  }

  private void report(Composition composition, List<Dependency> cycle, Consumer<Finding> sink) {
    List<ServiceName> names = new ArrayList<>();
    cycle.forEach(dependency -> names.add(dependency.service()));
    ServiceName first = names.get(names.size() - 1);
    String way =
        first
            + " -> "
            + names.stream().map(ServiceName::toString).collect(Collectors.joining(" -> "));
    boolean active =
        names.stream()
            .map(name -> composition.services().get(name))
            .allMatch(service -> service != null && composition.isActive(service));
    Finding.Builder finding =
        Finding.at(
                info(),
                cycle.get(0).at(),
                names.size() == 1
                    ? quoted(first) + " depends on itself"
                    : quoted(first) + " depends on itself: " + quoted(way))
            .label(names.size() == 1 ? "itself" : "each waits for the other")
            .service(first.value())
            .occurrence(active ? Occurrence.EVERY_START : Occurrence.SOME_STARTS)
            .runtimeError("dependency cycle detected: " + way)
            .help("drop the dependency that is not needed for the start");
    for (int i = 1; i < cycle.size(); i++) {
      finding.note(
          cycle.get(i).at().span(),
          quoted(names.get(i - 1)) + " depends on " + quoted(names.get(i)));
    }
    sink.accept(finding.build());
  }
}
