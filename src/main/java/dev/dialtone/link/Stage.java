package dev.dialtone.link;

import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The stage that an application runs in, by which it chooses among its settings: development,
 * production.
 *
 * @param names the name, as far as it is known: one entry, or none
 */
record Stage(List<String> names) {
  private static final Map<String, String> SHORT =
      Map.of("dev", "development", "prod", "production", "testing", "test", "stage", "staging");

  private static final Set<String> STAGES =
      Set.of("development", "production", "test", "staging", "local", "docker", "ci", "qa");

  /** Names of what all stages have in common. */
  private static final Set<String> SHARED =
      Set.of("default", "defaults", "common", "shared", "base");

  private static final List<String> VARIABLES =
      List.of("RAILS_ENV", "RACK_ENV", "NODE_ENV", "APP_ENV", "MIX_ENV", "ENVIRONMENT", "ENV");

  private static final Set<String> OPTIONS = Set.of("-E", "-e", "--environment", "--env");

  Stage {
    names = List.copyOf(names);
  }

  /** The stage that the environment or the command line names. */
  static Stage of(Startup startup, Environment environment) {
    for (String variable : VARIABLES) {
      for (Text value : environment.value(variable).stream().toList()) {
        return new Stage(value.isKnown() ? List.of(canonical(value.chars())) : List.of());
      }
    }
    List<String> found = new ArrayList<>();
    for (Launch launch : startup.launch()) {
      for (Program program : launch.programs()) {
        program.environment().stream()
            .filter(setting -> VARIABLES.contains(setting.name().chars()))
            .forEach(setting -> found.add(canonical(setting.value().chars())));
        List<Text> words = program.words();
        for (int i = 1; i < words.size(); i++) {
          if (OPTIONS.contains(words.get(i - 1).chars()) && isStage(words.get(i).chars())) {
            found.add(canonical(words.get(i).chars()));
          }
        }
      }
    }
    return new Stage(found.stream().limit(1).toList());
  }

  /** Whether a word is the name of a stage. */
  static boolean isStage(String word) {
    return STAGES.contains(canonical(word));
  }

  /** Whether a word names what all stages share. */
  static boolean isShared(String word) {
    return SHARED.contains(word.toLowerCase(Locale.ROOT));
  }

  /** Whether this is the stage of that name; false if it is not known. */
  boolean is(String name) {
    return names.contains(canonical(name));
  }

  boolean isKnown() {
    return !names.isEmpty();
  }

  /** The stage that the name of a file speaks of: {@code settings.prod.yml}; empty for none. */
  static String ofFile(String name) {
    Set<String> words = new LinkedHashSet<>();
    int dot = name.indexOf('.', 1);
    String stem = name.lastIndexOf('.') > dot ? name.substring(0, name.lastIndexOf('.')) : name;
    for (String word : stem.split("[._-]", -1)) {
      words.add(word);
    }
    if (dot > 0) {
      words.add(name.substring(0, dot));
    }
    return words.stream().filter(Stage::isStage).findFirst().map(Stage::canonical).orElse("");
  }

  private static String canonical(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return SHORT.getOrDefault(lower, lower);
  }
}
