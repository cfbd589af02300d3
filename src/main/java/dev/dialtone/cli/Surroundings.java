package dev.dialtone.cli;

import dev.dialtone.lint.InternalFault;
import dev.dialtone.report.Printable;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param folder the current folder, absolute
 * @param environment the process environment: asked for colour only
 * @param terminal whether standard output is a terminal
 * @param in standard input
 * @param out standard output, which the caller writes at the end
 * @param err standard error
 */
record Surroundings(
    Path folder,
    Map<String, String> environment,
    boolean terminal,
    InputStream in,
    StringBuilder out,
    PrintStream err) {
  static final List<String> COLOUR_CHOICES = List.of("auto", "always", "never");

  /** Says something to the person at the keyboard, on one line. */
  void say(String message) {
    err.print("dialtone: " + Printable.line(message) + "\n");
  }

  /** Says that we are wrong, and what a report should hold. */
  void say(InternalFault fault) {
    say(
        "internal error in "
            + fault.during()
            + " on "
            + fault.path()
            + ": "
            + fault.cause()
            + " (Dialtone "
            + Main.version()
            + "; please report it)");
  }

  /** Whether to colour standard output: as asked for, else as the terminal and its user like it. */
  boolean colour(String choice) {
    return switch (choice) {
      case "always" -> true;
      case "never" -> false;
      default -> {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
          yield false;
        }
        String force = environment.getOrDefault("CLICOLOR_FORCE", "");
        if (!force.isEmpty() && !force.equals("0")) {
          yield true;
        }
        yield terminal && !environment.getOrDefault("TERM", "").equals("dumb");
      }
    };
  }
}
