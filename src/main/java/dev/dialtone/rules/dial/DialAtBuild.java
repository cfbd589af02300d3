package dev.dialtone.rules.dial;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.BuildDial;
import dev.dialtone.model.BuildFault;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Outcome;
import dev.dialtone.source.Text;
import java.util.function.Consumer;

/** DT116: a command of a Dockerfile needs a service of the project. */
public final class DialAtBuild implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT116",
        "dial-at-build",
        Severity.ERROR,
        "A command that builds an image needs a service of the project, of which none runs then");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    for (BuildFault fault : outcome.buildFaults()) {
      sink.accept(finding(fault));
    }
  }

  private Finding finding(BuildFault fault) {
    BuildDial build = fault.dial();
    Text host = build.dial().host();
    Finding.Builder finding =
        Finding.at(
                info(), build.at(), "while an image is built, nothing answers to " + quoted(host))
            .label(label(build))
            .service(build.dial().from().value())
            .confidence(build.dial().confidence());
    if (!build.at().span().equals(host.span())) {
      finding.note(host.span(), "it connects to " + quoted(host) + ", which is told here");
    }
    return finding
        .help(
            "run it when %s starts, in `command` or an entrypoint, or in a service of its own"
                .formatted(quoted(build.dial().from())))
        .runtimeError(printed(build, host))
        .build();
  }

  private static String label(BuildDial build) {
    return build.dial().role() == Dial.Role.WAIT
        ? "this waits for what runs only once everything is built"
        : "no service runs then, and the networks of the project are not there";
  }

  /** What the build prints before it stops, by the program and, for a library, by the protocol. */
  private static String printed(BuildDial build, Text host) {
    String command = build.command().chars();
    String program = command.substring(command.lastIndexOf('/') + 1).split(" ", 2)[0];
    return switch (program) {
      case "curl" -> "curl: (6) Could not resolve host: " + host;
      case "wget" -> "wget: unable to resolve host address '" + host + "'";
      case "prisma" -> "Error: P1001: Can't reach database server at `" + host + "`";
      case "knex", "sequelize", "sequelize-cli" -> "getaddrinfo ENOTFOUND " + host;
      default -> printed(build.dial().scheme(), host);
    };
  }

  private static String printed(String scheme, Text host) {
    return switch (scheme) {
      case "postgresql", "postgres" ->
          "could not translate host name \"%s\" to address: Name or service not known"
              .formatted(host);
      case "mysql", "mariadb" ->
          "ERROR 2005 (HY000): Unknown MySQL server host '%s' (-2)".formatted(host);
      default -> host + ": Name or service not known";
    };
  }
}
