package dev.dialtone.format.compose;

import dev.dialtone.model.Composition;
import dev.dialtone.source.FilePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A project of {@code testdata/compose} and what Docker Compose says of it: {@code config.json}, or
 * {@code refusal.txt} where it refuses it. Its folder stands as {@code @ROOT@} in both.
 */
record ComposeCase(Path folder) {
  private static final Path ALL = Path.of("testdata/compose");
  private static final JsonMapper JSON = JsonMapper.shared();

  static List<ComposeCase> all() {
    try (Stream<Path> folders = Files.list(ALL)) {
      return folders.filter(Files::isDirectory).sorted().map(ComposeCase::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path config() {
    return folder.resolve("config.json");
  }

  Path refusal() {
    return folder.resolve("refusal.txt");
  }

  /** The files that Compose is told to merge. */
  List<String> composeFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.equals("compose.yaml") || name.startsWith("over"))
          .sorted()
          .toList();
    }
  }

  Composition load() throws IOException {
    List<FilePath> files = composeFiles().stream().map(FilePath::new).toList();
    return ComposeLoader.load(
        ComposeRequest.of(files)
            .inFolder(FilePath.ROOT, folder.getFileName().toString())
            .in(ComposeRequest.Surroundings.EMPTY),
        new FolderWorkspace(folder));
  }

  /** What Compose says now: an answer in JSON, or why it refuses. */
  String ask(String program) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    composeFiles().forEach(file -> command.addAll(List.of("-f", file)));
    command.addAll(List.of("config", "--format", "json"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("HOME", "/nonexistent");
    Path errors = Files.createTempFile("errors", ".txt");
    builder.redirectError(errors.toFile());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean refused = process.waitFor() != 0;
    String said = Files.readString(errors).strip();
    Files.delete(errors);
    String root = folder.toRealPath().toString();
    return refused
        ? said.substring(said.lastIndexOf('\n') + 1).replace(root, "@ROOT@") + "\n"
        : pretty(JSON.readTree(output.replace(root, "@ROOT@")));
  }

  private static String pretty(JsonNode answer) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer).replace("\r", "")
        + "\n";
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
