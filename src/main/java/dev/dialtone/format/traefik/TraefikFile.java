package dev.dialtone.format.traefik;

import dev.dialtone.format.FilledIn;
import dev.dialtone.format.NestedSettings;
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.literal.Dialect;
import dev.dialtone.syntax.literal.Literal;
import dev.dialtone.syntax.literal.LiteralReader;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlReader;
import dev.dialtone.syntax.yaml.YamlStream;
import dev.dialtone.syntax.yaml.YamlTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A file of Traefik's, TOML or YAML, as settings whose names count in any case.
 *
 * @param settings the values under their full names in lower case
 * @param sections what is mentioned, be it without a value: {@code ping: {}}
 * @param sound whether all of it could be read
 */
record TraefikFile(List<Setting> settings, Set<String> sections, boolean sound) {
  /** How deep sections may stand in each other and still be looked at. */
  private static final int MAX_DEPTH = 20;

  TraefikFile {
    settings = List.copyOf(settings);
    sections = Set.copyOf(sections);
  }

  static TraefikFile of(SourceFile file) {
    return file.path().name().toLowerCase(Locale.ROOT).endsWith(".toml") ? toml(file) : yaml(file);
  }

  /** Whether a section or a setting in it is there. */
  boolean mentions(String section) {
    return sections.contains(section);
  }

  private static TraefikFile yaml(SourceFile file) {
    YamlStream stream = YamlReader.read(file);
    List<Setting> settings = new ArrayList<>();
    Set<String> sections = new HashSet<>();
    stream.documents().stream()
        .limit(1)
        .forEach(
            document -> {
              settings.addAll(NestedSettings.of(document, FilledIn::holes));
              addSections("", document, sections, 0);
            });
    return new TraefikFile(lower(settings), sections, stream.problems().isEmpty());
  }

  private static void addSections(String path, YamlNode node, Set<String> sections, int depth) {
    if (depth < MAX_DEPTH && node.resolved() instanceof YamlNode.Mapping mapping) {
      for (YamlNode.Entry entry : YamlTree.entries(mapping).values()) {
        String key = entry.key().text().chars().toLowerCase(Locale.ROOT);
        String name = path.isEmpty() ? key : path + "." + key;
        sections.add(name);
        addSections(name, entry.value(), sections, depth + 1);
      }
    }
  }

  private static TraefikFile toml(SourceFile file) {
    List<Setting> settings = new ArrayList<>();
    Set<String> sections = new HashSet<>();
    for (Literal literal : LiteralReader.read(file, Dialect.TOML)) {
      settings.add(new Setting(literal.name(), literal.at(), FilledIn.holes(literal.value())));
    }
    for (int number = 1; number <= file.lineCount(); number++) {
      String line = Text.of(file.lineSpan(number)).strip().chars();
      int close = line.indexOf(']');
      if (line.startsWith("[") && close > 0) {
        addPath(line.substring(1, close).replace("[", "").strip(), sections);
      }
    }
    List<Setting> lower = lower(settings);
    lower.forEach(setting -> addPath(setting.name(), sections));
    return new TraefikFile(lower, sections, true);
  }

  /** Adds a section and those that it stands in. */
  private static void addPath(String path, Set<String> sections) {
    String lower = path.toLowerCase(Locale.ROOT);
    for (int dot = lower.indexOf('.'); dot > 0; dot = lower.indexOf('.', dot + 1)) {
      sections.add(lower.substring(0, dot));
    }
    sections.add(lower);
  }

  private static List<Setting> lower(List<Setting> settings) {
    return settings.stream()
        .map(each -> new Setting(each.name().toLowerCase(Locale.ROOT), each.at(), each.value()))
        .toList();
  }
}
