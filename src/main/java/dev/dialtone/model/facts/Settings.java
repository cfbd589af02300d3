package dev.dialtone.model.facts;

import dev.dialtone.source.Text;
import java.util.List;

/**
 * The settings of a configuration file in their order: dotted names and values.
 *
 * @param sections the file's documents or sections, at least one unless the file is empty
 */
public record Settings(List<Section> sections) implements Facts {
  public Settings {
    sections = List.copyOf(sections);
  }

  /**
   * Settings that hold under one condition.
   *
   * @param condition when the section is read: a Spring profile expression; empty for always
   * @param settings the settings in the order in which the file gives them
   */
  public record Section(Text condition, List<Setting> settings) {
    public Section {
      settings = List.copyOf(settings);
    }
  }

  /**
   * One setting.
   *
   * @param name its full name, parts joined with dots, list places as {@code [0]}
   * @param at the name as it is written in the file, for a nested one its last part
   * @param value the value, quotes taken off; placeholders are left as they are
   */
  public record Setting(String name, Text at, Text value) {}

  /** All settings of all sections in their order. */
  public List<Setting> all() {
    return sections.stream().flatMap(section -> section.settings().stream()).toList();
  }

  /**
   * The setting with this name that counts where the last one of several does; none without one.
   */
  public List<Setting> last(String name) {
    List<Setting> named = all().stream().filter(setting -> setting.name().equals(name)).toList();
    return named.isEmpty() ? named : named.subList(named.size() - 1, named.size());
  }
}
