package dev.dialtone.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.engine.LintRequest;
import dev.dialtone.engine.Linter;
import dev.dialtone.harness.RandomConfigurations;
import dev.dialtone.model.Container;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Listeners;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Project;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tries a server on made-up configurations and compares its sockets with those of the model. */
final class ServerTrials {
  /** How many differences are told. */
  private static final int MOST_TOLD = 3;

  /** How many lines of what the server printed are told. */
  private static final int MOST_LINES = 12;

  private ServerTrials() {}

  /**
   * Tries as many configurations as are asked for; the test fails if one of them tells the model
   * wrong, or if more than one in {@code oneIn} leaves it in doubt.
   *
   * @param oneIn how many configurations there must be for each that the model does not understand
   */
  static void compare(String server, Machine machine, int oneIn, Function<Draw, ServerTrial> trials)
      throws IOException, InterruptedException {
    int count = RandomConfigurations.count();
    int same = 0;
    int open = 0;
    int ended = 0;
    Map<String, Integer> unknown = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long seed = RandomConfigurations.seed() + i;
      ServerTrial trial = trials.apply(new Draw(seed));
      Sockets theirs = machine.run(trial);
      Project project = project(trial);
      Listeners ours = listeners(project);
      ended += theirs.running() ? 0 : 1;
      Agreement agreement = Agreement.of(theirs, ours, project.problems());
      if (agreement instanceof Agreement.Same it) {
        same++;
        open += it.closed() ? 0 : 1;
      } else if (agreement instanceof Agreement.Unknown it) {
        unknown.merge(it.what().replaceAll("\\d+", "N"), 1, Integer::sum);
      } else {
        wrong.add(told(seed, agreement, trial, theirs, ours));
      }
    }
    int doubtful = unknown.values().stream().mapToInt(Integer::intValue).sum();
    System.out.printf(
        "%s: %s configurations, %s of them refused; %s the same, %s of them with an open set;"
            + " %s unknown %s, %s wrong%n",
        server, count, ended, same, open, doubtful, unknown, wrong.size());
    assertEquals("", wrong.stream().limit(MOST_TOLD).collect(Collectors.joining("\n")));
    assertTrue(doubtful <= 2 + count / oneIn, doubtful + " unknown of " + count + ": " + unknown);
  }

  private static Listeners listeners(Project project) {
    List<Container> containers = List.copyOf(project.containers().values());
    assertEquals(1, containers.size());
    return containers.get(0).listeners();
  }

  private static String told(
      long seed, Agreement agreement, ServerTrial trial, Sockets theirs, Listeners ours) {
    String sockets =
        ours.sockets().stream().map(ServerTrials::shown).collect(Collectors.joining(", "));
    return """
        %s (repeat it with -Doracle.seed=%s -Doracle.count=1)
        we say: %s%s
        it has: %s%s
        started as: %s
        %s
        %s"""
        .formatted(
            agreement,
            seed,
            sockets,
            ours.closed() ? ", and no others" : "",
            theirs.doors(),
            theirs.running() ? "" : ", and has ended",
            trial.started(),
            trial,
            theirs.log().lines().limit(MOST_LINES).collect(Collectors.joining("\n")));
  }

  private static String shown(Listener socket) {
    return "%s/%s %s (%s, %s)"
        .formatted(
            socket.protocol(),
            socket.ports(),
            socket.scope(),
            socket.origin(),
            socket.confidence());
  }

  private static Project project(ServerTrial trial) {
    List<Outcome> outcomes =
        new Linter(List.of())
            .outcomes(new MemoryWorkspace(trial.project()), LintRequest.of(FilePath.ROOT));
    assertEquals(1, outcomes.size(), trial::toString);
    return outcomes.get(0).project();
  }
}
