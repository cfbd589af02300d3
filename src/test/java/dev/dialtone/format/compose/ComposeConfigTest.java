package dev.dialtone.format.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.model.Composition;
import dev.dialtone.source.FilePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares our reading of real Compose files with what {@code docker compose config} says. */
final class ComposeConfigTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static Path shared() {
    String given = System.getProperty("dialtone.shared", "");
    Path path = Path.of(given.isEmpty() ? "../shared" : given);
    Assumptions.assumeTrue(
        Files.isRegularFile(path.resolve("oracle/compose-config.jsonl")),
        "no oracle in " + path + "; set -Ddialtone.shared");
    return path;
  }

  @Test
  void whatComposeAcceptsIsReadAsComposeReadsIt() throws IOException {
    Path shared = shared();
    FolderWorkspace workspace = new FolderWorkspace(shared.resolve("corpus"));
    List<String> differences = new ArrayList<>();
    int accepted = 0;
    int equal = 0;
    for (String line :
        Files.readAllLines(shared.resolve("oracle/compose-config.jsonl"), StandardCharsets.UTF_8)) {
      JsonNode answer = JSON.readTree(line);
      if (!answer.get("ok").asBoolean()) {
        continue;
      }
      accepted++;
      String file = answer.get("file").asString();
      Composition composition = load(file, workspace);
      List<String> found = new ArrayList<>();
      ConfigComparison.compare(file, answer.get("config"), composition, found);
      composition.problems().forEach(p -> found.add(p.span() + " " + p.message()));
      composition.misfits().forEach(m -> found.add(m.at().span() + " " + m.message()));
      equal += found.isEmpty() ? 1 : 0;
      differences.addAll(found);
    }
    assertTrue(accepted > 1_000, "only " + accepted + " files");
    assertEquals(
        "", String.join("\n", differences), equal + " of " + accepted + " files are equal");
  }

  @Test
  void whatComposeRefusesHasAProblemOrIsAFragment() throws IOException {
    Path shared = shared();
    FolderWorkspace workspace = new FolderWorkspace(shared.resolve("corpus"));
    List<String> silent = new ArrayList<>();
    int refused = 0;
    for (String line :
        Files.readAllLines(shared.resolve("oracle/compose-config.jsonl"), StandardCharsets.UTF_8)) {
      JsonNode answer = JSON.readTree(line);
      if (answer.get("ok").asBoolean()) {
        continue;
      }
      refused++;
      Composition composition = load(answer.get("file").asString(), workspace);
      boolean known =
          !composition.problems().isEmpty()
              || !composition.misfits().isEmpty()
              || !composition.undefined().isEmpty()
              || composition.unreadable().stream().anyMatch(Composition.MissingFile::required)
              || composition.fragment();
      String error = answer.get("error").asString();
      // Newer versions accept `pre_start`; the other two are no matter of connections.
      boolean exempt =
          error.contains("'pre_start' not allowed")
              || error.contains("build.platforms MUST include")
              || error.contains("types.SSHKey");
      if (!known && !exempt) {
        silent.add(answer.get("file").asString() + ": " + error);
      }
    }
    assertTrue(refused > 600, "only " + refused + " files");
    assertEquals("", String.join("\n", silent), silent.size() + " of " + refused + " files");
  }

  private static Composition load(String file, FolderWorkspace workspace) {
    FilePath path = new FilePath(file);
    return ComposeLoader.load(
        ComposeRequest.of(List.of(path)).in(ComposeRequest.Surroundings.EMPTY), workspace);
  }
}
