package dev.dialtone.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.engine.LintRequest;
import dev.dialtone.engine.Linter;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Verdict;
import dev.dialtone.rules.Rules;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares our verdicts with what really becomes of connections, in random projects that are built
 * as network namespaces. Needs root and iproute2, and {@code -Ddialtone.kernel=DIALS}, the least
 * number of dials to compare; {@code -Ddialtone.seed} says where to begin.
 */
final class KernelTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path WORLD = Path.of("src/test/python/kernel_world.py");
  private static final int MOST_DIFFERENCES = 10;

  @Test
  void verdictsAreWhatTheKernelMakesOfDials() throws Exception {
    int wanted = Integer.getInteger("dialtone.kernel", 0);
    Assumptions.assumeTrue(wanted > 0, "set -Ddialtone.kernel=DIALS, as root");
    long seed = Long.getLong("dialtone.seed", 1);
    int compared = 0;
    int open = 0;
    Map<String, Integer> verdicts = new TreeMap<>();
    List<String> differences = new ArrayList<>();
    while (compared < wanted && differences.isEmpty()) {
      RandomNetwork network = RandomNetwork.of(seed);
      Map<String, Verdict> decided = decided(network);
      List<String> happened = happened(network);
      for (int i = 0; i < network.dials().size(); i++) {
        RandomNetwork.Tried dial = network.dials().get(i);
        Verdict verdict =
            Objects.requireNonNull(
                decided.get(key(dial.service(), dial.host(), String.valueOf(dial.port()))));
        String foretold = foretold(verdict);
        if (foretold.isEmpty()) {
          open++;
          continue;
        }
        compared++;
        verdicts.merge(verdict.getClass().getSimpleName(), 1, Integer::sum);
        if (!foretold.equals(kind(happened.get(i)))) {
          differences.add(
              "seed %s: %s dials %s:%s: we say %s, the kernel says %s"
                  .formatted(
                      seed, dial.service(), dial.host(), dial.port(), verdict, happened.get(i)));
        }
      }
      if (!differences.isEmpty()) {
        differences.add(network.compose());
      }
      seed++;
    }
    assertEquals("", String.join("\n", differences.stream().limit(MOST_DIFFERENCES).toList()));
    assertTrue(compared > 2 * open, compared + " dials compared, " + open + " left open");
    System.out.println(
        "kernel: %s dials agree, %s left open, next seed %s: %s"
            .formatted(compared, open, seed, verdicts));
  }

  /** What came of a dial: {@code answer}, whoever it was, or why there was none. */
  private static String kind(String happened) {
    return switch (happened) {
      case "refused", "unknown-host", "unreachable" -> happened;
      default -> "answer";
    };
  }

  /** What must come of a dial with this verdict; empty where it leaves that open. */
  private static String foretold(Verdict verdict) {
    if (verdict instanceof Verdict.Connects) {
      return "answer";
    }
    if (verdict instanceof Verdict.UnknownHost
        || verdict instanceof Verdict.NoSharedNetwork
        || verdict instanceof Verdict.NameUnknownToHost
        || verdict instanceof Verdict.HostUnnamed) {
      return "unknown-host";
    }
    return verdict instanceof Verdict.External || verdict instanceof Verdict.Undecided
        ? ""
        : "refused";
  }

  private static Map<String, Verdict> decided(RandomNetwork network) {
    List<Outcome> outcomes =
        new Linter(Rules.all())
            .outcomes(
                new MemoryWorkspace(Map.of("p/compose.yaml", network.compose())),
                LintRequest.of(new FilePath("p")));
    assertEquals(1, outcomes.size());
    Map<String, Verdict> decided = new HashMap<>();
    for (Connection connection : outcomes.get(0).connections()) {
      String port = connection.dial().port().text().toString();
      String host = connection.dial().host().chars();
      decided.put(key(connection.dial().from().value(), host, port), connection.verdict());
    }
    return decided;
  }

  private static String key(String service, String host, String port) {
    return service + " " + host.replaceAll("[\\[\\]]", "") + " " + port;
  }

  /** What became of each dial, in their order. */
  private static List<String> happened(RandomNetwork network)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("kernel", ".err");
    Process process =
        new ProcessBuilder("python3", WORLD.toString()).redirectError(errors.toFile()).start();
    try (var input = process.getOutputStream()) {
      input.write(JSON.writeValueAsBytes(network.plan()));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), Files.readString(errors));
    Files.delete(errors);
    List<String> answers = new ArrayList<>();
    for (JsonNode client : JSON.readTree(output)) {
      client.forEach(answer -> answers.add(answer.asString()));
    }
    return answers;
  }
}
