package dev.dialtone.syntax.shell;

import dev.dialtone.source.Text;
import java.util.List;

/** What a shell is told to do. */
public sealed interface Command {
  /**
   * A program, function or built-in with its words; assignments alone have no words.
   *
   * @param assignments the {@code NAME=value} in front of the words
   * @param words the name of the program and its arguments
   * @param redirections where its input and output go
   * @param source the command as it is written
   */
  record Simple(
      List<Assignment> assignments, List<Word> words, List<Redirection> redirections, Text source)
      implements Command {
    public Simple {
      assignments = List.copyOf(assignments);
      words = List.copyOf(words);
      redirections = List.copyOf(redirections);
    }
  }

  /** {@code NAME=value} in front of a command or alone. */
  record Assignment(Text name, Word value) {}

  /** {@code a | b}, or {@code ! a}; all of them run at once. */
  record Pipeline(boolean negated, List<Command> commands) implements Command {
    public Pipeline {
      commands = List.copyOf(commands);
    }
  }

  /** {@code a && b || c}, which the shell reads from left to right. */
  record Chain(Command first, List<Link> links) implements Command {
    public Chain {
      links = List.copyOf(links);
    }
  }

  /** A command of a {@link Chain} and the operator in front of it. */
  record Link(Junction junction, Command command) {}

  /** When the next command of a chain runs. */
  enum Junction {
    /** {@code &&}: when what stands before succeeds. */
    AND,
    /** {@code ||}: when what stands before fails. */
    OR
  }

  /** {@code { a; b; }}, or {@code (a; b)}, which a shell of its own runs. */
  record Group(boolean subshell, List<Statement> body, List<Redirection> redirections)
      implements Command {
    public Group {
      body = List.copyOf(body);
      redirections = List.copyOf(redirections);
    }
  }

  /** {@code if a; then b; elif c; then d; else e; fi}; without {@code else} that body is empty. */
  record If(List<Branch> branches, List<Statement> otherwise) implements Command {
    public If {
      branches = List.copyOf(branches);
      otherwise = List.copyOf(otherwise);
    }
  }

  /** A condition and what runs when it holds. */
  record Branch(List<Statement> condition, List<Statement> body) {
    public Branch {
      condition = List.copyOf(condition);
      body = List.copyOf(body);
    }
  }

  /** {@code while a; do b; done} or, running as long as {@code a} fails, {@code until}. */
  record Loop(boolean until, List<Statement> condition, List<Statement> body) implements Command {
    public Loop {
      condition = List.copyOf(condition);
      body = List.copyOf(body);
    }
  }

  /** {@code for name in words; do a; done}. */
  record For(Text name, List<Word> words, List<Statement> body) implements Command {
    public For {
      words = List.copyOf(words);
      body = List.copyOf(body);
    }
  }

  /** {@code case subject in pattern) a;; esac}. */
  record Case(Word subject, List<Arm> arms) implements Command {
    public Case {
      arms = List.copyOf(arms);
    }
  }

  /** The patterns of a {@code case}, of which one has to fit, and what runs then. */
  record Arm(List<Word> patterns, List<Statement> body) {
    public Arm {
      patterns = List.copyOf(patterns);
      body = List.copyOf(body);
    }
  }

  /** {@code name() { a; }}: nothing runs yet. */
  record Function(Text name, Command body) implements Command {}
}
