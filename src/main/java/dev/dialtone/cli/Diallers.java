package dev.dialtone.cli;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Note;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Platform;
import dev.dialtone.model.Service;
import dev.dialtone.report.Trace;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/** Tells which process it is that dials. */
final class Diallers {
  private Diallers() {}

  /** The process, and where it is written what runs. */
  static Trace.Step step(Dial dial, Container dialler) {
    return new Trace.Step(Trace.Kind.DIALLER, words(dial, dialler), places(dial, dialler));
  }

  private static String words(Dial dial, Container dialler) {
    String service = quoted(dial.from());
    String program = dial.client().isEmpty() ? "a program" : quoted(dial.client());
    return switch (dial.role()) {
      case HEALTHCHECK -> program + " in the healthcheck of " + service;
      case WAIT -> program + " in the command of " + service + ", which waits";
      case PROXY -> "the proxy in " + service + platform(dialler.platform());
      case SCRAPE -> "the scraper in " + service + platform(dialler.platform());
      case ROUTE -> "the proxy that finds " + service + " by its labels or variables";
      case CLUSTER -> "the server in " + service + ", as one of its cluster";
      case CLIENT -> "the process of " + service + platform(dialler.platform());
    };
  }

  private static String platform(Platform platform) {
    return switch (platform) {
      case NODE -> ", in Node.js";
      case JAVA -> ", in Java";
      case PYTHON -> ", in Python";
      case PHP -> ", in PHP";
      case RUBY -> ", in Ruby";
      case GO -> ", in Go";
      case DOTNET -> ", in .NET";
      case RUST -> ", in Rust";
      case NGINX -> ", nginx";
      case HAPROXY -> ", HAProxy";
      case UNKNOWN -> "";
    };
  }

  private static List<Note> places(Dial dial, Container dialler) {
    if (dial.role() == Dial.Role.HEALTHCHECK) {
      return dialler.healthcheck() instanceof Healthcheck.Probe probe
          ? Tracer.places(probe.at())
          : List.of();
    }
    Service service = dialler.service();
    List<CommandLine> lines = new ArrayList<>(service.entrypoint());
    lines.addAll(service.command());
    for (CommandLine line : lines) {
      if (line instanceof CommandLine.Shell shell) {
        return Tracer.places(shell.line());
      }
      for (Text word : ((CommandLine.Exec) line).words()) {
        return Tracer.places(word);
      }
    }
    Text at = service.image().isEmpty() ? service.at() : service.image();
    return service.build().isEmpty()
        ? Tracer.places(at)
        : Tracer.places(service.build().get(0).at());
  }
}
