package dev.dialtone.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The commands and options of a program as {@code complete} of the shell fish takes them. */
final class FishCompletion {
  private static final String NO_COMMAND = "__fish_use_subcommand";

  private final StringBuilder script = new StringBuilder();

  private FishCompletion() {}

  static String of(CommandLine program) {
    FishCompletion fish = new FishCompletion();
    fish.addOptions(NO_COMMAND, program);
    for (Map.Entry<String, CommandLine> command : program.getSubcommands().entrySet()) {
      String[] description = command.getValue().getCommandSpec().usageMessage().description();
      fish.add(NO_COMMAND, "-f -a " + command.getKey(), description[0]);
      fish.addOptions("__fish_seen_subcommand_from " + command.getKey(), command.getValue());
    }
    return fish.script.toString();
  }

  private void addOptions(String condition, CommandLine command) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      List<String> words = new ArrayList<>();
      for (String name : option.names()) {
        words.add(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
      }
      if (option.completionCandidates() != null) {
        words.add("-x -a " + quoted(String.join(" ", option.completionCandidates())));
      } else if (option.arity().max() > 0) {
        words.add("-r");
      }
      add(condition, String.join(" ", words), option.description()[0]);
    }
  }

  private void add(String condition, String what, String description) {
    script.append("complete -c dialtone -n ").append(quoted(condition)).append(' ').append(what);
    script.append(" -d ").append(quoted(description)).append('\n');
  }

  private static String quoted(String word) {
    return "'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
