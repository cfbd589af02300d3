package dev.dialtone.syntax.shell;

import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.Command.Junction;
import dev.dialtone.syntax.shell.Command.Link;
import dev.dialtone.syntax.shell.Program.Role;
import dev.dialtone.syntax.shell.Program.Setting;
import dev.dialtone.syntax.shell.Word.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Follows one script: what its shell does itself, and which programs it has started. */
final class ScriptTracer {
  private final LaunchTracer launch;
  private final Text script;
  private Scope scope;

  /** Whether the shell ends at the first command that fails: {@code set -e}. */
  private boolean ending;

  /** Whether a pipeline fails with any of its commands: {@code set -o pipefail}. */
  private boolean wholePipeline;

  ScriptTracer(LaunchTracer launch, Text script, Scope scope) {
    this.launch = launch;
    this.script = script;
    this.scope = scope;
  }

  /** Follows the whole script, which was started in this way. */
  void follow(Start start) {
    for (Setting setting : start.environment()) {
      scope.assign(setting.name(), setting.value());
      scope.export(setting.name());
    }
    statements(launch.parse(script), new Place(start.withoutEnvironment(), true));
  }

  /**
   * Where commands stand.
   *
   * @param start how the script was started, and with which role it goes on
   * @param last whether the script ends with what stands here
   */
  private record Place(Start start, boolean last) {
    Role role() {
      return start.role();
    }

    /** For a part of the script: what belongs to a background command is in the background. */
    Place as(Role inner) {
      boolean open = role() == Role.FINAL || (role() == Role.STEP && inner != Role.FINAL);
      return open ? new Place(start.as(inner), last) : this;
    }

    /** For what may fail, or may not run at all. */
    Place lenient() {
      return new Place(start.deciding(false), last);
    }

    /** For a branch. */
    Place maybe() {
      return as(Role.CONDITIONAL).lenient();
    }

    /** For what others follow in any case, unless the shell ends {@code ending} with it. */
    Place followed(boolean ending) {
      return new Place(start.deciding(start.decisive() && ending), false);
    }

    /**
     * For what is tried until it succeeds.
     *
     * @param forever whether nothing else ends the trials
     */
    Place retried(boolean forever) {
      boolean reached = role() == Role.FINAL || role() == Role.STEP;
      Role role = role() == Role.BACKGROUND ? Role.BACKGROUND : Role.RETRIED;
      return new Place(start.as(role).deciding(reached && forever).probed(), last);
    }
  }

  /** Follows statements; whether what stands behind them is never reached. */
  private boolean statements(List<Statement> statements, Place place) {
    int last = lastThatRuns(statements);
    for (int i = 0; i < statements.size(); i++) {
      if (command(statements.get(i).command(), placed(statements, i, last, place))) {
        return true;
      }
    }
    return false;
  }

  private Place placed(List<Statement> statements, int i, int last, Place place) {
    if (statements.get(i).background()) {
      return place.as(Role.BACKGROUND).lenient();
    }
    Place own = i < statements.size() - 1 ? place.followed(ending) : place;
    return i < last ? own.as(Role.STEP) : own;
  }

  /** The place of the last statement before those that only end the script. */
  private static int lastThatRuns(List<Statement> statements) {
    int last = statements.size() - 1;
    while (last > 0 && isNamed(statements.get(last).command(), "exit", "wait", "true", ":")) {
      last--;
    }
    return last;
  }

  private static boolean isNamed(Command command, String... names) {
    return command instanceof Command.Simple simple
        && !simple.words().isEmpty()
        && Words.isOneOf(simple.words().get(0).text(), names);
  }

  /** Follows a command; whether it never comes back, as {@code exec} does not. */
  private boolean command(Command command, Place place) {
    if (!launch.mayFollow(script)) {
      return true;
    }
    if (command instanceof Command.Simple simple) {
      return simple(simple, place);
    }
    if (command instanceof Command.Chain chain) {
      return chain(chain, place);
    }
    if (command instanceof Command.Group group) {
      return group(group, place);
    }
    if (command instanceof Command.Pipeline pipeline) {
      pipeline(pipeline, place);
    } else if (command instanceof Command.If choice) {
      choice(choice, place);
    } else if (command instanceof Command.Loop loop) {
      loop(loop, place);
    } else if (command instanceof Command.For each) {
      scope.forget(each.name().chars(), "`" + each.name() + "` takes several values");
      branch(() -> loopBody(each.body(), place.maybe()));
    } else if (command instanceof Command.Case choice) {
      for (Command.Arm arm : choice.arms()) {
        branch(() -> statements(arm.body(), place.maybe()));
      }
    } else if (command instanceof Command.Function function) {
      scope.define(function.name().chars(), function.body());
    }
    return false;
  }

  /** Follows what may not run at all, on a copy of the variables. */
  private void branch(Runnable following) {
    Scope before = scope;
    scope = before.fork();
    following.run();
    before.mayBecome(scope);
    scope = before;
  }

  /** Follows what a shell of its own runs: nothing it sets is seen afterwards. */
  private void subshell(Runnable following) {
    Scope before = scope;
    scope = before.fork();
    following.run();
    scope = before;
  }

  private boolean group(Command.Group group, Place place) {
    group.redirections().forEach(redirection -> redirection(redirection, place));
    if (!group.subshell()) {
      return statements(group.body(), place);
    }
    boolean endingBefore = ending;
    boolean wholeBefore = wholePipeline;
    subshell(() -> statements(group.body(), place));
    ending = endingBefore;
    wholePipeline = wholeBefore;
    return false;
  }

  private boolean chain(Command.Chain chain, Place place) {
    List<Link> links = chain.links();
    int lastStep = 0;
    for (int i = 0; i < links.size(); i++) {
      lastStep = links.get(i).junction() == Junction.AND ? i + 1 : lastStep;
    }
    boolean tested = isTest(chain.first());
    Place first = linked(chain, 0, place);
    if (command(chain.first(), lastStep > 0 ? first.as(Role.STEP) : first)) {
      return true;
    }
    for (int i = 1; i <= links.size(); i++) {
      Link link = links.get(i - 1);
      Place own = linked(chain, i, place);
      if (link.junction() == Junction.OR || tested) {
        branch(() -> command(link.command(), place.maybe()));
      } else if (command(link.command(), i < lastStep ? own.as(Role.STEP) : own)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The place of a command of a chain: where another one is tried after it failed, its failure is
   * not the chain's, and {@code set -e} overlooks all but the last.
   */
  private static Place linked(Command.Chain chain, int i, Place place) {
    List<Link> behind = chain.links().subList(i, chain.links().size());
    for (Link link : behind) {
      if (link.junction() == Junction.OR) {
        return givesUp(link.command()) ? place : place.lenient();
      }
    }
    return behind.isEmpty() || place.last() ? place : place.lenient();
  }

  private static boolean givesUp(Command command) {
    return isNamed(command, "false")
        || (command instanceof Command.Simple simple
            && isNamed(simple, "exit")
            && simple.words().size() == 2
            && !simple.words().get(1).is("0"));
  }

  private void pipeline(Command.Pipeline pipeline, Place place) {
    List<Command> commands = pipeline.commands();
    for (int i = 0; i < commands.size(); i++) {
      Command part = commands.get(i);
      boolean counts = !pipeline.negated() && (wholePipeline || i == commands.size() - 1);
      branch(() -> command(part, counts ? place : place.lenient()));
    }
  }

  /** Whether a command only looks at something, so that what follows may or may not run. */
  private static boolean isTest(Command command) {
    if (command instanceof Command.Pipeline pipeline && pipeline.negated()) {
      return isTest(pipeline.commands().get(0));
    }
    return isNamed(command, "[", "[[", "test", "grep", "command", "which");
  }

  private void choice(Command.If choice, Place place) {
    for (Command.Branch branch : choice.branches()) {
      statements(branch.condition(), place.as(Role.STEP).lenient());
      branch(() -> statements(branch.body(), place.maybe()));
    }
    branch(() -> statements(choice.otherwise(), place.maybe()));
  }

  private void loop(Command.Loop loop, Place place) {
    List<Statement> condition = loop.condition();
    if (condition.size() == 1 && isNamed(condition.get(0).command(), "true", ":")) {
      loopBody(loop.body(), place.lenient());
      return;
    }
    boolean forever = condition.size() == 1 && exits(loop.body()) == 0;
    for (Statement statement : condition) {
      boolean negated =
          statement.command() instanceof Command.Pipeline pipeline && pipeline.negated();
      Place here = loop.until() || negated ? place.retried(forever) : place.maybe();
      if (isTest(statement.command())) {
        substitutions(statement.command(), place.retried(forever));
      } else if (statement.command() instanceof Command.Pipeline pipeline && negated) {
        pipeline.commands().forEach(part -> branch(() -> command(part, here)));
      } else {
        command(statement.command(), here);
      }
    }
    branch(() -> loopBody(loop.body(), place.maybe()));
  }

  /** Looks for what a test in a loop asks: {@code until [ "$(curl ...)" = 200 ]}. */
  private void substitutions(Command command, Place place) {
    if (command instanceof Command.Pipeline pipeline) {
      pipeline.commands().forEach(part -> substitutions(part, place));
    } else if (command instanceof Command.Simple simple) {
      for (Word word : simple.words()) {
        for (Part part : word.parts()) {
          if (part instanceof Part.Substitution substitution) {
            subshell(() -> launch.waitsOnly(() -> statements(substitution.commands(), place)));
          }
        }
      }
    }
  }

  /** The body of a loop, in which {@code probe && break} makes the probe a wait as well. */
  private void loopBody(List<Statement> body, Place place) {
    int last = lastThatRuns(body);
    boolean forever = exits(body) == 1;
    for (int i = 0; i < body.size(); i++) {
      Command command = body.get(i).command();
      Place here = placed(body, i, last, place);
      if (command instanceof Command.Chain chain && leavesOnSuccess(chain)) {
        command(chain.first(), here.retried(forever));
      } else if (command instanceof Command.If choice && leaves(choice.branches().get(0).body())) {
        statements(choice.branches().get(0).condition(), here.retried(forever));
        branch(() -> statements(choice.otherwise(), here.maybe()));
      } else {
        command(command, here);
      }
    }
  }

  /** How many commands of the body may end the loop. */
  private static long exits(List<Statement> body) {
    return new ShellScript(body, List.of())
        .simpleCommands().stream()
            .filter(simple -> isNamed(simple, "break", "exit", "return", "exec"))
            .count();
  }

  private static boolean leavesOnSuccess(Command.Chain chain) {
    for (Link link : chain.links()) {
      if (link.junction() == Junction.AND
          && leaves(List.of(new Statement(link.command(), false)))) {
        return true;
      }
    }
    return false;
  }

  /** Whether something in the body ends the loop for good, not for want of patience. */
  private static boolean leaves(List<Statement> body) {
    for (Command.Simple simple : new ShellScript(body, List.of()).simpleCommands()) {
      boolean bare = simple.words().size() < 2 || simple.words().get(1).is("0");
      if (isNamed(simple, "break") || (isNamed(simple, "exit", "return") && bare)) {
        return true;
      }
    }
    return false;
  }

  private void redirection(Redirection redirection, Place place) {
    if (redirection instanceof Redirection.To to) {
      Text file = to.target().text(scope);
      for (Contact contact : Contact.socketFile(file)) {
        launch.socket(contact);
        if (place.start().probing()) {
          launch.wait(contact, file, place.start().decisive());
        }
      }
    }
  }

  private boolean simple(Command.Simple simple, Place place) {
    simple.redirections().forEach(redirection -> redirection(redirection, place));
    List<Setting> settings = new ArrayList<>();
    for (Command.Assignment assignment : simple.assignments()) {
      settings.add(new Setting(assignment.name(), assignment.value().text(scope)));
    }
    List<Text> words = new ArrayList<>();
    for (Word word : simple.words()) {
      words.addAll(isAllParameters(word) ? scope.parameters() : word.fields(scope));
    }
    if (words.isEmpty()) {
      settings.forEach(setting -> scope.assign(setting.name(), setting.value()));
      return false;
    }
    if (simple.source().chars().startsWith("((")) {
      return false;
    }
    Start start = place.start().in(scope.environment()).in(settings);
    return shellCommand(words, start, place);
  }

  /** Whether a word stands for all parameters, each a word: {@code "$@"}. */
  private static boolean isAllParameters(Word word) {
    return word.parts().size() == 1
        && word.parts().get(0) instanceof Part.Variable variable
        && (variable.name().is("@") || (variable.name().is("*") && !variable.quoted()))
        && variable.expansion() == Word.Expansion.VALUE;
  }

  /** Runs words as a shell does: its functions and its own commands first. */
  private boolean shellCommand(List<Text> words, Start start, Place place) {
    Text name = words.get(0);
    List<Text> arguments = words.subList(1, words.size());
    if (scope.defines(name.chars())) {
      return call(scope.function(name.chars()), arguments, place);
    }
    switch (name.chars()) {
      case "exec" -> {
        return exec(words, start);
      }
      case "command", "builtin" -> {
        int at = Words.behindOptions(words, 1, Set.of());
        boolean asks = words.size() > 1 && Words.isOneOf(words.get(1), "-v", "-V");
        return !asks
            && at < words.size()
            && shellCommand(words.subList(at, words.size()), start, place);
      }
      case "eval" -> {
        return !arguments.isEmpty() && eval(Words.joined(arguments), place);
      }
      case "exit", "return" -> {
        return place.role() == Role.FINAL || place.role() == Role.STEP;
      }
      case "export", "declare", "typeset", "local", "readonly" ->
          declare(arguments, name.is("export") || Words.indexOf(arguments, "-x") >= 0);
      case "unset" -> arguments.forEach(variable -> scope.unset(variable.chars()));
      case "set" -> {
        int at = Words.indexOf(arguments, "--");
        if (at >= 0) {
          scope.parameters(arguments.subList(at + 1, arguments.size()));
        }
        options(arguments.subList(0, at < 0 ? arguments.size() : at));
      }
      case "shift" -> shift(arguments);
      case ".", "source" -> scope.source();
      case "read" ->
          arguments.forEach(
              a -> scope.forget(a.chars(), "`" + a + "` is read where the script runs"));
      case ":",
          "true",
          "false",
          "test",
          "[",
          "[[",
          "cd",
          "break",
          "continue",
          "wait",
          "trap",
          "umask",
          "ulimit",
          "hash",
          "alias",
          "getopts",
          "shopt",
          "let",
          "type",
          "pwd" -> {}
      default -> launch.run(words, start, scope.seenByPrograms());
    }
    return false;
  }

  /** {@code set -e}, {@code set +e}, {@code set -euxo pipefail}. */
  private void options(List<Text> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).chars();
      boolean on = word.startsWith("-");
      if (on || word.startsWith("+")) {
        String name = word.endsWith("o") && i + 1 < words.size() ? words.get(i + 1).chars() : "";
        if (word.indexOf('e') > 0 || name.equals("errexit")) {
          ending = on;
        }
        if (name.equals("pipefail")) {
          wholePipeline = on;
        }
      }
    }
  }

  /** Runs text as a part of the script; what is not known of it may set any variable. */
  private boolean eval(Text line, Place place) {
    if (!line.isKnown()) {
      scope.source();
    }
    boolean unknown = line.chars().indexOf(Text.HOLE) == 0;
    return !unknown && launch.enter(() -> statements(launch.parse(line), place));
  }

  /** Gives the shell's process to a program; whether that is sure to happen. */
  private boolean exec(List<Text> words, Start start) {
    int at = Words.behindOptions(words, 1, Set.of("-a"));
    if (at == words.size()) {
      return false;
    }
    Role role = start.role() == Role.STEP ? Role.FINAL : start.role();
    launch.run(words.subList(at, words.size()), start.as(role), scope.seenByPrograms());
    return role == Role.FINAL;
  }

  private boolean call(Command body, List<Text> arguments, Place place) {
    List<Text> before = scope.parameters();
    scope.parameters(arguments);
    boolean gone = launch.enter(() -> command(body, place));
    scope.parameters(before);
    return gone;
  }

  private void shift(List<Text> arguments) {
    List<Text> left = scope.parameters();
    String count = arguments.isEmpty() ? "1" : arguments.get(0).chars();
    boolean digit = count.length() == 1 && count.charAt(0) >= '0' && count.charAt(0) <= '9';
    int gone = digit ? count.charAt(0) - '0' : left.size();
    scope.parameters(left.subList(Math.min(gone, left.size()), left.size()));
  }

  private void declare(List<Text> arguments, boolean exports) {
    for (Text argument : arguments) {
      int equals = argument.chars().indexOf('=');
      Text name = equals < 0 ? argument : argument.slice(0, equals);
      if (equals > 0) {
        scope.assign(name, argument.slice(equals + 1));
      }
      if (exports && !name.chars().startsWith("-")) {
        scope.export(name);
      }
    }
  }
}
