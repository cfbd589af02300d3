package dev.dialtone.fuzz;

import dev.dialtone.engine.ReaderFuzzer;
import dev.dialtone.harness.TestProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where a fuzzer starts from: the test data, sorted by who reads it. */
public final class Seeds {
  /**
   * How the names of the files end that readers are tried with, where the reader's name does not
   * say it.
   */
  private static final Map<String, List<String>> ENDINGS =
      Map.of(
          "dotenv", List.of(".env"),
          "my.cnf", List.of(".cnf"),
          "httpd.conf", List.of(".conf"),
          "nginx.conf", List.of(".conf", ".template"),
          "consul.hcl", List.of(".hcl", ".json"),
          "vault.hcl", List.of(".hcl", ".json"),
          "grafana.datasources", List.of(".yml", ".yaml"),
          "spring.properties", List.of(".properties"));

  private Seeds() {}

  /** Writes the seeds of each reader into a folder of its name, and prints the names. */
  public static void main(String[] arguments) throws IOException {
    Path seeds = Path.of(arguments[0]);
    Map<String, String> texts = new TreeMap<>();
    for (Path folder : projects()) {
      Map<String, String> files = TestProject.read(folder).files();
      files.forEach((path, text) -> texts.put(folder + "/" + path, text));
      write(seeds.resolve("project"), ProjectFuzzer.joined(files));
    }
    for (String reader : ReaderFuzzer.names()) {
      Files.createDirectories(seeds.resolve(reader));
      for (Map.Entry<String, String> text : texts.entrySet()) {
        if (suits(reader, text.getKey())) {
          write(seeds.resolve(reader), text.getValue());
        }
      }
      System.out.println(reader);
    }
  }

  /** The folders of the test data that hold one project each, sorted. */
  static List<Path> projects() throws IOException {
    try (Stream<Path> rules = Files.walk(Path.of("rules"), 3);
        Stream<Path> projects = Files.list(Path.of("testdata/projects"))) {
      return Stream.concat(rules, projects).filter(Seeds::isProject).sorted().toList();
    }
  }

  private static boolean isProject(Path folder) {
    Path parent = folder.resolve("..").normalize();
    return Files.isDirectory(folder)
        && (folder.endsWith("bad") || parent.endsWith("cases") || parent.endsWith("projects"));
  }

  private static boolean suits(String reader, String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    String lower = reader.toLowerCase(Locale.ROOT);
    String ending = lower.substring(Math.max(lower.lastIndexOf('.'), 0));
    return name.contains(lower)
        || ENDINGS.getOrDefault(reader, List.of(ending)).stream().anyMatch(name::endsWith);
  }

  private static void write(Path folder, String text) throws IOException {
    Files.createDirectories(folder);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String name = HexFormat.of().toHexDigits(text.hashCode()) + "-" + bytes.length;
    Files.write(folder.resolve(name), bytes);
  }
}
