package dev.dialtone.syntax.shell;

import dev.dialtone.syntax.shell.Word.Part;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes a script's structure down on one line, for tests to compare. */
final class Shown {
  private Shown() {}

  static String statements(List<Statement> statements) {
    return joined("; ", statements, s -> command(s.command()) + (s.background() ? " &" : ""));
  }

  private static <T> String joined(String between, List<T> all, Function<T, String> shown) {
    return all.stream().map(shown).collect(Collectors.joining(between));
  }

  private static String command(Command command) {
    if (command instanceof Command.Simple simple) {
      String assigned =
          joined("", simple.assignments(), a -> a.name() + ":=" + word(a.value()) + " ");
      String words = joined("", simple.words(), w -> word(w) + " ");
      return (assigned + words + joined(" ", simple.redirections(), Shown::redirection)).strip();
    }
    if (command instanceof Command.Pipeline pipeline) {
      String not = pipeline.negated() ? "!" : "";
      return "pipe" + not + "[" + joined(", ", pipeline.commands(), Shown::command) + "]";
    }
    if (command instanceof Command.Chain chain) {
      String links =
          joined("", chain.links(), l -> " " + l.junction() + " " + command(l.command()));
      return "(" + command(chain.first()) + links + ")";
    }
    if (command instanceof Command.Group group) {
      String redirections = joined("", group.redirections(), r -> " " + redirection(r));
      return (group.subshell() ? "sub" : "group") + block(group.body()) + redirections;
    }
    if (command instanceof Command.If choice) {
      return joined("", choice.branches(), b -> "if" + block(b.condition()) + block(b.body()))
          + "else"
          + block(choice.otherwise());
    }
    if (command instanceof Command.Loop loop) {
      return (loop.until() ? "until" : "while") + block(loop.condition()) + block(loop.body());
    }
    if (command instanceof Command.For each) {
      String words = "[" + joined(", ", each.words(), Shown::word) + "]";
      return "for " + each.name() + words + block(each.body());
    }
    if (command instanceof Command.Case choice) {
      return "case "
          + word(choice.subject())
          + joined(
              "",
              choice.arms(),
              a -> "[" + joined(", ", a.patterns(), Shown::word) + "]" + block(a.body()));
    }
    Command.Function function = (Command.Function) command;
    return "def " + function.name() + "{" + command(function.body()) + "}";
  }

  private static String block(List<Statement> body) {
    return "{" + statements(body) + "}";
  }

  private static String redirection(Redirection redirection) {
    if (redirection instanceof Redirection.To to) {
      return to.operator() + word(to.target());
    }
    Redirection.HereDocument document = (Redirection.HereDocument) redirection;
    return "<<" + document.delimiter() + "<" + word(document.body()).replace("\n", "\\n") + ">";
  }

  private static String word(Word word) {
    return joined("+", word.parts(), Shown::part);
  }

  private static String part(Part part) {
    if (part instanceof Part.Literal literal) {
      return literal.quoted() ? "'" + literal.text() + "'" : literal.text().toString();
    }
    if (part instanceof Part.Variable variable) {
      boolean plain = variable.expansion() == Word.Expansion.VALUE;
      String rest = plain ? "" : ":" + variable.expansion() + ":" + word(variable.word());
      String quote = variable.quoted() ? "'" : "";
      return quote + "$" + variable.name() + rest + quote;
    }
    if (part instanceof Part.Substitution substitution) {
      return "$(" + statements(substitution.commands()) + ")";
    }
    return "computed";
  }
}
