package dev.dialtone.rules.health;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Container;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.ProbeCall;
import dev.dialtone.model.ProbeCall.Presence;
import java.util.Map;
import java.util.function.Consumer;

/** DT304: a healthcheck runs a program that the image does not hold. */
public final class MissingTool implements Rule {
  /** What programs are called now. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "mysqladmin", "mariadb-admin",
          "mysql", "mariadb",
          "mysqldump", "mariadb-dump",
          "mongo", "mongosh");

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT304",
        "missing-tool",
        Severity.WARNING,
        "A healthcheck runs a program that is not in the image");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    for (Container container : outcome.project().containers().values()) {
      for (ProbeCall call : container.probe()) {
        if (call.decides() && call.presence() == Presence.MISSING) {
          sink.accept(finding(container, call));
          // Without its shell nothing of the script runs.
          if (call.implied()) {
            break;
          }
        }
      }
    }
  }

  private Finding finding(Container container, ProbeCall call) {
    Finding.Builder finding =
        Finding.at(info(), call.name(), message(container, call))
            .label(call.implied() ? "this needs a shell" : "not found when the probe runs")
            .service(container.service().name().value())
            .confidence(Confidence.PROBABLE)
            .help(help(container, call))
            .runtimeError(error(call));
    if (!container.image().isEmpty()) {
      finding.note(container.image().span(), "the image is chosen here");
    }
    return finding.build();
  }

  private static String message(Container container, ProbeCall call) {
    String image = quoted(container.image());
    if (call.implied()) {
      return "The healthcheck needs a shell, and the image " + image + " has none";
    }
    return call.program().equals("/dev/tcp")
        ? "Only bash knows `/dev/tcp`, and the shell that runs this is another one"
        : "The healthcheck runs %s, which the image %s does not have"
            .formatted(quoted(call.program()), image);
  }

  private static String help(Container container, ProbeCall call) {
    String renamed = RENAMED.getOrDefault(call.program(), "");
    if (!renamed.isEmpty()) {
      return "it is called " + quoted(renamed) + " now";
    }
    if (call.implied()) {
      return "use `CMD` with a program that the image has";
    }
    if (!container.recommendedProbe().isEmpty()) {
      return "what works with this image: " + quoted(container.recommendedProbe());
    }
    return call.standIns().isEmpty()
        ? "install it, or probe with a program that the image has"
        : "use %s, which it has".formatted(quoted(call.standIns().get(0)));
  }

  private static String error(ProbeCall call) {
    if (call.program().equals("/dev/tcp")) {
      return "/bin/sh: can't create " + call.name() + ": nonexistent directory";
    }
    return "exec: \"%s\": executable file not found in $PATH"
        .formatted(call.implied() ? "/bin/sh" : call.name());
  }
}
