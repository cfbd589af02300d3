package dev.dialtone.cli;

import dev.dialtone.lint.InternalFault;
import dev.dialtone.source.FilePath;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program {@code dialtone}. */
public final class Main {
  static final List<String> COMMANDS = List.of("lint", "explain", "rules", "model");

  private static final Option HELP = new Option("--help", "-h", "", "print this page");

  private static final String OVERVIEW =
      """
      Usage: dialtone COMMAND [OPTION...] [ARGUMENT...]

      Finds the connections in a Docker Compose project that will be refused.

      Commands:
        lint [PATH...]   find what will be refused
        explain RULE     what a rule catches, why, and how to mend it
        rules            the catalogue of rules
        model [PATH...]  what is known of each project, with the places it was read from

      `dialtone COMMAND --help` prints the options of a command, `dialtone --version` the version.
      """;

  private Main() {}

  /** Runs a command and ends the process with its exit status. */
  public static void main(String[] args) {
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(
            Path.of(System.getProperty("user.dir", "")).toAbsolutePath(),
            System.getenv(),
            isTerminal(),
            new StringBuilder(),
            err);
    int status = run(List.of(args), surroundings);
    try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
      out.write(surroundings.out().toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // Whoever closed a pipe has read enough; anything else has lost output.
      if (!String.valueOf(e.getMessage()).contains("roken pipe")) {
        surroundings.say("cannot write to standard output: " + e.getMessage());
        status = ExitStatus.USAGE;
      }
    }
    System.exit(status);
  }

  /** Carries out what the arguments ask for. */
  static int run(List<String> args, Surroundings surroundings) {
    try {
      return dispatch(args, surroundings);
    } catch (UsageException e) {
      surroundings.say(e.why());
      return ExitStatus.USAGE;
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      surroundings.say(InternalFault.of("command", FilePath.ROOT, e));
      return ExitStatus.INTERNAL;
    }
  }

  private static int dispatch(List<String> args, Surroundings surroundings)
      throws UsageException, IOException {
    if (args.isEmpty()) {
      surroundings.err().print(OVERVIEW);
      return ExitStatus.USAGE;
    }
    String name = args.get(0);
    List<String> rest = args.subList(1, args.size());
    switch (name) {
      case "--version", "-V" -> {
        surroundings.out().append("dialtone ").append(version()).append('\n');
        return ExitStatus.CLEAN;
      }
      case "--help", "-h" -> {
        surroundings.out().append(OVERVIEW);
        return ExitStatus.CLEAN;
      }
      case "help" -> {
        return rest.isEmpty()
            ? dispatch(List.of("--help"), surroundings)
            : dispatch(List.of(rest.get(0), "--help"), surroundings);
      }
      default -> {
        Command command = command(name);
        List<Option> options = new ArrayList<>(command.options());
        options.add(HELP);
        Arguments arguments = Arguments.parse(options, rest);
        if (arguments.has("--help")) {
          surroundings.out().append(help(command, options));
          return ExitStatus.CLEAN;
        }
        return command.run(arguments, surroundings);
      }
    }
  }

  /** Only the command that is asked for is loaded. */
  private static Command command(String name) throws UsageException {
    return switch (name) {
      case "lint" -> new LintCommand();
      case "explain" -> new ExplainCommand();
      case "rules" -> new RulesCommand();
      case "model" -> new ModelCommand();
      default -> {
        String what = name.startsWith("-") ? "unknown option " : "unknown command ";
        throw new UsageException(what + name + Suggestion.of(name, COMMANDS));
      }
    };
  }

  private static String help(Command command, List<Option> options) {
    StringBuilder help = new StringBuilder();
    help.append("Usage: dialtone ").append(command.usage()).append("\n\n");
    help.append(command.description()).append("\nOptions:\n");
    int width = 0;
    for (Option option : options) {
      width = Math.max(width, heading(option).length());
    }
    for (Option option : options) {
      String heading = heading(option);
      help.append(heading).append(" ".repeat(width - heading.length() + 2));
      help.append(option.help().replace("\n", "\n" + " ".repeat(width + 2))).append('\n');
    }
    return help.toString();
  }

  private static String heading(Option option) {
    String letter = option.letter().isEmpty() ? "      " : "  " + option.letter() + ", ";
    return letter + option.name() + (option.isSwitch() ? "" : " " + option.value());
  }

  /** The version of this program; {@code development} when it does not run from its jar. */
  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** The launcher knows; Java 17 itself can only tell for input and output together. */
  @SuppressWarnings("SystemConsoleNull") // Asked only where null means that there is no terminal.
  private static boolean isTerminal() {
    String told = System.getProperty("dialtone.terminal");
    return told == null
        ? Runtime.version().feature() < 22 && System.console() != null
        : told.equals("true");
  }
}
