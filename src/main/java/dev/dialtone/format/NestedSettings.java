package dev.dialtone.format;

import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlTree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A YAML document as settings: nested mappings flattened to dotted names. */
public final class NestedSettings {
  /** How many settings are looked at: aliases can stand for more than any application has. */
  private static final int MAX_SETTINGS = 100_000;

  private final List<Setting> settings = new ArrayList<>();
  private final Function<Text, Text> value;

  private NestedSettings(Function<Text, Text> value) {
    this.value = value;
  }

  /**
   * The settings of a document; none if it is no mapping.
   *
   * @param value what becomes of the text of a scalar
   */
  public static List<Setting> of(YamlNode document, Function<Text, Text> value) {
    NestedSettings nested = new NestedSettings(value);
    if (document.resolved() instanceof YamlNode.Mapping mapping) {
      nested.flatten("", mapping);
    }
    return nested.settings;
  }

  private void flatten(String path, YamlNode.Mapping mapping) {
    for (YamlNode.Entry entry : YamlTree.entries(mapping).values()) {
      String key = name(entry.key());
      String name = path.isEmpty() || key.startsWith("[") ? path + key : path + "." + key;
      add(name, entry.key().text(), entry.value().resolved());
    }
  }

  private void add(String name, Text at, YamlNode node) {
    if (settings.size() >= MAX_SETTINGS) {
      return;
    }
    if (node instanceof YamlNode.Mapping mapping) {
      flatten(name, mapping);
    } else if (node instanceof YamlNode.Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        add(name + "[" + i + "]", at, sequence.items().get(i).resolved());
      }
      if (sequence.items().isEmpty()) {
        settings.add(new Setting(name, at, Text.of("", sequence.span())));
      }
    } else if (node instanceof YamlNode.Scalar scalar) {
      Text text = scalar.isNull() ? Text.of("", scalar.span()) : value.apply(scalar.text());
      settings.add(new Setting(name, at, text));
    }
  }

  /**
   * A key as a part of a name: what YAML takes for a number or a truth value stands in brackets.
   */
  private static String name(YamlNode.Scalar key) {
    String chars = key.text().chars();
    boolean string = key.style() != YamlNode.Style.PLAIN || !isNumberOrBoolean(chars);
    return string ? chars : "[" + chars + "]";
  }

  private static boolean isNumberOrBoolean(String chars) {
    return switch (chars) {
      case "true", "false", "yes", "no", "on", "off" -> true;
      default -> !chars.isEmpty() && chars.chars().allMatch(c -> c >= '0' && c <= '9');
    };
  }
}
