package dev.dialtone.format.spring;

import dev.dialtone.format.NestedSettings;
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlReader;
import dev.dialtone.syntax.yaml.YamlStream;
import java.util.ArrayList;
import java.util.List;

/**
 * YAML documents, their mappings flattened to dotted names.
 *
 * @see <a
 *     href="https://github.com/spring-projects/spring-framework/blob/main/spring-beans/src/main/java/org/springframework/beans/factory/config/YamlProcessor.java">
 *     YamlProcessor</a>
 */
final class SpringYaml {
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
      List<Setting> settings = NestedSettings.of(document, SpringYaml::oneHoleEach);
      if (!settings.isEmpty()) {
        documents.add(settings);
      }
    }
    return documents;
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
