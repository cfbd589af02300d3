package dev.dialtone.format.spring;

import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlReader;
import dev.dialtone.syntax.yaml.YamlStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * YAML documents, their mappings flattened to dotted names.
 *
 * @see <a
 *     href="https://github.com/spring-projects/spring-framework/blob/main/spring-beans/src/main/java/org/springframework/beans/factory/config/YamlProcessor.java">
 *     YamlProcessor</a>
 */
final class SpringYaml {
  /** How many settings are looked at: aliases can stand for more than any application has. */
  private static final int MAX_SETTINGS = 100_000;

  private final List<Setting> settings = new ArrayList<>();

  private SpringYaml() {}

  /** The settings of each document that has any. */
  static List<List<Setting>> documents(SourceFile file, List<Problem> problems) {
    YamlStream stream = YamlReader.read(file);
    if (!stream.problems().isEmpty() && file.text().indexOf('@') >= 0) {
      // Maven's filter leaves YAML: until then a value may not begin with a @.
      stream = YamlReader.read(file, withoutBuildValues(file.text()));
    }
    problems.addAll(stream.problems());
    List<List<Setting>> documents = new ArrayList<>();
    for (YamlNode document : stream.documents()) {
      if (document.resolved() instanceof YamlNode.Mapping mapping) {
        SpringYaml reader = new SpringYaml();
        reader.flatten("", mapping);
        if (!reader.settings.isEmpty()) {
          documents.add(reader.settings);
        }
      }
    }
    return documents;
  }

  private void flatten(String path, YamlNode.Mapping mapping) {
    for (YamlNode.Entry entry : merged(mapping).values()) {
      String key = name(entry.key());
      String name = path.isEmpty() || key.startsWith("[") ? path + key : path + "." + key;
      add(name, entry.key().text(), entry.value().resolved());
    }
  }

  private void add(String name, Text at, YamlNode value) {
    if (settings.size() >= MAX_SETTINGS) {
      return;
    }
    if (value instanceof YamlNode.Mapping mapping) {
      flatten(name, mapping);
    } else if (value instanceof YamlNode.Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        add(name + "[" + i + "]", at, sequence.items().get(i).resolved());
      }
      if (sequence.items().isEmpty()) {
        settings.add(new Setting(name, at, Text.of("", sequence.span())));
      }
    } else if (value instanceof YamlNode.Scalar scalar) {
      Text text = scalar.isNull() ? Text.of("", scalar.span()) : oneHoleEach(scalar.text());
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

  /** The entries of a mapping by their keys; what it merges in comes behind what it says itself. */
  private static Map<String, YamlNode.Entry> merged(YamlNode.Mapping mapping) {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    List<YamlNode> merges = new ArrayList<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      YamlNode value = entry.value().resolved();
      boolean merge = entry.key().text().is("<<") && entry.key().style() == YamlNode.Style.PLAIN;
      if (!merge) {
        entries.putIfAbsent(entry.key().text().chars(), entry);
      } else if (value instanceof YamlNode.Sequence several) {
        merges.addAll(several.items());
      } else {
        merges.add(value);
      }
    }
    for (YamlNode merge : merges) {
      if (merge.resolved() instanceof YamlNode.Mapping other) {
        merged(other).forEach(entries::putIfAbsent);
      }
    }
    return entries;
  }

  /** The text with holes in the place of {@code @project.version@} at the start of a value. */
  private static String withoutBuildValues(String text) {
    StringBuilder masked = new StringBuilder(text);
    int open = text.indexOf('@');
    while (open >= 0) {
      int close = open + 1;
      while (close < text.length() && isBuildName(text.charAt(close))) {
        close++;
      }
      boolean starts = open > 0 && Character.isWhitespace(text.charAt(open - 1));
      boolean named = close > open + 1 && close < text.length() && text.charAt(close) == '@';
      for (int i = open; starts && named && i <= close; i++) {
        masked.setCharAt(i, Text.HOLE);
      }
      open = text.indexOf('@', named ? close + 1 : open + 1);
    }
    return masked.toString();
  }

  /** The value with one hole for each run of holes that {@link #withoutBuildValues} made. */
  private static Text oneHoleEach(Text value) {
    String chars = value.chars();
    if (chars.indexOf(Text.HOLE) < 0) {
      return value;
    }
    Text.Builder result = Text.builder(value.site());
    int at = 0;
    while (at < chars.length()) {
      boolean hole = chars.charAt(at) == Text.HOLE;
      int from = at;
      while (at < chars.length() && hole == (chars.charAt(at) == Text.HOLE)) {
        at++;
      }
      if (hole) {
        result.appendUnknown(value.slice(from, at).span(), SpringReader.FILLED_BY_BUILD);
      } else {
        result.append(value.slice(from, at));
      }
    }
    return result.build();
  }

  private static boolean isBuildName(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
  }
}
