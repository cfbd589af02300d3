package dev.dialtone.format.ci;

import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Dependency;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.NetworkMode;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.Service;
import dev.dialtone.model.Task;
import dev.dialtone.model.Variable;
import dev.dialtone.source.Text;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The projects of a pipeline as lines of text: each value with the place it is written at. */
public final class JobText {
  private JobText() {}

  /** All that tells one job from another. */
  public static String of(List<Composition> projects) {
    StringBuilder text = new StringBuilder();
    for (Composition project : projects) {
      text.append(
          "%s on %s machine, %s\n"
              .formatted(
                  project.name(),
                  lower(project.premises().machine()),
                  lower(project.premises().confidence())));
      project.services().values().forEach(service -> append(text, service));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Service service) {
    text.append("  " + service.name() + mode(service.networkMode()) + "\n");
    line(text, "image", service.image());
    for (Variable variable : service.environment()) {
      line(text, variable.name().toString(), variable.value());
    }
    for (PublishedPort port : service.ports()) {
      String host = port.ephemeral() ? "any" : first(port.hostPorts().known());
      line(text, "port " + host + " to " + first(port.containerPorts().known()), port.at());
    }
    service.attachments().forEach(a -> a.aliases().forEach(alias -> line(text, "alias", alias)));
    service.command().forEach(command -> words(text, "command", command));
    if (service.dependencies().isEmpty()) {
      service.entrypoint().forEach(command -> words(text, "entrypoint", command));
    }
    if (service.healthcheck() instanceof Healthcheck.Probe probe
        && probe.command() instanceof CommandLine.Shell shell) {
      line(text, "health", shell.line());
    }
    for (Dependency dependency : service.dependencies()) {
      line(text, "after, " + lower(dependency.condition()), dependency.at());
    }
    service.extraHosts().forEach(host -> line(text, "host", host.name()));
    service.tasks().forEach(task -> append(text, task));
  }

  private static void append(StringBuilder text, Task task) {
    text.append(
        "    task %s, %s at %s\n"
            .formatted(lower(task.pace()), lower(task.confidence()), place(task.at())));
    for (Variable variable : task.environment()) {
      text.append("  ");
      line(text, variable.name().toString(), variable.value());
    }
    task.script().forEach(script -> line(text, "  runs", script));
  }

  private static void words(StringBuilder text, String what, CommandLine command) {
    ((CommandLine.Exec) command).words().forEach(word -> line(text, what, word));
  }

  private static String mode(NetworkMode mode) {
    return mode instanceof NetworkMode.HostMode host
        ? " on the host, at " + place(host.at())
        : mode instanceof NetworkMode.Networks ? "" : " in no known namespace";
  }

  private static String first(List<?> values) {
    return values.isEmpty() ? "?" : values.get(0).toString();
  }

  private static void line(StringBuilder text, String what, Text value) {
    if (!value.isEmpty() || (what.indexOf(' ') < 0 && !what.equals("image"))) {
      String shown = value.toString().strip().replace("\n", "; ");
      text.append("    %s: %s at %s\n".formatted(what, shown, place(value)));
    }
  }

  private static String place(Text text) {
    return text.span().startPosition().line() + ":" + text.span().startPosition().column();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The names of the projects, one a line. */
  public static String names(List<Composition> projects) {
    return projects.stream().map(p -> p.name().toString()).collect(Collectors.joining("\n"));
  }
}
