package dev.dialtone.syntax.shell;

import dev.dialtone.source.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A program that starts the one named in its arguments and changes nothing in what that program
 * listens on or dials.
 *
 * @param valueOptions its own options that take the next word
 * @param operands how many words of its own stand in front of the command, such as gosu's user
 */
record Wrapper(Set<String> valueOptions, int operands) {
  private static final Wrapper BARE = new Wrapper(Set.of(), 0);
  private static final Wrapper ONE_OPERAND = new Wrapper(Set.of(), 1);

  /** By base name; from the manual page or the option table of each program. */
  private static final Map<String, Wrapper> KNOWN =
      Map.ofEntries(
          // Init processes.
          Map.entry("dumb-init", new Wrapper(Set.of("-r", "--rewrite"), 0)),
          Map.entry("tini", new Wrapper(Set.of("-p", "-e", "-R"), 0)),
          Map.entry("tini-static", new Wrapper(Set.of("-p", "-e", "-R"), 0)),
          Map.entry("docker-init", new Wrapper(Set.of("-p", "-e", "-R"), 0)),
          Map.entry("catatonit", BARE),
          Map.entry("my_init", BARE),
          Map.entry("init", BARE),
          // Another user, group or root.
          Map.entry("gosu", ONE_OPERAND),
          Map.entry("su-exec", ONE_OPERAND),
          Map.entry("setuidgid", ONE_OPERAND),
          Map.entry("s6-setuidgid", ONE_OPERAND),
          Map.entry("chroot", ONE_OPERAND),
          Map.entry("setpriv", new Wrapper(Set.of("--reuid", "--regid", "--groups"), 0)),
          Map.entry(
              "chpst",
              new Wrapper(
                  Set.of(
                      "-u", "-U", "-b", "-/", "-n", "-l", "-L", "-m", "-d", "-o", "-p", "-f", "-c",
                      "-r", "-t", "-e", "-C"),
                  0)),
          // Scheduling, limits and streams.
          Map.entry("nice", new Wrapper(Set.of("-n", "--adjustment"), 0)),
          Map.entry("ionice", new Wrapper(Set.of("-c", "-n", "--class", "--classdata"), 0)),
          Map.entry("chrt", ONE_OPERAND),
          Map.entry("taskset", ONE_OPERAND),
          Map.entry("nohup", BARE),
          Map.entry("setsid", BARE),
          Map.entry("stdbuf", new Wrapper(Set.of("-i", "-o", "-e"), 0)),
          Map.entry("unbuffer", BARE),
          Map.entry("time", new Wrapper(Set.of("-f", "-o"), 0)),
          Map.entry("catchsegv", BARE),
          Map.entry("eatmydata", BARE),
          Map.entry("fakeroot", BARE),
          Map.entry(
              "xvfb-run",
              new Wrapper(
                  Set.of(
                      "-e",
                      "--error-file",
                      "-f",
                      "--auth-file",
                      "-n",
                      "--server-num",
                      "-p",
                      "--xauth-protocol",
                      "-s",
                      "--server-args",
                      "-w",
                      "--wait"),
                  0)),
          // Observers of the program's run time.
          Map.entry("ddtrace-run", BARE),
          Map.entry("dd-trace-run", BARE),
          // Changes to the environment.
          Map.entry("envdir", ONE_OPERAND),
          Map.entry("vault-env", BARE),
          Map.entry("env-cmd", new Wrapper(Set.of("-f", "--file", "-e", "--environments"), 0)),
          Map.entry("with-contenv", BARE),
          // Restarts on changes of files.
          Map.entry(
              "watchexec",
              new Wrapper(
                  Set.of(
                      "-w",
                      "--watch",
                      "-W",
                      "-e",
                      "--exts",
                      "-f",
                      "--filter",
                      "-i",
                      "--ignore",
                      "-s",
                      "--signal",
                      "--stop-signal",
                      "--stop-timeout",
                      "-d",
                      "--debounce",
                      "-o",
                      "--on-busy-update",
                      "--shell",
                      "-E",
                      "--env",
                      "--workdir"),
                  0)),
          Map.entry(
              "reflex",
              new Wrapper(
                  Set.of(
                      "-r",
                      "--regex",
                      "-R",
                      "--inverse-regex",
                      "-g",
                      "--glob",
                      "-G",
                      "--inverse-glob",
                      "-d",
                      "--decoration",
                      "-t",
                      "--shutdown-timeout"),
                  0)),
          Map.entry("busybox", BARE));

  /** Where the command begins among {@code words}, whose first is the wrapper; -1 if nowhere. */
  static int commandAt(List<Text> words) {
    String name = Program.baseName(words.get(0));
    Wrapper known = KNOWN.get(name);
    if (known != null) {
      return known.behind(words, 1);
    }
    return switch (name) {
      case "timeout" -> timeout(words);
      case "newrelic-admin" -> behindSubcommand(words, "run-program", BARE);
      case "opentelemetry-instrument" -> behindLongOptions(words);
      case "doppler" ->
          behindSubcommand(
              words,
              "run",
              new Wrapper(Set.of("-p", "--project", "-c", "--config", "-t", "--token"), 0));
      case "infisical" ->
          behindSubcommand(
              words,
              "run",
              new Wrapper(
                  Set.of("-e", "--env", "--path", "--token", "--projectId", "-t", "--tags"), 0));
      case "op" -> behindSubcommand(words, "run", new Wrapper(Set.of("--env-file"), 0));
      case "dotenvx", "teller" -> behindSubcommand(words, "run", new Wrapper(Set.of("-f"), 0));
      case "chamber", "aws-vault" -> behindSubcommand(words, "exec", ONE_OPERAND);
      case "watchmedo" ->
          behindSubcommand(
              words,
              "auto-restart",
              new Wrapper(
                  Set.of(
                      "-d",
                      "--directory",
                      "-p",
                      "--pattern",
                      "--patterns",
                      "-i",
                      "--ignore-pattern",
                      "--ignore-patterns",
                      "--signal",
                      "--kill-after",
                      "--interval",
                      "--timeout",
                      "--debounce-interval"),
                  0));
      case "pm2-runtime", "pm2-docker" -> processManager(words);
      default -> isEntrypoint(name) ? entrypoint(words) : -1;
    };
  }

  /** Where the words behind the options and operands begin; -1 if there are none. */
  private int behind(List<Text> words, int from) {
    int at = Words.behindOptions(words, from, valueOptions);
    if (operands > 0) {
      at = Words.behindOptions(words, at + operands, valueOptions);
    }
    return at < words.size() ? at : -1;
  }

  private static int behindSubcommand(List<Text> words, String subcommand, Wrapper wrapper) {
    return words.size() > 1 && words.get(1).is(subcommand) ? wrapper.behind(words, 2) : -1;
  }

  /** The duration is an operand, but an option in old versions of busybox. */
  private static int timeout(List<Text> words) {
    Wrapper own = new Wrapper(Set.of("-k", "--kill-after", "-s", "--signal", "-t"), 1);
    boolean old = words.size() > 1 && words.get(1).chars().startsWith("-t");
    return old ? new Wrapper(own.valueOptions(), 0).behind(words, 1) : own.behind(words, 1);
  }

  /** Every long option takes a value there. */
  private static int behindLongOptions(List<Text> words) {
    int at = 1;
    while (at < words.size() && words.get(at).chars().startsWith("--")) {
      at += words.get(at).chars().indexOf('=') >= 0 ? 1 : 2;
    }
    return at < words.size() ? at : -1;
  }

  /** pm2 runs scripts and its own files itself; any other name is a program. */
  private static int processManager(List<Text> words) {
    int at = words.size() > 1 && words.get(1).is("start") ? 2 : 1;
    if (at >= words.size()) {
      return -1;
    }
    String chars = words.get(at).chars();
    boolean program = chars.indexOf('.') < 0 && !chars.startsWith("-");
    return program ? at : -1;
  }

  private static boolean isEntrypoint(String name) {
    return name.contains("entrypoint");
  }

  /** By convention the script runs its arguments; options are for the server it knows. */
  private static int entrypoint(List<Text> words) {
    return words.size() > 1 && !words.get(1).chars().startsWith("-") ? 1 : -1;
  }
}
