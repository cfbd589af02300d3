package dev.dialtone.cli;

import dev.dialtone.cli.Outline.Leaf;
import dev.dialtone.cli.Outline.Series;
import dev.dialtone.cli.Outline.Table;
import dev.dialtone.model.Attachment;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dependency;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Network;
import dev.dialtone.model.NetworkMode;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Port;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Value;
import dev.dialtone.model.Variable;
import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The outline of all that is known of a project. */
final class ModelOutline {
  private final Outcome outcome;
  private final Composition composition;

  private ModelOutline(Outcome outcome) {
    this.outcome = outcome;
    this.composition = outcome.project().composition();
  }

  static Outline of(Outcome outcome) {
    return new ModelOutline(outcome).project();
  }

  private Outline project() {
    Table project = new Table();
    project.put("project", composition.name());
    project.put("folder", composition.folder().value());
    project.put("fragment", composition.fragment() ? "yes" : "");
    // The profile without a name, which is on when none is named, would be an empty line.
    List<String> profiles =
        composition.activeProfiles().stream().filter(name -> !name.isEmpty()).toList();
    project.put("profiles", words(profiles));
    project.put("files", words(outcome.project().files().stream().map(Object::toString).toList()));
    Table networks = new Table();
    for (Network network : composition.networks().values()) {
      networks.put(network.name().value(), network(network));
    }
    project.put("networks", networks);
    Table services = new Table();
    for (Service service : composition.services().values()) {
      services.put(service.name().value(), service(service));
    }
    project.put("services", services);
    List<Outline> problems = new ArrayList<>();
    for (Problem problem : outcome.project().problems()) {
      problems.add(Outline.leaf(problem.message(), Text.of(problem.span())));
    }
    return project.put("problems", new Series(problems));
  }

  private static Outline network(Network network) {
    return new Table()
        .put("declared", network.declared())
        .put("external", network.external().is(true) ? "yes" : "")
        .put("internal", network.internal().is(true) ? "yes" : "")
        .put("name", network.externalName())
        .put("driver", network.driver());
  }

  private Outline service(Service service) {
    Table table = new Table();
    table.put("defined", Outline.leaf("yes", service.at()));
    table.put("image", service.image());
    service.build().forEach(build -> table.put("build", Outline.leaf("yes", build.at())));
    service.entrypoint().forEach(line -> table.put("entrypoint", command(line)));
    service.command().forEach(line -> table.put("command", command(line)));
    table.put("container name", service.containerName());
    table.put("hostname", service.hostname());
    table.put("profiles", texts(service.profiles()));
    table.put("network mode", mode(service.networkMode()));
    List<Outline> attachments = new ArrayList<>();
    for (Attachment attachment : service.attachments()) {
      attachments.add(Outline.leaf(attachment.network().value(), attachment.at()));
    }
    table.put("networks", new Series(attachments));
    List<Outline> ports = new ArrayList<>();
    for (PublishedPort port : service.ports()) {
      ports.add(Outline.leaf(published(port), port.at()));
    }
    table.put("published", new Series(ports));
    List<Outline> dependencies = new ArrayList<>();
    for (Dependency dependency : service.dependencies()) {
      dependencies.add(
          Outline.leaf(dependency.service() + " " + id(dependency.condition()), dependency.at()));
    }
    table.put("depends on", new Series(dependencies));
    Container container = outcome.project().containers().get(service.name());
    if (container == null) {
      table.put("environment", environment(service.environment()));
      table.put("healthcheck", healthcheck(service.healthcheck()));
    } else {
      table.put("kind", id(container.kind()));
      table.put("origin", id(container.origin()));
      table.put("environment", environment(container.environment()));
      table.put("healthcheck", healthcheck(container.healthcheck()));
      List<Outline> listeners = new ArrayList<>();
      for (Listener listener : container.listeners().all()) {
        listeners.add(Outline.leaf(listener(listener), listener.at()));
      }
      table.put("listens", new Series(listeners));
      table.put("listens on nothing else", container.listeners().closed() ? "yes" : "");
    }
    return table.put("dials", dials(service.name()));
  }

  private Outline dials(ServiceName from) {
    List<Outline> dials = new ArrayList<>();
    for (Connection connection : outcome.connections()) {
      Dial dial = connection.dial();
      if (!dial.from().equals(from)) {
        continue;
      }
      Table table = new Table();
      table.put("address", Outline.leaf(dial.host() + ":" + port(dial), dial.address()));
      table.put("role", id(dial.role()));
      table.put("scheme", dial.scheme());
      table.put("confidence", id(dial.confidence()));
      table.put("verdict", VerdictWords.of(connection.verdict()));
      List<Outline> walk = new ArrayList<>();
      for (Connection.Walk step : connection.walk()) {
        walk.add(Outline.leaf(step.words(), step.at()));
      }
      dials.add(table.put("walk", new Series(walk)));
    }
    return new Series(dials);
  }

  private static String port(Dial dial) {
    List<Port> known = dial.port().known();
    return known.isEmpty() ? "?" : known.get(0).toString();
  }

  private static String listener(Listener listener) {
    String subject = listener.subject().isEmpty() ? "" : " " + listener.subject();
    return listener.ports()
        + "/"
        + id(listener.protocol())
        + " on "
        + id(listener.scope())
        + ", from "
        + id(listener.origin())
        + subject
        + ", "
        + id(listener.confidence());
  }

  private static String published(PublishedPort port) {
    String address = port.hostAddress().isEmpty() ? "" : port.hostAddress() + ":";
    String host = port.ephemeral() ? "any" : known(port.hostPorts());
    return address + host + " to " + known(port.containerPorts()) + "/" + id(port.protocol());
  }

  private static String known(Value<?> value) {
    return value.known().isEmpty() ? "?" : value.known().get(0).toString();
  }

  private static Outline environment(List<Variable> variables) {
    Table table = new Table();
    for (Variable variable : variables) {
      String name = variable.name().chars();
      // With its name before it a secret is recognised.
      String assignment = name + "=" + variable.value().chars();
      Outline leaf = Outline.leaf(assignment, variable.value());
      if (leaf instanceof Leaf masked && masked.value().startsWith(name + "=")) {
        leaf = new Leaf(masked.value().substring(name.length() + 1), masked.evidence());
      }
      table.put(name, leaf);
    }
    return table;
  }

  private static Outline healthcheck(Healthcheck healthcheck) {
    if (healthcheck instanceof Healthcheck.Probe probe) {
      return command(probe.command());
    }
    if (healthcheck instanceof Healthcheck.Absent absent) {
      return Outline.leaf("none", absent.at());
    }
    if (healthcheck instanceof Healthcheck.Disabled disabled) {
      return Outline.leaf("disabled", disabled.at());
    }
    if (healthcheck instanceof Healthcheck.BuiltIn builtIn) {
      return Outline.leaf("of the image", builtIn.at());
    }
    return healthcheck instanceof Healthcheck.Malformed malformed
        ? Outline.leaf("malformed", malformed.at())
        : new Leaf("", List.of());
  }

  private static Outline mode(NetworkMode mode) {
    if (mode instanceof NetworkMode.HostMode host) {
      return Outline.leaf("host", host.at());
    }
    if (mode instanceof NetworkMode.Bridge bridge) {
      return Outline.leaf("bridge", bridge.at());
    }
    if (mode instanceof NetworkMode.None none) {
      return Outline.leaf("none", none.at());
    }
    if (mode instanceof NetworkMode.OfService other) {
      return Outline.leaf("of service " + other.service(), other.at());
    }
    if (mode instanceof NetworkMode.OfContainer other) {
      return Outline.leaf("of container " + other.container(), other.at());
    }
    return mode instanceof NetworkMode.Unclear unclear
        ? Outline.leaf("unknown", unclear.at())
        : new Leaf("", List.of());
  }

  private static Outline command(CommandLine command) {
    if (command instanceof CommandLine.Shell shell) {
      return Outline.leaf(shell.line());
    }
    return Outline.command(((CommandLine.Exec) command).words());
  }

  private static Outline texts(List<Text> texts) {
    return new Series(texts.stream().map(Outline::leaf).toList());
  }

  private static Outline words(List<String> words) {
    List<Outline> leaves = new ArrayList<>();
    for (String word : words) {
      leaves.add(new Leaf(word, List.of()));
    }
    return new Series(leaves);
  }

  private static String id(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
