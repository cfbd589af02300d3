package dev.dialtone.format.compose;

import java.util.List;

/** Knows which files of a folder make Compose projects. */
public final class ComposeFiles {
  /** The names that Compose looks for, first found first. */
  private static final List<String> BASES =
      List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

  private ComposeFiles() {}

  /** Whether Compose reads a file of this name without being told to. */
  static boolean isBaseName(String name) {
    return BASES.contains(name);
  }
}
