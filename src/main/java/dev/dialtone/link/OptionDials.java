package dev.dialtone.link;

import dev.dialtone.model.Dial;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Variable;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.List;

/** Finds the addresses that options give to a process: {@code --redis.addr=cache:6379}. */
final class OptionDials {
  /** Variables that hold options of the Java machine. */
  private static final List<String> JAVA_OPTIONS =
      List.of("JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CATALINA_OPTS", "JVM_OPTS");

  private final DialFinder dials;

  OptionDials(DialFinder dials) {
    this.dials = dials;
  }

  /** The dials of a container's options. */
  List<Dial> find(ServiceName from, Startup startup, Environment environment) {
    List<DialFinder.Setting> settings = new ArrayList<>();
    for (Launch launch : startup.launch()) {
      for (Program program : launch.programs()) {
        if (program.role() != Program.Role.RETRIED) {
          ofWords(program.arguments(), settings);
        }
      }
    }
    for (Variable variable : environment.variables()) {
      if (JAVA_OPTIONS.contains(variable.name().chars())) {
        ofWords(variable.value().split(Character::isWhitespace), settings);
      }
    }
    return dials.find(from, settings);
  }

  private static void ofWords(List<Text> words, List<DialFinder.Setting> settings) {
    for (Text word : words) {
      String chars = word.chars();
      int equals = chars.indexOf('=');
      int dashes = chars.startsWith("--") ? 2 : chars.startsWith("-D") ? 2 : 0;
      boolean backing = dashes == 2 && chars.charAt(1) == '-' && chars.contains("://");
      if (dashes > 0 && equals > dashes && !backing) {
        // A URL behind an option of the program's own is judged by its scheme.
        settings.add(
            DialFinder.Setting.certain(chars.substring(dashes, equals), word.slice(equals + 1)));
      }
    }
  }
}
