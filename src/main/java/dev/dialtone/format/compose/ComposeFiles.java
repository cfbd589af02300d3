package dev.dialtone.format.compose;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlReader;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tells Compose files from others, and projects from parts of projects, at a glance. */
public final class ComposeFiles {
  /** The names that Compose looks for, first found first. */
  private static final List<String> BASES =
      List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

  private ComposeFiles() {}

  /** Whether Compose reads a file of this name without being told to. */
  static boolean isBaseName(String name) {
    return BASES.contains(name);
  }

  /**
   * Whether the name of a file speaks of a stack of a swarm, whose services are written as those of
   * a Compose file: {@code docker-stack.yml}.
   */
  public static boolean isStackName(String name) {
    return SwarmStack.isNamedSo(name);
  }

  /**
   * Whether a document is one of a Compose file, whatever its file is called: it has services with
   * images, builds or the like, and it is no manifest of something else.
   */
  public static boolean looksLikeCompose(YamlNode document) {
    boolean services = false;
    for (YamlNode.Entry entry : entries(document)) {
      switch (entry.key().text().chars()) {
        case "apiVersion", "kind", "openapi", "swagger", "jobs", "stages" -> {
          return false;
        }
        case "services" -> services = hasServices(entry.value());
        default -> {
          // Other keys say nothing.
        }
      }
    }
    return services;
  }

  private static boolean hasServices(YamlNode services) {
    for (YamlNode.Entry service : entries(services)) {
      for (YamlNode.Entry attribute : entries(service.value())) {
        switch (attribute.key().text().chars()) {
          case "image", "build", "extends", "ports", "environment", "depends_on", "<<" -> {
            return true;
          }
          default -> {
            // Other keys are not peculiar to Compose.
          }
        }
      }
    }
    return false;
  }

  /**
   * Of these files those that others of them include, or whose services they extend: such a file is
   * no project by itself, unless it is extended only and has a name that Compose looks for.
   */
  public static Set<FilePath> partsOfOthers(Collection<FilePath> files, Workspace workspace) {
    Set<FilePath> all = new TreeSet<>(files);
    Set<FilePath> parts = new TreeSet<>();
    for (FilePath file : all) {
      if (workspace.read(file) instanceof Workspace.Content.Readable readable
          && namesOthers(readable.file().text())) {
        for (YamlNode document : YamlReader.read(readable.file()).documents()) {
          addParts(document, file, all, parts);
        }
      }
    }
    // Of files that name each other in a ring none is left over to be the project.
    return parts.size() == all.size() ? Set.of() : parts;
  }

  /** Most files name no others, and need no look by a YAML reader. */
  private static boolean namesOthers(String text) {
    return text.contains("include") || text.contains("extends");
  }

  private static void addParts(
      YamlNode document, FilePath file, Set<FilePath> all, Set<FilePath> parts) {
    for (YamlNode.Entry entry : entries(document)) {
      if (entry.key().text().is("include")) {
        for (String included : included(entry.value())) {
          addMatching(file.parent().resolve(included), file, all, parts);
        }
      } else if (entry.key().text().is("services")) {
        for (YamlNode.Entry service : entries(entry.value())) {
          for (YamlNode.Entry attribute : entries(service.value())) {
            if (attribute.key().text().is("extends")) {
              addExtended(attribute.value(), file, all, parts);
            }
          }
        }
      }
    }
  }

  private static void addExtended(
      YamlNode extension, FilePath file, Set<FilePath> all, Set<FilePath> parts) {
    for (YamlNode.Entry entry : entries(extension)) {
      if (entry.key().text().is("file")
          && entry.value().resolved() instanceof YamlNode.Scalar scalar) {
        FilePath target = file.parent().resolve(pattern(scalar.text()));
        if (!isBaseName(target.name())) {
          addMatching(target, file, all, parts);
        }
      }
    }
  }

  private static Set<String> included(YamlNode node) {
    Set<String> paths = new LinkedHashSet<>();
    if (node.resolved() instanceof YamlNode.Scalar scalar && !scalar.text().isEmpty()) {
      paths.add(pattern(scalar.text()));
    } else if (node.resolved() instanceof YamlNode.Sequence list) {
      list.items().forEach(item -> paths.addAll(included(item)));
    }
    for (YamlNode.Entry entry : entries(node)) {
      if (entry.key().text().is("path")) {
        paths.addAll(included(entry.value()));
      }
    }
    return paths;
  }

  static List<YamlNode.Entry> entries(YamlNode node) {
    return node.resolved() instanceof YamlNode.Mapping mapping ? mapping.entries() : List.of();
  }

  private static void addMatching(
      FilePath pattern, FilePath from, Set<FilePath> all, Set<FilePath> parts) {
    if (pattern.value().indexOf('*') < 0) {
      if (all.contains(pattern) && !pattern.equals(from)) {
        parts.add(pattern);
      }
      return;
    }
    for (FilePath file : all) {
      if (!file.equals(from) && matches(pattern.value(), file.value())) {
        parts.add(file);
      }
    }
  }

  /** Whether a path matches one in which {@code *} stands for a variable. */
  private static boolean matches(String pattern, String path) {
    String head = pattern.substring(0, pattern.indexOf('*'));
    String tail = pattern.substring(pattern.lastIndexOf('*') + 1);
    return path.length() >= head.length() + tail.length()
        && path.startsWith(head)
        && path.endsWith(tail);
  }

  /** A path with {@code *} in the place of its variables. */
  private static String pattern(Text path) {
    String chars = path.chars();
    StringBuilder pattern = new StringBuilder();
    int i = 0;
    while (i < chars.length()) {
      char c = chars.charAt(i);
      i++;
      if (c != '$') {
        pattern.append(c);
        continue;
      }
      pattern.append('*');
      if (i < chars.length() && chars.charAt(i) == '{') {
        int close = chars.indexOf('}', i);
        i = close < 0 ? chars.length() : close + 1;
      } else {
        while (i < chars.length()
            && (Character.isLetterOrDigit(chars.charAt(i)) || chars.charAt(i) == '_')) {
          i++;
        }
      }
    }
    return pattern.toString();
  }
}
