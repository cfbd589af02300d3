package dev.dialtone.link;

import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.ProbeCall;
import dev.dialtone.model.ProbeCall.Localhost;
import dev.dialtone.model.ServiceName;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.ProbeStep;
import java.util.ArrayList;
import java.util.List;

/** Follows a healthcheck to the programs it runs, and tells what is known of each. */
final class ProbeReader {
  private final CommandDials commandDials;

  ProbeReader(CommandDials commandDials) {
    this.commandDials = commandDials;
  }

  /** The programs that a service's healthcheck runs; none if it has no probe. */
  List<ProbeCall> read(
      ServiceName service, Healthcheck healthcheck, Environment environment, Toolbox toolbox) {
    if (!(healthcheck instanceof Healthcheck.Probe probe)) {
      return List.of();
    }
    List<ProbeCall> calls = new ArrayList<>();
    if (probe.command() instanceof CommandLine.Shell shell) {
      Text line = shell.line();
      calls.add(
          new ProbeCall(
              line,
              "sh",
              List.of(),
              line.isKnown(),
              true,
              toolbox.of(Text.of("sh", line.site())),
              List.of(),
              Localhost.UNKNOWN,
              List.of(),
              List.of()));
    }
    List<ProbeStep> steps =
        probe.command() instanceof CommandLine.Exec exec
            ? ProbeStep.of(exec.words(), environment.forShell())
            : ProbeStep.ofScript(
                ((CommandLine.Shell) probe.command()).line(), environment.forShell());
    for (ProbeStep step : steps) {
      calls.add(call(service, step, toolbox));
    }
    return calls;
  }

  private ProbeCall call(ServiceName service, ProbeStep step, Toolbox toolbox) {
    Text name = step.words().get(0);
    return new ProbeCall(
        name,
        step.program(),
        step.words().subList(1, step.words().size()),
        step.decides(),
        false,
        toolbox.of(name),
        List.of(),
        Localhost.UNKNOWN,
        commandDials.ofContacts(service, step.contacts()),
        List.of());
  }
}
