package dev.dialtone.format.spring;

import dev.dialtone.format.spring.SpringFileName.Syntax;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.model.facts.Settings;
import dev.dialtone.model.facts.Settings.Section;
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.spring.RelaxedName;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a configuration file of Spring Boot: each of its documents is a section, whose condition is
 * what the document or the name of the file says about profiles.
 *
 * @see <a href="https://docs.spring.io/spring-boot/reference/features/external-config.html">Spring
 *     Boot, Externalized Configuration</a>
 */
public final class SpringReader {
  /** The names under which a document says for which profiles it holds, the older one last. */
  private static final List<String> PROFILE_NAMES =
      List.of("spring.config.activate.onprofile", "spring.profiles");

  /** Why the value of a placeholder of the build is unknown. */
  static final String FILLED_BY_BUILD = "the build fills it in";

  private static final String CLOUD_NAME = "spring.config.activate.oncloudplatform";

  private SpringReader() {}

  /** The settings of a file, which is YAML if its name says so and has properties otherwise. */
  public static Reading<Settings> read(SourceFile file) {
    List<SpringFileName> names = SpringFileName.of(file.path());
    String name = file.path().name();
    boolean yaml =
        names.isEmpty()
            ? name.endsWith(".yml") || name.endsWith(".yaml")
            : names.get(0).syntax() == Syntax.YAML;
    String profile = names.isEmpty() ? "" : names.get(0).profile();
    List<Problem> problems = new ArrayList<>();
    List<List<Setting>> documents =
        yaml ? SpringYaml.documents(file, problems) : SpringProperties.documents(file, problems);
    List<Section> sections = new ArrayList<>();
    for (List<Setting> settings : documents) {
      List<Setting> filtered = settings.stream().map(SpringReader::withoutBuildValues).toList();
      sections.add(new Section(condition(file, profile, filtered), filtered));
    }
    return new Reading<>(new Settings(sections), problems);
  }

  /** The profile expression of a document. */
  private static Text condition(SourceFile file, String profile, List<Setting> settings) {
    for (Setting setting : settings) {
      if (RelaxedName.ofProperty(setting.name()).uniform().equals(CLOUD_NAME)) {
        return Text.unknown(setting.value().span(), "it holds on a cloud platform only");
      }
    }
    for (String name : PROFILE_NAMES) {
      List<Text> expressions = new ArrayList<>();
      for (Setting setting : settings) {
        String uniform = RelaxedName.ofProperty(setting.name()).uniform();
        if (uniform.equals(name) || uniform.startsWith(name + "[")) {
          expressions.add(setting.value());
        }
      }
      if (!expressions.isEmpty()) {
        return joined(expressions);
      }
    }
    return Text.of(profile, file.span(0, 0));
  }

  /** The expressions of a list, of which one has to hold. */
  private static Text joined(List<Text> expressions) {
    if (expressions.size() == 1) {
      return expressions.get(0);
    }
    Text first = expressions.get(0);
    Text.Builder all = Text.builder(first.site());
    all.append(first);
    for (Text expression : expressions.subList(1, expressions.size())) {
      Text before = expression.slice(0, 0);
      all.append(",", before.span()).append(expression);
    }
    return all.build();
  }

  /** Values of which the build fills in a part: {@code @project.version@} is unknown here. */
  private static Setting withoutBuildValues(Setting setting) {
    Text value = setting.value();
    String chars = value.chars();
    int open = chars.indexOf('@');
    int close = open < 0 ? -1 : chars.indexOf('@', open + 1);
    if (close < 0 || !isBuildName(chars, open + 1, close)) {
      return setting;
    }
    Text.Builder filtered = Text.builder(value.site());
    filtered.append(value.slice(0, open));
    filtered.appendUnknown(value.slice(open, close + 1).span(), FILLED_BY_BUILD);
    filtered.append(value.slice(close + 1));
    return new Setting(setting.name(), setting.at(), filtered.build());
  }

  /** Whether this is the name of a property of a build: words with dots between them. */
  private static boolean isBuildName(String chars, int from, int to) {
    boolean dot = false;
    for (int i = from; i < to; i++) {
      char c = chars.charAt(i);
      dot |= c == '.';
      if (!Character.isLetterOrDigit(c) && c != '.' && c != '-' && c != '_') {
        return false;
      }
    }
    return dot;
  }
}
