package dev.dialtone.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A server with its configuration, for a Compose file to describe and for the machine to start.
 *
 * @param image the image that the Compose file names
 * @param command the command that the Compose file gives; empty for the image's own
 * @param started the command that is really started
 * @param environment variables for both
 * @param files texts by their absolute paths in the container
 * @param folders folders that are mounted whole; other files are mounted one by one
 * @param stock further files, which the image has and the repository does not
 */
record ServerTrial(
    String image,
    List<String> command,
    List<String> started,
    Map<String, String> environment,
    Map<String, String> files,
    List<String> folders,
    Map<String, String> stock) {
  ServerTrial {
    command = List.copyOf(command);
    started = List.copyOf(started);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    folders = List.copyOf(folders);
    stock = Collections.unmodifiableMap(new LinkedHashMap<>(stock));
  }

  /** A server that is started by the same words in both places. */
  static ServerTrial of(String image, List<String> words, Map<String, String> files) {
    return new ServerTrial(image, words, words, Map.of(), files, List.of(), Map.of());
  }

  /** The same, really started by these words. */
  ServerTrial startedAs(List<String> words) {
    return new ServerTrial(image, command, words, environment, files, folders, stock);
  }

  /** The same with these variables. */
  ServerTrial in(Map<String, String> variables) {
    return new ServerTrial(image, command, started, variables, files, folders, stock);
  }

  /** The same with these folders mounted whole. */
  ServerTrial withFolders(List<String> whole) {
    return new ServerTrial(image, command, started, environment, files, whole, stock);
  }

  /** The same in an image that has these files. */
  ServerTrial over(Map<String, String> shipped) {
    return new ServerTrial(image, command, started, environment, files, folders, shipped);
  }

  /** What the container has: files of a mounted folder hide the image's. */
  Map<String, String> visible() {
    Map<String, String> visible = new LinkedHashMap<>(stock);
    visible.keySet().removeIf(path -> folders.stream().anyMatch(f -> path.startsWith(f + "/")));
    visible.putAll(files);
    return visible;
  }

  /** The project that a repository would hold. */
  Map<String, String> project() {
    Map<String, String> project = new LinkedHashMap<>();
    project.put("compose.yaml", compose());
    files.forEach((path, text) -> project.put("container" + path, text));
    return project;
  }

  private String compose() {
    StringBuilder text = new StringBuilder("services:\n  server:\n    image: " + image + "\n");
    if (!command.isEmpty()) {
      List<String> words = command.stream().map(ServerTrial::quoted).toList();
      text.append("    command: [").append(String.join(", ", words)).append("]\n");
    }
    if (!environment.isEmpty()) {
      text.append("    environment:\n");
      environment.forEach(
          (name, value) -> text.append("      " + name + ": " + quoted(value) + "\n"));
    }
    List<String> mounts = new ArrayList<>(folders);
    for (String path : files.keySet()) {
      if (folders.stream().noneMatch(folder -> path.startsWith(folder + "/"))) {
        mounts.add(path);
      }
    }
    if (!mounts.isEmpty()) {
      text.append("    volumes:\n");
      mounts.forEach(path -> text.append("      - ./container" + path + ":" + path + "\n"));
    }
    return text.toString();
  }

  /** A word in quotes, without interpolation. */
  private static String quoted(String word) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '$' -> quoted.append("$$");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        default -> quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  @Override
  public String toString() {
    StringBuilder shown = new StringBuilder(compose());
    files.forEach((path, text) -> shown.append("--- ").append(path).append('\n').append(text));
    return shown.toString();
  }
}
