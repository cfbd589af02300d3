package dev.dialtone.report.secret;

import java.util.Locale;

/** How a text is written, as far as it decides where a value ends. */
enum Kind {
  YAML,
  JSON,
  /** Dockerfiles and scripts: a value ends at a space. */
  SHELL,
  /** Variables, properties and server configuration: a value ends with its line. */
  SETTINGS,
  /** A message: names in backquotes, values only where a sign joins them to a name. */
  PROSE;

  /** The kind of a file by its name. */
  static Kind of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    if (name.endsWith(".yml") || name.endsWith(".yaml")) {
      return YAML;
    }
    if (name.endsWith(".json")) {
      return JSON;
    }
    if (name.endsWith(".sh")
        || name.startsWith("dockerfile")
        || name.startsWith("containerfile")
        || name.endsWith(".dockerfile")) {
      return SHELL;
    }
    return SETTINGS;
  }
}
