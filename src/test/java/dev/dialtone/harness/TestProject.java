package dev.dialtone.harness;

import dev.dialtone.source.MemoryWorkspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The files of one folder of test data, by their paths from that folder.
 *
 * @param expected the lines of {@code expected.txt}, which is no file of the project; else empty
 */
public record TestProject(String name, Map<String, String> files, String expected) {
  private static final String EXPECTED = "expected.txt";

  public TestProject {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /** Reads all files below {@code folder}; what is no UTF-8 becomes replacement characters. */
  public static TestProject read(Path folder) {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        files.put(name, new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + folder, e);
    }
    String expected = files.getOrDefault(EXPECTED, "");
    files.remove(EXPECTED);
    return new TestProject(folder.toString().replace('\\', '/'), files, expected);
  }

  /** The same with the line ends of Windows. */
  public TestProject withCarriageReturns() {
    return with(text -> text.replace("\r\n", "\n").replace("\n", "\r\n"));
  }

  /** The same with a byte order mark at the start of each file. */
  public TestProject withByteOrderMarks() {
    return with(text -> text.startsWith("\uFEFF") ? text : "\uFEFF" + text);
  }

  private TestProject with(UnaryOperator<String> change) {
    Map<String, String> changed = new TreeMap<>();
    files.forEach((path, text) -> changed.put(path, change.apply(text)));
    return new TestProject(name, changed, expected);
  }

  /** The files in memory, the folder's own path left out. */
  public MemoryWorkspace workspace() {
    return new MemoryWorkspace(files);
  }

  @Override
  public String toString() {
    return name;
  }
}
