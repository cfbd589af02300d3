package dev.dialtone.syntax.shell;

import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import dev.dialtone.syntax.shell.Command.Junction;
import dev.dialtone.syntax.shell.Command.Link;
import dev.dialtone.syntax.shell.Word.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Follows a probe to the programs it runs, and finds those on whose success its own depends: all
 * that {@code &&} joins, the first of {@code a || exit 1}, none of {@code a || b}, the last of a
 * pipe and with it those whose output a {@code grep} looks at.
 */
final class ProbeTracer {
  /** Shells and wrappers that start each other: more is a joke. */
  private static final int MAX_DEPTH = 20;

  private static final int MAX_STEPS = 500;

  /** Filters that fail when they are given nothing. */
  private static final Set<String> FILTERS = Set.of("grep", "egrep", "fgrep", "rg");

  private final List<ProbeStep> steps = new ArrayList<>();

  /** The words of what looks for something in the output of the steps that are followed now. */
  private List<Text> soughtIn = List.of();

  private int depth;

  List<ProbeStep> steps() {
    return List.copyOf(steps);
  }

  /** Follows words as the kernel takes them. */
  void words(List<Text> words, Variables variables, boolean decides) {
    if (words.isEmpty() || depth == MAX_DEPTH || steps.size() == MAX_STEPS) {
      return;
    }
    depth++;
    String program = Program.baseName(words.get(0));
    int script = LaunchTracer.isShell(program) ? LaunchTracer.scriptAt(words) : -1;
    int inner = script < 0 ? commandAt(words, program) : -1;
    if (script >= 0) {
      steps.add(ProbeStep.plain(words, decides, program));
      List<Text> parameters = words.subList(Math.min(script + 2, words.size()), words.size());
      script(words.get(script), program, new Scope(variables, parameters), decides);
    } else if (inner > 0 && inner < words.size()) {
      steps.add(ProbeStep.plain(words.subList(0, inner), decides, program));
      words(words.subList(inner, words.size()), variables, decides);
    } else {
      steps.add(
          new ProbeStep(
              words,
              decides,
              program,
              contacts(words, variables),
              ClientLogin.of(words, variables),
              soughtIn));
    }
    depth--;
  }

  private static List<Contact> contacts(List<Text> words, Variables variables) {
    String program = Program.baseName(words.get(0));
    boolean waits = program.startsWith("wait-for") || program.equals("wait_for_it.sh");
    return waits
        ? Words.operands(words, 1, Set.of("-h", "-p", "-t")).stream()
            .flatMap(word -> Contact.address(word, "").stream())
            .toList()
        : Contact.of(words, variables);
  }

  /** Where the program begins that a wrapper starts; -1 if these words are no wrapper. */
  private static int commandAt(List<Text> words, String program) {
    return switch (program) {
      case "env" -> {
        int at = Words.behindOptions(words, 1, Set.of("-u", "--unset", "-C", "--chdir"));
        while (at < words.size() && words.get(at).chars().indexOf('=') > 0) {
          at++;
        }
        yield at;
      }
      case "sudo" -> Words.behindOptions(words, 1, Set.of("-u", "-g", "-h", "-p"));
      default -> Wrapper.commandAt(words);
    };
  }

  /** Follows a script that {@code shell} runs. */
  void script(Text script, String shell, Scope scope, boolean decides) {
    if (depth < MAX_DEPTH) {
      depth++;
      new Script(shell, scope).statements(ShellScript.parse(script).statements(), decides);
      depth--;
    }
  }

  /** The script of one shell. */
  private final class Script {
    private final String shell;
    private final Scope scope;
    private boolean endsOnFailure;

    Script(String shell, Scope scope) {
      this.shell = shell;
      this.scope = scope;
    }

    void statements(List<Statement> statements, boolean decides) {
      int last = statements.size() - 1;
      boolean passes = false;
      while (last >= 0 && isExit(statements.get(last).command())) {
        passes |= !keepsStatus(statements.get(last).command());
        last--;
      }
      for (int i = 0; i < statements.size(); i++) {
        Statement statement = statements.get(i);
        boolean counts =
            endsOnFailure
                || (i == last && !passes)
                || (statement.command() instanceof Command.Chain chain && exits(chain));
        command(statement.command(), decides && counts && !statement.background());
      }
    }

    /** Whether a chain ends the script where it fails: {@code a || exit 1}. */
    private static boolean exits(Command.Chain chain) {
      List<Link> links = chain.links();
      Link last = links.get(links.size() - 1);
      return last.junction() == Junction.OR && fails(last.command()) && leaves(last.command());
    }

    private static boolean isExit(Command command) {
      return isNamed(command, "exit", "return", "true", ":");
    }

    private static boolean keepsStatus(Command command) {
      return command instanceof Command.Simple simple
          && isNamed(command, "exit", "return")
          && (simple.words().size() < 2 || simple.words().get(1).source().is("$?"));
    }

    private void command(Command command, boolean decides) {
      if (steps.size() == MAX_STEPS) {
        return;
      }
      if (command instanceof Command.Simple simple) {
        simple(simple, decides);
      } else if (command instanceof Command.Chain chain) {
        chain(chain, decides);
      } else if (command instanceof Command.Pipeline pipeline) {
        pipeline(pipeline, decides);
      } else if (command instanceof Command.Group group) {
        group.redirections().forEach(redirection -> redirection(redirection, decides));
        statements(group.body(), decides);
      } else if (command instanceof Command.If choice) {
        for (Command.Branch branch : choice.branches()) {
          statements(branch.condition(), false);
          statements(branch.body(), false);
        }
        statements(choice.otherwise(), false);
      } else if (command instanceof Command.Loop loop) {
        statements(loop.condition(), false);
        statements(loop.body(), false);
      } else if (command instanceof Command.For each) {
        scope.forget(each.name().chars(), "`" + each.name() + "` takes several values");
        statements(each.body(), false);
      } else if (command instanceof Command.Case choice) {
        choice.arms().forEach(arm -> statements(arm.body(), false));
      }
    }

    private void chain(Command.Chain chain, boolean decides) {
      List<Command> commands = new ArrayList<>();
      List<Boolean> counts = new ArrayList<>();
      commands.add(chain.first());
      counts.add(true);
      for (Link link : chain.links()) {
        if (link.junction() == Junction.OR && !fails(link.command())) {
          counts.replaceAll(before -> false);
        }
        commands.add(link.command());
        counts.add(link.junction() == Junction.AND);
      }
      for (int i = 0; i < commands.size(); i++) {
        command(commands.get(i), decides && counts.get(i));
      }
    }

    /** Whether a command is sure to fail: {@code exit 1}, {@code false}. */
    private static boolean fails(Command command) {
      if (command instanceof Command.Group group && !group.body().isEmpty()) {
        return fails(group.body().get(group.body().size() - 1).command());
      }
      if (command instanceof Command.Chain chain) {
        return fails(chain.links().get(chain.links().size() - 1).command());
      }
      return isNamed(command, "false", "kill")
          || (leaves(command)
              && command instanceof Command.Simple simple
              && simple.words().size() > 1
              && !simple.words().get(1).is("0"));
    }

    private static boolean leaves(Command command) {
      if (command instanceof Command.Group group && !group.body().isEmpty()) {
        return !group.subshell() && leaves(group.body().get(group.body().size() - 1).command());
      }
      return isNamed(command, "exit", "return");
    }

    private static boolean isNamed(Command command, String... names) {
      return command instanceof Command.Simple simple
          && !simple.words().isEmpty()
          && Words.isOneOf(simple.words().get(0).text(), names);
    }

    private void pipeline(Command.Pipeline pipeline, boolean decides) {
      List<Command> commands = pipeline.commands();
      Command last = commands.get(commands.size() - 1);
      boolean filtered = false;
      for (String filter : FILTERS) {
        filtered |= isNamed(last, filter);
      }
      List<Text> outside = soughtIn;
      for (int i = 0; i < commands.size(); i++) {
        boolean isLast = i == commands.size() - 1;
        soughtIn = isLast ? outside : wordsOf(last);
        command(commands.get(i), decides && (filtered || isLast) && !pipeline.negated());
      }
    }

    private List<Text> wordsOf(Command command) {
      return command instanceof Command.Simple simple
          ? simple.words().stream().map(word -> word.text(scope)).toList()
          : List.of();
    }

    private void redirection(Redirection redirection, boolean decides) {
      if (redirection instanceof Redirection.To to) {
        Text file = to.target().text(scope);
        List<Contact> contacts = Contact.socketFile(file);
        if (!contacts.isEmpty()) {
          steps.add(new ProbeStep(List.of(file), decides, shell, contacts, List.of(), List.of()));
        }
      }
    }

    private void simple(Command.Simple simple, boolean decides) {
      simple.redirections().forEach(redirection -> redirection(redirection, decides));
      compared(simple, decides);
      List<Text> words = new ArrayList<>();
      for (Word word : simple.words()) {
        words.addAll(word.fields(scope));
      }
      if (words.isEmpty()) {
        for (Command.Assignment assignment : simple.assignments()) {
          kept(assignment.value());
          scope.assign(assignment.name(), assignment.value().text(scope));
        }
        return;
      }
      Scope inner = simple.assignments().isEmpty() ? scope : scope.fork();
      for (Command.Assignment assignment : simple.assignments()) {
        inner.assign(assignment.name(), assignment.value().text(scope));
      }
      String name = words.get(0).chars();
      switch (name) {
        case "exec", "command", "builtin" -> {
          boolean asks = words.size() > 1 && Words.isOneOf(words.get(1), "-v", "-V");
          int at = Words.behindOptions(words, 1, Set.of("-a"));
          if (!asks) {
            words(words.subList(at, words.size()), inner, decides);
          }
        }
        case "set" -> endsOnFailure |= isSwitchedOn(words);
        case "eval", ".", "source" -> scope.source();
        case "export" -> {
          for (Text word : words.subList(1, words.size())) {
            int equals = word.chars().indexOf('=');
            if (equals > 0) {
              scope.assign(word.slice(0, equals), word.slice(equals + 1));
            }
          }
        }
        case ":",
            "true",
            "false",
            "test",
            "[",
            "[[",
            "echo",
            "printf",
            "cd",
            "exit",
            "return",
            "kill",
            "read",
            "sleep",
            "trap",
            "type",
            "unset",
            "wait" -> {}
        default -> {
          if (!simple.source().chars().startsWith("((")) {
            words(words, inner, decides);
          }
        }
      }
    }

    /** Follows what a variable is set to: its output may be looked at later. */
    private void kept(Word value) {
      List<Text> outside = soughtIn;
      soughtIn = List.of(value.text(scope));
      substitutions(value, false);
      soughtIn = outside;
    }

    /** Follows what the words of a command are made of, be it a test that looks for something. */
    private void compared(Command.Simple simple, boolean decides) {
      boolean compares = compares(simple);
      List<Text> outside = soughtIn;
      soughtIn = compares ? wordsOf(simple) : outside;
      simple.words().forEach(word -> substitutions(word, decides && compares));
      soughtIn = outside;
    }

    /** {@code set -e}, also among others: {@code set -eo pipefail}. */
    private static boolean isSwitchedOn(List<Text> words) {
      return words.stream()
          .skip(1)
          .map(Text::chars)
          .anyMatch(w -> w.startsWith("-") && !w.startsWith("--") && w.indexOf('e') > 0);
    }

    /** Whether a test wants to see output: {@code [ "$(a)" = PONG ]}. */
    private static boolean compares(Command.Simple simple) {
      boolean test = isNamed(simple, "[", "[[", "test");
      return test
          && simple.words().stream()
              .anyMatch(w -> Words.isOneOf(w.text(), "=", "==", "=~", "-n", "-eq", "-gt", "-ge"));
    }

    private void substitutions(Word word, boolean decides) {
      for (Part part : word.parts()) {
        if (part instanceof Part.Substitution substitution) {
          new Script(shell, scope.fork()).statements(substitution.commands(), decides);
        }
      }
    }
  }
}
