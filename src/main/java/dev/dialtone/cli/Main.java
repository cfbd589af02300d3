package dev.dialtone.cli;

import dev.dialtone.lint.InternalFault;
import dev.dialtone.rules.Rules;
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
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code dialtone}. */
public final class Main {
  private static final List<String> COMMANDS =
      List.of("lint", "explain", "rules", "model", "trace", "init", "completion");

  /** In columns. */
  private static final int PAGE_WIDTH = 96;

  private Main() {}

  /** Runs a command and ends the process with its exit status. */
  public static void main(String[] args) {
    // Otherwise every start would look for Groovy, and make converters for dates and databases.
    System.setProperty("picocli.disable.closures", "true");
    System.setProperty("picocli.converters.excludes", ".*");
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(
            Path.of(System.getProperty("user.dir", "")).toAbsolutePath(),
            System.getenv(),
            isTerminal(),
            System.in,
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
    } catch (ParameterException e) {
      surroundings.say(why(e));
      return ExitStatus.USAGE;
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
    if (!args.isEmpty() && args.get(0).equals("help")) {
      return dispatch(page(args.subList(1, args.size())), surroundings);
    }
    ParseResult arguments = commandLine(args).parseArgs(args.toArray(new String[0]));
    if (arguments.isVersionHelpRequested()) {
      surroundings.out().append("dialtone ").append(version()).append('\n');
      return ExitStatus.CLEAN;
    }
    ParseResult last = arguments.hasSubcommand() ? arguments.subcommand() : arguments;
    if (arguments.isUsageHelpRequested() || last.isUsageHelpRequested()) {
      surroundings.out().append(help(last.commandSpec()));
      return ExitStatus.CLEAN;
    }
    if (last.commandSpec().userObject() instanceof Command command) {
      return command.run(last, surroundings);
    }
    surroundings.err().print(help(last.commandSpec()));
    return ExitStatus.USAGE;
  }

  /** The arguments that ask for the page of a command as its option does, or for the overview. */
  private static List<String> page(List<String> topic) {
    if (topic.isEmpty()) {
      return List.of("--help");
    }
    return COMMANDS.contains(topic.get(0)) ? List.of(topic.get(0), "--help") : topic;
  }

  /** What is known on the command line: with the command that is asked for, else with all. */
  static CommandLine commandLine(List<String> args) {
    CommandSpec spec = CommandSpec.create().name("dialtone");
    spec.usageMessage()
        .customSynopsis("dialtone COMMAND [OPTION...] [ARGUMENT...]")
        .description("Finds the connections in a Docker Compose project that will be refused.")
        .footer("", "`dialtone COMMAND --help` prints the options of a command.");
    spec.addOption(Options.version()).addOption(Options.help());
    boolean known = !args.isEmpty() && COMMANDS.contains(args.get(0));
    for (String name : known ? args.subList(0, 1) : COMMANDS) {
      spec.addSubcommand(name, command(name).spec().addOption(Options.help()));
    }
    return new CommandLine(spec)
        .setExpandAtFiles(false)
        .setInterpolateVariables(false)
        .setOverwrittenOptionsAllowed(true);
  }

  private static String help(CommandSpec spec) {
    spec.usageMessage()
        .descriptionHeading("%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n")
        .sortOptions(false)
        .width(PAGE_WIDTH)
        .longOptionsMaxWidth(PAGE_WIDTH / 3);
    String page = spec.commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF);
    return page.replace(System.lineSeparator(), "\n");
  }

  /** Why the arguments cannot be taken apart, and what may have been meant. */
  private static String why(ParameterException e) {
    String message = String.valueOf(e.getMessage());
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return message;
    }
    String written = unmatched.getUnmatched().get(0);
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    if (unmatched.isUnknownOption()) {
      List<String> names = new ArrayList<>();
      for (OptionSpec option : spec.options()) {
        names.add(option.longestName());
      }
      return message + Suggestion.of(written.split("=", 2)[0], names);
    }
    return spec.subcommands().isEmpty()
        ? message
        : "unknown command '" + written + "'" + Suggestion.of(written, COMMANDS);
  }

  /** Only the command that is asked for is loaded. */
  private static Command command(String name) {
    return switch (name) {
      case "lint" -> new LintCommand(Rules.all());
      case "explain" -> new ExplainCommand();
      case "rules" -> new RulesCommand();
      case "model" -> new ModelCommand();
      case "trace" -> new TraceCommand();
      case "init" -> new InitCommand();
      case "completion" -> new CompletionCommand();
      default -> throw new IllegalArgumentException(name);
    };
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
