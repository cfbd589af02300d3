package dev.dialtone.cli;

import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code dialtone completion}: prints the script by which a shell completes our options. */
final class CompletionCommand implements Command {
  private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  private static final String EXAMPLES =
      """
      Examples:
        source <(dialtone completion bash)           in ~/.bashrc; the same with zsh in ~/.zshrc
        dialtone completion fish | source            in ~/.config/fish/config.fish""";

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("completion");
    spec.usageMessage()
        .customSynopsis("dialtone completion SHELL")
        .description("Prints the completion script for a shell: " + known() + ".")
        .footer("", EXAMPLES);
    return spec.addPositional(Options.operands("SHELL"));
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings) throws UsageException {
    List<String> shells = Options.operands(arguments);
    if (shells.size() != 1) {
      throw new UsageException("completion takes one shell: " + known());
    }
    String shell = shells.get(0);
    if (!SHELLS.contains(shell)) {
      throw new UsageException(
          "`" + shell + "` is none of " + known() + Suggestion.of(shell, SHELLS));
    }
    CommandLine dialtone = Main.commandLine(List.of());
    surroundings
        .out()
        .append(shell.equals("fish") ? FishCompletion.of(dialtone) : bash(dialtone, shell));
    return ExitStatus.CLEAN;
  }

  /** One script serves both shells; zsh has to be told to read the language of the other. */
  private static String bash(CommandLine dialtone, String shell) {
    String script =
        AutoComplete.bash("dialtone", dialtone).replace(System.lineSeparator(), "\n").strip();
    String before = shell.equals("zsh") ? "autoload -Uz compinit bashcompinit\n" : "";
    return before + script + "\n";
  }

  private static String known() {
    return String.join(", ", SHELLS);
  }
}
