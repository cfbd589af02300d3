package dev.dialtone.format.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.Golden;
import dev.dialtone.model.Composition;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares our reading of random projects with that of the real Docker Compose, whose program
 * {@code -Ddialtone.compose} names; {@code -Ddialtone.seed} and {@code -Ddialtone.projects} say
 * which and how many.
 */
final class ComposeOracleTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir Path folder;

  @Test
  void randomProjectsAreReadAsComposeReadsThem() throws Exception {
    String program = System.getProperty("dialtone.compose", "");
    Assumptions.assumeTrue(!program.isEmpty(), "no Docker Compose: set -Ddialtone.compose");
    long seed = Long.getLong("dialtone.seed", 1);
    int projects = Integer.getInteger("dialtone.projects", 300);
    int accepted = 0;
    List<String> differences = new ArrayList<>();
    for (long i = seed; i < seed + projects && differences.size() < 4; i++) {
      RandomProject.Files files = RandomProject.of(i);
      String difference = difference(program, files);
      accepted += difference.equals("refused by both") || !difference.isEmpty() ? 0 : 1;
      if (!difference.isEmpty() && !difference.equals("refused by both")) {
        differences.add("seed " + i + "\n" + shrunk(program, files));
      }
    }
    assertEquals("", String.join("\n\n", differences));
    assertTrue(accepted * 5 > projects * 2, accepted + " of " + projects + " accepted");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theStoredAnswersAreThoseOfCompose(ComposeCase one) throws Exception {
    String program = System.getProperty("dialtone.compose", "");
    Assumptions.assumeTrue(!program.isEmpty(), "no Docker Compose: set -Ddialtone.compose");
    String answer = one.ask(program);
    Golden.check(answer.startsWith("{") ? one.config() : one.refusal(), answer);
  }

  static List<ComposeCase> cases() {
    return ComposeCase.all();
  }

  /** What differs; empty for nothing. */
  private String difference(String program, RandomProject.Files files)
      throws IOException, InterruptedException {
    Path project = folder.resolve("p");
    delete(project);
    for (Map.Entry<String, String> file : files.texts().entrySet()) {
      Path path = project.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    List<String> command = new ArrayList<>(List.of(program));
    files.composeFiles().forEach(file -> command.addAll(List.of("-f", file)));
    command.addAll(List.of("config", "--format", "json"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile());
    builder.environment().clear();
    builder.environment().put("HOME", "/nonexistent");
    builder.redirectError(folder.resolve("errors").toFile());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean refused = process.waitFor() != 0;
    Composition composition = load(files);
    boolean known =
        !composition.problems().isEmpty()
            || !composition.misfits().isEmpty()
            || !composition.undefined().isEmpty()
            || composition.fragment()
            || composition.services().values().stream()
                .filter(composition::isActive)
                .flatMap(service -> service.dependencies().stream())
                .map(on -> composition.services().get(on.service()))
                .anyMatch(service -> service == null || !composition.isActive(service));
    if (refused) {
      String errors = Files.readString(folder.resolve("errors"));
      String last = errors.strip().substring(errors.strip().lastIndexOf('\n') + 1);
      return known || exempt(last) ? "refused by both" : "compose refuses: " + last;
    }
    List<String> found = new ArrayList<>();
    JsonNode answer =
        JSON.readTree(
            output.replace(project.toString(), "@ROOT@").replace(folder.toString() + "/", "../"));
    ConfigComparison.compare("", answer, composition, found);
    composition.problems().forEach(p -> found.add("problem " + p.span() + " " + p.message()));
    composition.misfits().forEach(m -> found.add("misfit " + m.at().span() + " " + m.message()));
    return String.join("\n", found);
  }

  /** What Compose refuses for reasons that other rules look after, or none. */
  private static boolean exempt(String error) {
    return error.contains("dependency cycle")
        || error.contains("already mounted as")
        || error.contains("must be unique")
        || error.contains("failed to cast")
        || error.contains("can't set container_name")
        || error.contains("mutualy exclusive dockerfile");
  }

  private static Composition load(RandomProject.Files files) {
    Map<String, String> texts = new LinkedHashMap<>();
    files.texts().forEach((name, text) -> texts.put(name, text));
    List<FilePath> paths = files.composeFiles().stream().map(FilePath::new).toList();
    ComposeRequest request =
        ComposeRequest.of(paths).inFolder(FilePath.ROOT, "p").in(ComposeRequest.Surroundings.EMPTY);
    return ComposeLoader.load(request, new MemoryWorkspace(texts));
  }

  /** The difference of the smallest project that still differs. */
  private String shrunk(String program, RandomProject.Files files) throws Exception {
    Map<String, String> texts = new TreeMap<>(files.texts());
    String wanted = headline(difference(program, files));
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (Map.Entry<String, String> file : new TreeMap<>(texts).entrySet()) {
        List<String> lines = new ArrayList<>(file.getValue().lines().toList());
        for (int i = lines.size() - 1; i >= 0; i--) {
          List<String> fewer = new ArrayList<>(lines);
          fewer.remove(i);
          Map<String, String> trial = new TreeMap<>(texts);
          trial.put(file.getKey(), fewer.isEmpty() ? "" : String.join("\n", fewer) + "\n");
          String left = difference(program, new RandomProject.Files(trial, files.composeFiles()));
          if (headline(left).equals(wanted)) {
            texts = trial;
            lines = fewer;
            smaller = true;
          }
        }
      }
    }
    StringBuilder shown = new StringBuilder();
    texts.forEach(
        (name, text) -> {
          if (!text.isBlank()) {
            shown.append("--- ").append(name).append('\n').append(text);
          }
        });
    RandomProject.Files smallest = new RandomProject.Files(texts, files.composeFiles());
    return shown + difference(program, smallest);
  }

  private static String headline(String difference) {
    int end = difference.indexOf('\n');
    return end < 0 ? difference : difference.substring(0, end);
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(path)) {
      for (Path one : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
