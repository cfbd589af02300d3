package dev.dialtone.format.settings;

import dev.dialtone.format.NestedSettings;
import dev.dialtone.format.properties.PropertiesFormat;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.model.facts.Settings;
import dev.dialtone.model.facts.Settings.Section;
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.literal.Dialect;
import dev.dialtone.syntax.literal.IniReader;
import dev.dialtone.syntax.literal.Literal;
import dev.dialtone.syntax.literal.LiteralReader;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the configuration of an application as names and values; the file's name tells how it is
 * written. Environment variables that the file reads stand in the values as {@code
 * ${NAME:-default}}. What is wrong with such a file is the application's affair and no problem of
 * ours: the part that can be read counts.
 */
public final class SettingsReader {
  /** How long a file may be and still be looked at; configuration is far shorter. */
  private static final int MAX_LENGTH = 1_000_000;

  private SettingsReader() {}

  /** The settings of a file; none if nobody can tell how it is written. */
  public static Reading<Settings> read(SourceFile file) {
    return new Reading<>(new Settings(sections(file)), List.of());
  }

  private static List<Section> sections(SourceFile file) {
    if (file.text().length() > MAX_LENGTH) {
      return List.of();
    }
    return switch (extension(file.path().name())) {
      case "yml", "yaml" -> yaml(file);
      case "json", "json5", "jsonc" -> section(file, literals(file, Dialect.JSON));
      case "toml" -> section(file, literals(file, Dialect.TOML));
      case "ini", "cfg", "conf", "cnf" -> section(file, settings(IniReader.read(file)));
      case "properties" -> PropertiesFormat.read(file).facts().sections();
      case "js", "cjs", "mjs", "ts", "mts", "cts" ->
          section(file, literals(file, Dialect.JAVASCRIPT));
      case "php" -> section(file, literals(file, Dialect.PHP));
      case "py" -> section(file, literals(file, Dialect.PYTHON));
      case "rb" -> section(file, literals(file, Dialect.RUBY));
      case "exs" -> section(file, literals(file, Dialect.ELIXIR));
      default -> List.of();
    };
  }

  /** The end of a file's name; that of a template's is the one before it. */
  private static String extension(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String suffix : List.of(".template", ".tmpl", ".tpl", ".erb")) {
      if (lower.endsWith(suffix)) {
        lower = lower.substring(0, lower.length() - suffix.length());
      }
    }
    return lower.substring(lower.lastIndexOf('.') + 1);
  }

  private static List<Section> yaml(SourceFile file) {
    boolean ruby = RubyTemplate.occursIn(file.text());
    List<YamlNode> documents =
        (ruby ? YamlReader.read(file, RubyTemplate.masked(file.text())) : YamlReader.read(file))
            .documents();
    List<Section> sections = new ArrayList<>();
    for (YamlNode document : documents) {
      sections.addAll(
          section(
              file, NestedSettings.of(document, text -> ruby ? RubyTemplate.filled(text) : text)));
    }
    return sections;
  }

  private static List<Setting> literals(SourceFile file, Dialect dialect) {
    return settings(LiteralReader.read(file, dialect));
  }

  private static List<Setting> settings(List<Literal> literals) {
    return literals.stream()
        .map(literal -> new Setting(literal.name(), literal.at(), literal.value()))
        .toList();
  }

  private static List<Section> section(SourceFile file, List<Setting> settings) {
    return settings.isEmpty()
        ? List.of()
        : List.of(new Section(Text.of("", file.span(0, 0)), settings));
  }
}
