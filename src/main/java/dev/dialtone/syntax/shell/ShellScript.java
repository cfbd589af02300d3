package dev.dialtone.syntax.shell;

import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.Word.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * A line or file for a POSIX shell, with what bash adds to it. Nothing is run: what depends on the
 * machine stays open.
 *
 * @param statements the commands in their order
 * @param problems what a shell would refuse; the rest of the script is read all the same
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html">POSIX,
 *     Shell Command Language</a>
 */
public record ShellScript(List<Statement> statements, List<Problem> problems) {
  public ShellScript {
    statements = List.copyOf(statements);
    problems = List.copyOf(problems);
  }

  /** Reads a script. */
  public static ShellScript parse(Text script) {
    ScriptParser parser = new ScriptParser(script);
    List<Statement> statements = parser.script();
    return new ShellScript(statements, parser.problems());
  }

  /**
   * Every simple command of the script in the order in which they are written, also those in
   * branches, functions and substitutions.
   */
  public List<Command.Simple> simpleCommands() {
    List<Command.Simple> found = new ArrayList<>();
    collect(statements, found);
    return List.copyOf(found);
  }

  private static void collect(List<Statement> statements, List<Command.Simple> found) {
    for (Statement statement : statements) {
      collect(statement.command(), found);
    }
  }

  private static void collect(Command command, List<Command.Simple> found) {
    if (command instanceof Command.Simple simple) {
      found.add(simple);
      simple.assignments().forEach(assignment -> collect(assignment.value(), found));
      simple.words().forEach(word -> collect(word, found));
      simple.redirections().forEach(redirection -> collect(redirection, found));
    } else if (command instanceof Command.Pipeline pipeline) {
      pipeline.commands().forEach(part -> collect(part, found));
    } else if (command instanceof Command.Chain chain) {
      collect(chain.first(), found);
      chain.links().forEach(link -> collect(link.command(), found));
    } else if (command instanceof Command.Group group) {
      collect(group.body(), found);
      group.redirections().forEach(redirection -> collect(redirection, found));
    } else if (command instanceof Command.If choice) {
      for (Command.Branch branch : choice.branches()) {
        collect(branch.condition(), found);
        collect(branch.body(), found);
      }
      collect(choice.otherwise(), found);
    } else if (command instanceof Command.Loop loop) {
      collect(loop.condition(), found);
      collect(loop.body(), found);
    } else if (command instanceof Command.For each) {
      each.words().forEach(word -> collect(word, found));
      collect(each.body(), found);
    } else if (command instanceof Command.Case choice) {
      collect(choice.subject(), found);
      choice.arms().forEach(arm -> collect(arm.body(), found));
    } else if (command instanceof Command.Function function) {
      collect(function.body(), found);
    }
  }

  private static void collect(Redirection redirection, List<Command.Simple> found) {
    if (redirection instanceof Redirection.To to) {
      collect(to.target(), found);
    } else if (redirection instanceof Redirection.HereDocument document) {
      collect(document.body(), found);
    }
  }

  private static void collect(Word word, List<Command.Simple> found) {
    for (Part part : word.parts()) {
      if (part instanceof Part.Substitution substitution) {
        collect(substitution.commands(), found);
      } else if (part instanceof Part.Variable variable) {
        collect(variable.word(), found);
      }
    }
  }
}
