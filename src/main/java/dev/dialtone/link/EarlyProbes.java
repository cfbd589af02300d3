package dev.dialtone.link;

import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ImageFacts.EarlyProbe;
import dev.dialtone.catalogue.ImageFacts.FirstRun;
import dev.dialtone.catalogue.ImageFacts.Probe;
import dev.dialtone.catalogue.ImageKnowledge;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Host;
import dev.dialtone.model.Mount;
import dev.dialtone.model.ProbeCall.EarlyPass;
import dev.dialtone.model.Service;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.ProbeStep;
import java.util.List;

/** Tells which probes succeed before a service's server accepts clients. */
final class EarlyProbes {
  private static final String SCRIPTS = "/docker-entrypoint-initdb.d";

  private final List<ImageFacts> image;
  private final Service service;
  private final BuiltImage built;
  private final Environment environment;
  private final boolean ownEntrypoint;

  EarlyProbes(
      ServiceImage image,
      Service service,
      BuiltImage built,
      Environment environment,
      Startup startup) {
    this.image =
        image.knowledge() instanceof ImageKnowledge.Known known
                && known.confidence() == Confidence.CERTAIN
            ? List.of(known.facts())
            : List.of();
    this.service = service;
    this.built = built;
    this.environment = environment;
    this.ownEntrypoint = startup.bare();
  }

  /** Why a step succeeds too early: one entry, or none. */
  List<EarlyPass> of(ProbeStep step) {
    for (ImageFacts facts : image) {
      for (EarlyProbe probe : facts.earlyProbes()) {
        for (Text argument : step.words().subList(1, step.words().size())) {
          if (probe.program().equals(step.program())
              && probe.arguments().contains(argument.chars())) {
            return List.of(
                new EarlyPass(
                    argument,
                    "this succeeds as soon as the process runs, before it listens for clients",
                    true,
                    false));
          }
        }
      }
      if (happens(facts.firstRun())) {
        for (Probe probe : facts.firstRun().probes()) {
          if (probe.program().equals(step.program()) && !usesNetwork(step, probe, facts)) {
            return List.of(duringSetUp(step, probe, facts));
          }
        }
      }
    }
    return List.of();
  }

  private boolean happens(FirstRun firstRun) {
    boolean answers =
        firstRun.answers() == FirstRun.Answers.SOCKET
            || firstRun.answers() == FirstRun.Answers.LOOPBACK;
    boolean always = firstRun.onlyWith().isEmpty() && firstRun.onlyWithFiles().isEmpty();
    boolean told =
        firstRun.onlyWith().stream().anyMatch(name -> environment.value(name).isPresent());
    boolean scripts = !firstRun.onlyWithFiles().isEmpty() && hasFiles(firstRun.onlyWithFiles());
    return answers && !ownEntrypoint && (always || told || scripts);
  }

  private boolean hasFiles(String folder) {
    for (Mount mount : service.mounts()) {
      if (mount.target().chars().startsWith(folder)) {
        return true;
      }
    }
    return built.copies().stream().anyMatch(copy -> copy.place().startsWith(folder));
  }

  private boolean usesNetwork(ProbeStep step, Probe probe, ImageFacts facts) {
    if (environment.value("PGHOST").isPresent() || environment.value("MYSQL_HOST").isPresent()) {
      return true;
    }
    List<Text> words = step.words();
    boolean network = false;
    for (int i = 1; i < words.size(); i++) {
      String chars = words.get(i).chars();
      if (chars.contains("://") || chars.startsWith("host=") || chars.indexOf(Text.HOLE) >= 0) {
        return true;
      }
      for (String option : probe.networkOptions()) {
        network |= isOption(chars, option) && !isLocal(hostAt(words, i, option), probe, facts);
      }
    }
    return network;
  }

  private static boolean isOption(String word, String option) {
    boolean attached =
        option.startsWith("--")
            ? word.startsWith(option + "=")
            : word.startsWith(option) && !word.startsWith("--");
    return word.equals(option) || attached;
  }

  /** The value of the option at {@code i}: attached, or the next word. */
  private static Text hostAt(List<Text> words, int i, String option) {
    Text word = words.get(i);
    if (!word.is(option)) {
      int from = option.startsWith("--") ? option.length() + 1 : option.length();
      return word.slice(from);
    }
    return i + 1 < words.size() ? words.get(i + 1) : word.slice(word.length());
  }

  /** Whether a host leads to the server that answers during the set-up. */
  private static boolean isLocal(Text host, Probe probe, ImageFacts facts) {
    boolean socket = host.is("localhost") && probe.localhostIsSocket();
    boolean path = host.chars().startsWith("/");
    boolean loopback =
        facts.firstRun().answers() == FirstRun.Answers.LOOPBACK
            && Host.parse(host).known().stream().anyMatch(Host::isLoopback);
    return socket || path || loopback;
  }

  private EarlyPass duringSetUp(ProbeStep step, Probe probe, ImageFacts facts) {
    boolean socket = facts.firstRun().answers() == FirstRun.Answers.SOCKET;
    Text at = step.words().get(0);
    for (int i = 1; i < step.words().size(); i++) {
      for (String option : probe.networkOptions()) {
        if (isOption(step.words().get(i).chars(), option)) {
          at = hostAt(step.words(), i, option);
        }
      }
    }
    boolean brief = facts.server().equals("postgres") && !hasFiles(SCRIPTS);
    return new EarlyPass(
        at,
        socket
            ? "on its first start the server is set up while it answers on its socket only"
            : "on its first start the server is set up while it answers on loopback only",
        false,
        brief);
  }
}
