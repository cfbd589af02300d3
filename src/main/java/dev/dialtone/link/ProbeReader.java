package dev.dialtone.link;

import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Localhost;
import dev.dialtone.model.ProbeCall;
import dev.dialtone.model.ProbeCall.EarlyPass;
import dev.dialtone.model.ProbeCall.Presence;
import dev.dialtone.model.ProbeCall.ShownLogin;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.ProbeStep;
import java.util.ArrayList;
import java.util.List;

/** Follows a healthcheck to the programs it runs, and tells what is known of each. */
final class ProbeReader {
  /** Programs that can ask for a URL or open a connection, best first. */
  private static final List<String> CLIENTS =
      List.of("curl", "wget", "node", "python3", "python", "php", "ruby", "bash", "nc");

  private final CommandDials commandDials;

  ProbeReader(CommandDials commandDials) {
    this.commandDials = commandDials;
  }

  /** The programs that a service's healthcheck runs; none if it has no probe. */
  List<ProbeCall> read(
      Service service,
      Healthcheck healthcheck,
      ServiceImage image,
      Environment environment,
      Toolbox toolbox,
      EarlyProbes early) {
    if (!(healthcheck instanceof Healthcheck.Probe probe)) {
      return List.of();
    }
    List<ProbeCall> calls = new ArrayList<>();
    if (probe.command() instanceof CommandLine.Shell shell && shell.line().isKnown()) {
      calls.add(implied(shell.line(), toolbox));
    }
    List<ProbeStep> steps =
        probe.command() instanceof CommandLine.Exec exec
            ? ProbeStep.of(exec.words(), environment.forShell())
            : ProbeStep.ofScript(
                ((CommandLine.Shell) probe.command()).line(), environment.forShell());
    ProbeLogins logins = new ProbeLogins(service, image);
    boolean busybox = false;
    for (ProbeStep step : steps) {
      Localhost localhost = localhost(step, busybox, image, toolbox);
      calls.add(call(service.name(), step, localhost, toolbox, logins.of(step), early.of(step)));
      busybox = step.program().equals("busybox");
    }
    return calls;
  }

  private static ProbeCall implied(Text line, Toolbox toolbox) {
    Presence presence = toolbox.of(Text.of("sh", line.site()));
    return new ProbeCall(
        line,
        "sh",
        List.of(),
        true,
        true,
        presence,
        List.of(),
        Localhost.UNKNOWN,
        List.of(),
        List.of(),
        List.of());
  }

  private ProbeCall call(
      ServiceName service,
      ProbeStep step,
      Localhost localhost,
      Toolbox toolbox,
      List<ShownLogin> login,
      List<EarlyPass> early) {
    Text name = step.words().get(0);
    boolean socketOfShell = name.chars().startsWith("/dev/tcp/");
    Presence presence = socketOfShell ? ofSocketFile(step, name, toolbox) : toolbox.of(name);
    return new ProbeCall(
        name,
        socketOfShell ? "/dev/tcp" : step.program(),
        step.words().subList(1, step.words().size()),
        step.decides(),
        false,
        presence,
        presence == Presence.MISSING ? toolbox.present(CLIENTS) : List.of(),
        localhost,
        commandDials.ofContacts(service, step.program(), step.contacts()),
        login,
        early);
  }

  /** Only bash opens {@code /dev/tcp}: where there is none, {@code sh} is another shell. */
  private static Presence ofSocketFile(ProbeStep step, Text file, Toolbox toolbox) {
    return switch (step.client()) {
      case "bash" -> Presence.PRESENT;
      case "ash", "dash" -> Presence.MISSING;
      default ->
          toolbox.of(Text.of("bash", file.site())) == Presence.MISSING
              ? Presence.MISSING
              : Presence.UNKNOWN;
    };
  }

  /**
   * What a client makes of {@code localhost}. BusyBox and Node before 20 try the first address
   * only, which is {@code ::1}; Node before 17 asked for IPv4 first.
   */
  private static Localhost localhost(
      ProbeStep step, boolean busybox, ServiceImage image, Toolbox toolbox) {
    return switch (step.program()) {
      case "wget" -> busybox || toolbox.isBusybox("wget") ? Localhost.IPV6_ONLY : Localhost.UNKNOWN;
      case "node", "nodejs" -> NodeReleases.localhost(image);
      case "curl", "python", "python3", "php", "ruby", "bash" -> Localhost.FALLS_BACK;
      default -> Localhost.UNKNOWN;
    };
  }
}
