package dev.dialtone.syntax.shell;

import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import dev.dialtone.syntax.shell.Program.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Follows a command through shells and wrappers to the programs it runs. */
final class LaunchTracer {
  /** Shells, wrappers and functions that start each other: more is a circle or a joke. */
  private static final int MAX_DEPTH = 20;

  /** Commands in all: functions that call each other twice would never come to an end. */
  private static final int MAX_COMMANDS = 4000;

  private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "zsh", "ksh");

  private static final Set<String> PACKAGE_MANAGERS = Set.of("npm", "yarn", "pnpm", "bun");

  private static final Set<String> SUDO_VALUES =
      Set.of("-u", "-g", "-h", "-p", "-C", "-r", "-t", "-U", "-D", "-R", "-T");

  private static final Set<String> CONCURRENTLY_VALUES =
      Set.of(
          "-n",
          "--names",
          "--name-separator",
          "-s",
          "--success",
          "-c",
          "--prefix-colors",
          "-p",
          "--prefix",
          "-l",
          "--prefix-length",
          "-t",
          "--timestamp-format",
          "-m",
          "--max-processes",
          "--hide",
          "--restart-tries",
          "--restart-after",
          "--default-input-target",
          "--kill-signal",
          "--ks",
          "--cwd");

  private static final Set<String> NODEMON_VALUES =
      Set.of(
          "-x",
          "--exec",
          "-w",
          "--watch",
          "-i",
          "--ignore",
          "-e",
          "--ext",
          "-d",
          "--delay",
          "-s",
          "--signal",
          "--config",
          "--cwd");

  private static final Set<String> NODEMON_SWITCHES =
      Set.of("-V", "--verbose", "-q", "--quiet", "-L", "--legacy-watch", "-I", "--no-stdin", "-C");

  private static final Set<String> WATCHFILES_VALUES =
      Set.of("--filter", "--target-type", "--ignore-paths", "--args", "--sigint-timeout");

  /** Programs that wait for a server and then run what stands behind {@code --}. */
  private static final Set<String> WAITERS =
      Set.of(
          "wait-for-it",
          "wait-for-it.sh",
          "wait_for_it.sh",
          "wait-for",
          "wait-for.sh",
          "wait-port",
          "wait4x",
          "wait-on",
          "wait");

  private static final Set<String> DOCKERIZE_SWITCHES =
      Set.of("no-overwrite", "poll", "version", "skip-tls-verify");

  private final List<Program> programs = new ArrayList<>();
  private final List<Wait> waits = new ArrayList<>();
  private final List<Contact> sockets = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Variables environment;
  private int depth;
  private int commands;

  LaunchTracer(Variables environment) {
    this.environment = environment;
  }

  Launch launch() {
    return new Launch(programs, waits, sockets, problems);
  }

  void words(List<Text> words) {
    run(words, Start.FIRST, environment);
  }

  void script(Text line) {
    new ScriptTracer(this, line, new Scope(environment, List.of())).follow(Start.FIRST);
  }

  List<Statement> parse(Text script) {
    ShellScript parsed = ShellScript.parse(script);
    problems.addAll(parsed.problems());
    return parsed.statements();
  }

  /** Whether one more command may be followed; the first that may not is reported. */
  boolean mayFollow(Text script) {
    commands++;
    if (commands == MAX_COMMANDS) {
      problems.add(
          new Problem(
              script.span(),
              "more than " + MAX_COMMANDS + " commands are run",
              Problem.Kind.LIMIT));
    }
    return commands < MAX_COMMANDS;
  }

  void wait(Contact contact, Text at, boolean decisive) {
    waits.add(new Wait(contact, at, decisive));
  }

  void socket(Contact contact) {
    sockets.add(contact);
  }

  /** Follows something that is not one of the command's programs but may wait for a server. */
  void waitsOnly(Runnable following) {
    List<Program> before = List.copyOf(programs);
    following.run();
    programs.clear();
    programs.addAll(before);
  }

  /** Follows something one level down, unless that is too deep: then the answer is no. */
  boolean enter(BooleanSupplier following) {
    if (depth == MAX_DEPTH) {
      return false;
    }
    depth++;
    boolean answer = following.getAsBoolean();
    depth--;
    return answer;
  }

  /**
   * Runs words as the kernel does, where the first names a program.
   *
   * @param variables what the program finds in its environment, besides what {@code start} adds
   */
  void run(List<Text> words, Start start, Variables variables) {
    if (words.isEmpty()) {
      return;
    }
    boolean unwrapped = enter(() -> unwrap(words, start, variables));
    if (!unwrapped) {
      Program program =
          new Program(words, start.environment(), start.role(), start.decisive(), start.wrappers());
      programs.add(program);
      if (start.probing()) {
        for (Contact contact : Contact.of(words, with(start, variables))) {
          wait(contact, program.name(), start.decisive());
        }
      }
    }
  }

  private static Variables with(Start start, Variables variables) {
    Scope scope = new Scope(variables, List.of());
    start.environment().forEach(setting -> scope.assign(setting.name(), setting.value()));
    return scope;
  }

  /** Follows what the words start if they are a shell or a wrapper; whether they are. */
  private boolean unwrap(List<Text> words, Start start, Variables variables) {
    Text name = words.get(0);
    Start inner = start.by(name);
    String program = Program.baseName(name);
    if (SHELLS.contains(program)) {
      return shell(words, inner, variables);
    }
    switch (program) {
      case "env", "cross-env" -> {
        return settings(words, Set.of("-u", "--unset", "-C", "--chdir"), start, variables);
      }
      case "sudo" -> {
        return settings(words, SUDO_VALUES, start, variables);
      }
      case "su", "runuser" -> {
        return anotherUser(words, inner, variables);
      }
      case "concurrently" -> {
        return concurrently(words, inner, variables);
      }
      case "npm-run-all", "run-s", "run-p" -> {
        List<Text> scripts = Words.operands(words, 1, Set.of());
        scripts.forEach(script -> packageScript(name, script, inner, variables));
        return !scripts.isEmpty();
      }
      case "nodemon" -> {
        return nodemon(words, inner, variables);
      }
      case "CompileDaemon" -> {
        return scripts(Words.values(words, Set.of("-command", "--command")), inner, variables);
      }
      case "watchfiles" -> {
        List<Text> operands = Words.operands(words, 1, WATCHFILES_VALUES);
        boolean line = !operands.isEmpty() && operands.get(0).chars().indexOf(' ') > 0;
        return line && scripts(operands.subList(0, 1), inner, variables);
      }
      case "doppler", "infisical", "watchmedo" -> {
        List<Text> lines = Words.values(words, Set.of("--command"));
        return scripts(lines, inner, variables) || wrapped(words, inner, variables);
      }
      case "dockerize" -> {
        return dockerize(words, inner, variables);
      }
      default -> {
        return waiting(program, words, inner, variables) || wrapped(words, inner, variables);
      }
    }
  }

  private boolean wrapped(List<Text> words, Start inner, Variables variables) {
    int at = Wrapper.commandAt(words);
    if (at > 0) {
      run(words.subList(at, words.size()), inner, variables);
    }
    return at > 0;
  }

  /** Follows lines for a shell; whether there are any. */
  private boolean scripts(List<Text> lines, Start start, Variables variables) {
    for (Text line : lines) {
      new ScriptTracer(this, line, new Scope(variables, List.of())).follow(start);
    }
    return !lines.isEmpty();
  }

  /** {@code sh -c 'script' name parameters}. */
  private boolean shell(List<Text> words, Start start, Variables variables) {
    int at = scriptAt(words);
    if (at < 0) {
      return false;
    }
    List<Text> parameters = words.subList(Math.min(at + 2, words.size()), words.size());
    new ScriptTracer(this, words.get(at), new Scope(variables, parameters)).follow(start);
    return true;
  }

  static boolean isShell(String program) {
    return SHELLS.contains(program);
  }

  /** The place of the script among the words of a shell that is given one; else -1. */
  static int scriptAt(List<Text> words) {
    boolean takesScript = false;
    int at = 1;
    while (at < words.size() && isShellOption(words.get(at).chars())) {
      String chars = words.get(at).chars();
      boolean brief = !chars.startsWith("--");
      takesScript |= chars.startsWith("-") && brief && chars.indexOf('c') > 0;
      boolean takesName = brief && (chars.endsWith("o") || chars.endsWith("O"));
      at += takesName || chars.equals("--rcfile") || chars.equals("--init-file") ? 2 : 1;
    }
    if (at < words.size() && words.get(at).is("--")) {
      at++;
    }
    return takesScript && at < words.size() ? at : -1;
  }

  private static boolean isShellOption(String chars) {
    return chars.length() > 1
        && (chars.startsWith("-") || chars.startsWith("+"))
        && !chars.equals("--");
  }

  /** {@code env A=b command}. */
  private boolean settings(
      List<Text> words, Set<String> valueOptions, Start start, Variables variables) {
    List<Setting> settings = new ArrayList<>();
    int at = 1;
    while (at < words.size()) {
      Text word = words.get(at);
      int equals = word.chars().indexOf('=');
      if (Words.isOneOf(word, "-S", "--split-string") && at + 1 < words.size()) {
        Start inner = start.in(settings).by(words.get(0));
        return scripts(words.subList(at + 1, at + 2), inner, variables);
      }
      if (Words.isOption(word)) {
        at += valueOptions.contains(word.chars()) ? 2 : 1;
      } else if (equals > 0) {
        settings.add(new Setting(word.slice(0, equals), word.slice(equals + 1)));
        at++;
      } else {
        run(words.subList(at, words.size()), start.in(settings).by(words.get(0)), variables);
        return true;
      }
    }
    return false;
  }

  /** {@code su user -c 'script'}, {@code runuser -u user command}. */
  private boolean anotherUser(List<Text> words, Start start, Variables variables) {
    List<Text> lines = Words.values(words, Set.of("-c", "--command"));
    if (!lines.isEmpty()) {
      return scripts(lines, start, variables);
    }
    Set<String> valueOptions = Set.of("-u", "--user", "-s", "-g", "--group", "-G", "-w");
    boolean named = !Words.values(words, Set.of("-u", "--user")).isEmpty();
    int at = Words.behindOptions(words, 1, valueOptions);
    if (named && at < words.size()) {
      run(words.subList(at, words.size()), start, variables);
    }
    return named && at < words.size();
  }

  /** {@code nodemon --exec 'command' arguments}; without the option it runs node by itself. */
  private boolean nodemon(List<Text> words, Start start, Variables variables) {
    List<Text> line = new ArrayList<>(Words.values(words, Set.of("-x", "--exec")));
    if (line.isEmpty()) {
      return false;
    }
    for (int i = 1; i < words.size(); i++) {
      if (NODEMON_VALUES.contains(words.get(i).chars())) {
        i++;
      } else if (!NODEMON_SWITCHES.contains(words.get(i).chars())) {
        line.add(words.get(i));
      }
    }
    return scripts(List.of(Words.joined(line)), start, variables);
  }

  private boolean concurrently(List<Text> words, Start start, Variables variables) {
    List<Text> commands = Words.operands(words, 1, CONCURRENTLY_VALUES);
    for (Text command : commands) {
      int colon = command.chars().indexOf(':');
      if (colon > 0 && PACKAGE_MANAGERS.contains(command.chars().substring(0, colon))) {
        packageScript(command.slice(0, colon), command.slice(colon + 1), start, variables);
      } else {
        scripts(List.of(command), start, variables);
      }
    }
    return !commands.isEmpty();
  }

  /** A script of package.json, as {@code npm run} would start it. */
  private void packageScript(Text manager, Text script, Start start, Variables variables) {
    boolean named = PACKAGE_MANAGERS.contains(manager.chars());
    Text program = named ? manager : Text.of("npm", manager.span());
    run(List.of(program, Text.of("run", manager.span()), script), start, variables);
  }

  private boolean dockerize(List<Text> words, Start start, Variables variables) {
    int at = 1;
    while (at < words.size() && Words.isOption(words.get(at))) {
      Text word = words.get(at);
      String chars = word.chars();
      int equals = chars.indexOf('=');
      String option =
          chars.substring(chars.startsWith("--") ? 2 : 1, equals < 0 ? chars.length() : equals);
      boolean attached = equals >= 0 || DOCKERIZE_SWITCHES.contains(option);
      if (option.equals("wait") && (attached || at + 1 < words.size())) {
        Text value = attached ? word.slice(equals + 1) : words.get(at + 1);
        Contact.address(value, "")
            .forEach(contact -> wait(contact, words.get(0), start.decisive()));
      }
      at += attached ? 1 : 2;
    }
    if (at < words.size()) {
      run(words.subList(at, words.size()), start, variables);
    }
    return at < words.size();
  }

  /** Notes what a program waits for that does nothing else, and follows what it starts then. */
  private boolean waiting(String program, List<Text> words, Start start, Variables variables) {
    if (!WAITERS.contains(program)) {
      return false;
    }
    int dashes = Words.indexOf(words, "--");
    List<Text> own = words.subList(1, dashes < 0 ? words.size() : dashes);
    boolean starts = dashes >= 0 && dashes + 1 < words.size();
    boolean lenient = starts && startsAnyway(program, own);
    for (Contact contact : contacts(program, words.get(0), own, with(start, variables))) {
      wait(contact, words.get(0), start.decisive() && !lenient);
    }
    if (starts) {
      run(words.subList(dashes + 1, words.size()), start, variables);
    }
    return starts;
  }

  /**
   * Whether the command is started even if the server never answers.
   *
   * @see <a href="https://github.com/vishnubob/wait-for-it#usage">{@code --strict}</a>
   */
  private static boolean startsAnyway(String program, List<Text> own) {
    return (program.startsWith("wait-for-it") || program.startsWith("wait_for_it"))
        && own.stream().noneMatch(word -> Words.isOneOf(word, "-s", "--strict"));
  }

  private static List<Contact> contacts(
      String program, Text name, List<Text> arguments, Variables variables) {
    List<Contact> contacts = new ArrayList<>();
    switch (program) {
      case "wait4x" -> {
        String kind =
            arguments.isEmpty() || arguments.get(0).is("tcp") ? "" : arguments.get(0).chars();
        for (Text address : Words.operands(arguments, 1, Set.of("-t", "-i"))) {
          contacts.addAll(Contact.address(address, kind));
        }
      }
      case "wait-on" -> {
        for (Text resource : Words.operands(arguments, 0, Set.of("-t", "-i", "-d", "-c", "-w"))) {
          boolean plain =
              resource.chars().startsWith("tcp:") && !resource.chars().startsWith("tcp://");
          contacts.addAll(Contact.address(plain ? resource.slice(4) : resource, ""));
        }
      }
      case "wait" -> {
        // docker-compose-wait, which is told by a variable; the shell's own `wait` has no path.
        if (name.chars().indexOf('/') >= 0
            && variables.lookup("WAIT_HOSTS") instanceof Variables.Answer.Set set) {
          contacts.addAll(Contact.list(set.value(), ""));
        }
      }
      default -> {
        Text none = name.slice(name.length());
        List<Text> hosts = Words.values(arguments, Set.of("-h", "--host"));
        List<Text> ports = Words.values(arguments, Set.of("-p", "--port"));
        for (Text host : hosts) {
          contacts.add(new Contact(host, ports.isEmpty() ? none : ports.get(0), ""));
        }
        Set<String> valueOptions = Set.of("-h", "-p", "-t");
        for (Text address : Words.operands(arguments, 0, valueOptions)) {
          contacts.addAll(Contact.address(address, ""));
        }
      }
    }
    return contacts;
  }
}
