package dev.dialtone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.engine.LintRequest;
import dev.dialtone.engine.Linter;
import dev.dialtone.harness.ExpectedFinding;
import dev.dialtone.harness.TestProject;
import dev.dialtone.lint.Finding;
import dev.dialtone.rules.Rules;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * One fault is reported by one rule: where two of them point at one place, there are two faults, or
 * each says what the other does not.
 */
class PrecedenceTest {
  private static final Path RULES = Path.of("rules");

  /** Pairs that may stand at one place, and why. */
  private static final Map<String, String> DELIBERATE =
      new TreeMap<>(
          Map.of(
              "DT002 DT004",
              "a misspelt key has no effect, and the file that counts without it is not there",
              "DT301 DT306",
              "who put another value in, and what the server makes of that value",
              "DT302 DT306",
              "why the variable is not replaced, and that the check may pass all the same",
              "DT402 DT501",
              "the port of the host is taken, and what it leads to does not listen",
              "DT402 DT504",
              "one side of the entry is no port or address, and nothing listens on the other",
              "DT403 DT605",
              "which step is left out, and that clients are turned away for it"));

  @Test
  void noTwoRulesPointAtOnePlaceWithoutAReason() throws IOException {
    List<Path> folders = folders();
    assertTrue(folders.size() > 600, "only " + folders.size() + " folders were found");
    Map<String, List<String>> pairs = new TreeMap<>();
    for (Path folder : folders) {
      collect(folder, pairs);
    }
    Map<String, List<String>> unexpected = new TreeMap<>(pairs);
    unexpected.keySet().removeAll(DELIBERATE.keySet());
    assertEquals(Map.of(), unexpected, "two findings for what seems one fault");
    assertEquals(DELIBERATE.keySet(), pairs.keySet(), "pairs that occur no longer");
  }

  private static void collect(Path folder, Map<String, List<String>> pairs) {
    TestProject project = ExpectedFinding.withoutComments(TestProject.read(folder));
    List<Finding> findings =
        new Linter(Rules.all())
            .lint(project.workspace(), LintRequest.of(FilePath.ROOT)).diagnostics().stream()
                .map(diagnostic -> diagnostic.finding())
                .toList();
    for (Finding one : findings) {
      for (Finding other : findings) {
        boolean ordered = one.rule().id().compareTo(other.rule().id()) < 0;
        if (ordered && overlap(one.span(), other.span())) {
          pairs
              .computeIfAbsent(one.rule().id() + " " + other.rule().id(), pair -> new ArrayList<>())
              .add(folder + "/" + one.span());
        }
      }
    }
  }

  private static boolean overlap(Span one, Span other) {
    return one.file().path().equals(other.file().path())
        && one.start() < other.end()
        && other.start() < one.end();
  }

  private static List<Path> folders() throws IOException {
    try (Stream<Path> paths = Files.walk(RULES, 3)) {
      return paths
          .filter(Files::isDirectory)
          .filter(
              path ->
                  path.endsWith("bad")
                      || (path.getNameCount() == 4 && path.getName(2).toString().equals("cases")))
          .sorted()
          .toList();
    }
  }
}
