package dev.dialtone.syntax.shell;

import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.Command.Arm;
import dev.dialtone.syntax.shell.Command.Assignment;
import dev.dialtone.syntax.shell.Command.Branch;
import dev.dialtone.syntax.shell.Command.Junction;
import dev.dialtone.syntax.shell.Command.Link;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Reads a script from left to right; whatever the input, it ends and tells what it could read. */
final class ScriptParser {
  /** Deeper than anybody nests, shallow enough for any stack. */
  private static final int MAX_DEPTH = 100;

  private static final Set<String> CLOSERS =
      Set.of("then", "elif", "else", "fi", "do", "done", "esac", "}");

  private final WordParser words;
  private final Source source;
  private final Deque<Set<String>> awaited = new ArrayDeque<>();
  private int depth;

  ScriptParser(Text text) {
    this(new Source(text), 0);
  }

  private ScriptParser(Source source, int depth) {
    this.source = source;
    this.depth = depth;
    this.words = new WordParser(source, this);
  }

  List<Problem> problems() {
    return source.problems();
  }

  List<Statement> script() {
    return statements(Set.of());
  }

  /** The commands up to the closing parenthesis of a substitution, which is taken. */
  List<Statement> substitution(int start) {
    if (!enter(start)) {
      return List.of();
    }
    List<Statement> body = statements(Set.of(")"));
    close(")", start);
    leave();
    return body;
  }

  /** The commands in backquotes, their inner backslashes taken off. */
  List<Statement> backquoted(Text inner, int start) {
    if (!enter(start)) {
      return List.of();
    }
    ScriptParser nested = new ScriptParser(source.of(inner), depth);
    List<Statement> body = nested.script();
    leave();
    return body;
  }

  /** Goes one level down; at the limit the rest of the script is given up instead. */
  boolean enter(int start) {
    if (depth == MAX_DEPTH) {
      source.giveUp(start, "the script is nested more than " + MAX_DEPTH + " deep");
      return false;
    }
    depth++;
    return true;
  }

  void leave() {
    depth--;
  }

  /** The statements up to one of {@code closers}, or to one that something further out awaits. */
  private List<Statement> statements(Set<String> closers) {
    awaited.push(closers);
    List<Statement> statements = new ArrayList<>();
    while (true) {
      source.skipLines();
      if (source.atEnd()) {
        break;
      }
      char c = source.current();
      if (c == ')' || source.looksAt(";;") || source.looksAt(";&")) {
        if (isAwaited(c == ')' ? ")" : ";;")) {
          break;
        }
        stray(c == ')' ? 1 : 2);
        continue;
      }
      if (c == ';' || c == '&' || c == '|') {
        stray(source.looksAt("&&") || source.looksAt("||") ? 2 : 1);
        continue;
      }
      String bare = source.bareWord();
      if (CLOSERS.contains(bare)) {
        if (isAwaited(bare)) {
          break;
        }
        stray(bare.length());
        continue;
      }
      Command command = chain();
      source.skipBlanks();
      boolean background = false;
      if (source.looksAt(";") && !source.looksAt(";;") && !source.looksAt(";&")) {
        source.advance(1);
      } else if (source.looksAt("&")) {
        source.advance(1);
        background = true;
      }
      statements.add(new Statement(command, background));
    }
    awaited.pop();
    return statements;
  }

  private boolean isAwaited(String closer) {
    return awaited.stream().anyMatch(closers -> closers.contains(closer));
  }

  private void stray(int length) {
    int start = source.position();
    source.advance(length);
    Text text = source.since(start);
    source.problem(text, "`" + text + "` stands where a command could begin");
  }

  private Command chain() {
    Command first = pipeline();
    List<Link> links = new ArrayList<>();
    while (true) {
      source.skipBlanks();
      Junction junction;
      if (source.looksAt("&&")) {
        junction = Junction.AND;
      } else if (source.looksAt("||")) {
        junction = Junction.OR;
      } else {
        return links.isEmpty() ? first : new Command.Chain(first, links);
      }
      int start = source.position();
      source.advance(2);
      source.skipLines();
      if (endsCommand()) {
        source.problem(
            start, start + 2, "nothing follows `" + (junction == Junction.AND ? "&&" : "||") + "`");
        return links.isEmpty() ? first : new Command.Chain(first, links);
      }
      links.add(new Link(junction, pipeline()));
    }
  }

  private Command pipeline() {
    boolean negated = false;
    while (source.bareWord().equals("!") && !source.atEnd()) {
      source.advance(1);
      source.skipBlanks();
      negated = !negated;
    }
    List<Command> commands = new ArrayList<>();
    commands.add(command());
    while (true) {
      source.skipBlanks();
      if (!source.looksAt("|") || source.looksAt("||")) {
        break;
      }
      int start = source.position();
      source.advance(source.looksAt("|&") ? 2 : 1);
      source.skipLines();
      if (endsCommand()) {
        source.problem(start, start + 1, "nothing follows `|`");
        break;
      }
      commands.add(command());
    }
    return commands.size() == 1 && !negated
        ? commands.get(0)
        : new Command.Pipeline(negated, commands);
  }

  /** Whether no command can begin here. */
  private boolean endsCommand() {
    if (source.atEnd()) {
      return true;
    }
    char c = source.current();
    return c == ')' || c == ';' || c == '&' || c == '|' || CLOSERS.contains(source.bareWord());
  }

  private Command command() {
    int start = source.position();
    if (source.looksAt("((")) {
      int end = source.arithmeticEnd(start + 2);
      if (end >= 0) {
        source.moveTo(end);
        Text text = source.since(start);
        Word word = new Word(List.of(new Word.Part.Computed(text)), text);
        return new Command.Simple(List.of(), List.of(word), List.of(), text);
      }
    }
    String keyword = source.atEnd() ? "" : source.bareWord();
    boolean compound = source.looksAt("(") || isCompound(keyword);
    if (!compound) {
      return keyword.equals("[[") ? test() : simple();
    }
    if (!enter(start)) {
      return new Command.Simple(List.of(), List.of(), List.of(), source.since(start));
    }
    Command command =
        switch (keyword) {
          case "if" -> ifCommand();
          case "while", "until" -> loop(keyword);
          case "for", "select" -> forCommand(keyword);
          case "case" -> caseCommand();
          case "function" -> functionCommand();
          case "{" -> group("{", "}");
          default -> group("(", ")");
        };
    leave();
    return command;
  }

  private static boolean isCompound(String keyword) {
    return switch (keyword) {
      case "if", "while", "until", "for", "select", "case", "function", "{" -> true;
      default -> false;
    };
  }

  private Command group(String opening, String closing) {
    int start = source.position();
    source.advance(1);
    List<Statement> body = statements(Set.of(closing));
    close(closing, start);
    return new Command.Group(opening.equals("("), body, redirections());
  }

  private Command ifCommand() {
    int start = source.position();
    List<Branch> branches = new ArrayList<>();
    String keyword = "if";
    while (keyword.equals("if") || keyword.equals("elif")) {
      source.advance(keyword.length());
      List<Statement> condition = statements(Set.of("then", "elif", "else", "fi"));
      if (!take("then")) {
        source.problem(start, start + 2, "this `if` has no `then`");
      }
      branches.add(new Branch(condition, statements(Set.of("elif", "else", "fi"))));
      keyword = source.bareWord();
    }
    List<Statement> otherwise = List.of();
    if (keyword.equals("else")) {
      source.advance(4);
      otherwise = statements(Set.of("fi"));
    }
    close("fi", start);
    List<Redirection> redirections = redirections();
    return redirected(new Command.If(branches, otherwise), redirections);
  }

  private Command loop(String keyword) {
    int start = source.position();
    source.advance(keyword.length());
    List<Statement> condition = statements(Set.of("do", "done"));
    List<Statement> body = doBody(start);
    return redirected(new Command.Loop(keyword.equals("until"), condition, body), redirections());
  }

  private Command forCommand(String keyword) {
    int start = source.position();
    source.advance(keyword.length());
    source.skipBlanks();
    List<Word> items = new ArrayList<>();
    Text name;
    if (source.looksAt("((")) {
      int end = source.arithmeticEnd(source.position() + 2);
      name = source.slice(source.position(), source.position());
      source.moveTo(end < 0 ? source.end() : end);
    } else {
      name = words.next().source();
      source.skipLines();
      if (take("in")) {
        source.skipBlanks();
        while (words.begins()) {
          items.add(words.next());
          source.skipBlanks();
        }
      }
    }
    source.skipBlanks();
    if (source.looksAt(";")) {
      source.advance(1);
    }
    source.skipLines();
    if (source.bareWord().equals("{")) {
      // bash takes braces for `do` and `done`.
      return new Command.For(name, items, List.of(new Statement(group("{", "}"), false)));
    }
    return redirected(new Command.For(name, items, doBody(start)), redirections());
  }

  private List<Statement> doBody(int start) {
    if (!take("do")) {
      source.problem(start, start + source.bareWordAt(start).length(), "this loop has no `do`");
    }
    List<Statement> body = statements(Set.of("done"));
    close("done", start);
    return body;
  }

  private Command caseCommand() {
    int start = source.position();
    source.advance(4);
    source.skipBlanks();
    Word subject = words.next();
    source.skipLines();
    if (!take("in")) {
      source.problem(start, start + 4, "this `case` has no `in`");
    }
    List<Arm> arms = new ArrayList<>();
    while (true) {
      source.skipLines();
      if (source.atEnd() || source.bareWord().equals("esac")) {
        break;
      }
      int armStart = source.position();
      if (source.looksAt("(")) {
        source.advance(1);
      }
      List<Word> patterns = new ArrayList<>();
      source.skipBlanks();
      while (words.begins() || source.looksAt("|")) {
        if (source.looksAt("|")) {
          source.advance(1);
        } else {
          patterns.add(words.next());
        }
        source.skipBlanks();
      }
      if (!source.looksAt(")")) {
        source.problem(armStart, source.position(), "a pattern of `case` ends with `)`");
        if (source.position() == armStart) {
          break;
        }
        continue;
      }
      source.advance(1);
      arms.add(new Arm(patterns, statements(Set.of(";;", "esac"))));
      if (source.looksAt(";;&")) {
        source.advance(3);
      } else if (source.looksAt(";;") || source.looksAt(";&")) {
        source.advance(2);
      }
    }
    close("esac", start);
    return redirected(new Command.Case(subject, arms), redirections());
  }

  private Command functionCommand() {
    source.advance("function".length());
    source.skipBlanks();
    Text name = words.next().source();
    source.skipBlanks();
    if (source.looksAt("(")) {
      source.advance(1);
      source.skipBlanks();
      if (source.looksAt(")")) {
        source.advance(1);
      }
    }
    source.skipLines();
    return new Command.Function(name, endsCommand() ? nothing() : command());
  }

  private Command nothing() {
    int here = source.position();
    return new Command.Simple(List.of(), List.of(), List.of(), source.slice(here, here));
  }

  /** {@code [[ ... ]]}: a command of its own grammar, of which the words are kept. */
  private Command test() {
    int start = source.position();
    List<Word> all = new ArrayList<>();
    all.add(words.next());
    while (true) {
      source.skipLines();
      if (source.atEnd()) {
        source.problem(start, start + 2, "`[[` is never closed with `]]`");
        break;
      }
      if (!words.begins()) {
        int at = source.position();
        source.advance(source.looksAt("&&") || source.looksAt("||") ? 2 : 1);
        Text operator = source.since(at);
        all.add(new Word(List.of(new Word.Part.Literal(operator, false)), operator));
        continue;
      }
      Word word = words.next();
      all.add(word);
      if (word.source().is("]]")) {
        break;
      }
    }
    return redirected(
        new Command.Simple(List.of(), all, List.of(), source.since(start)), redirections());
  }

  private Command simple() {
    int start = source.position();
    int end = start;
    List<Assignment> assignments = new ArrayList<>();
    List<Word> all = new ArrayList<>();
    List<Redirection> redirections = new ArrayList<>();
    while (true) {
      source.skipBlanks();
      if (source.atEnd() || source.current() == '\n') {
        break;
      }
      if (redirects()) {
        redirections.add(redirection());
      } else if (words.begins()) {
        int at = source.position();
        int equals = all.isEmpty() ? source.assignmentSign(at) : -1;
        if (equals >= 0) {
          assignments.add(assignment(at, equals));
        } else {
          all.add(words.next());
        }
      } else if (source.looksAt("(") && isFunctionHead(all, assignments)) {
        Text name = all.get(0).source();
        source.moveTo(source.behindParentheses());
        source.skipLines();
        if (!enter(start)) {
          return nothing();
        }
        Command body = endsCommand() ? nothing() : command();
        leave();
        return new Command.Function(name, body);
      } else if (source.looksAt("(") && source.charAt(source.position() - 1) == '=') {
        elements();
      } else if (source.looksAt("(")) {
        int at = source.position();
        source.advance(1);
        source.problem(at, at + 1, "a `(` cannot stand here outside quotes");
      } else {
        break;
      }
      end = source.position();
    }
    return new Command.Simple(assignments, all, redirections, source.slice(start, end));
  }

  private boolean isFunctionHead(List<Word> all, List<Assignment> assignments) {
    return all.size() == 1 && assignments.isEmpty() && source.behindParentheses() >= 0;
  }

  private Assignment assignment(int start, int equals) {
    boolean adds = source.charAt(equals - 1) == '+';
    Text name = source.slice(start, adds ? equals - 1 : equals);
    source.moveTo(equals + 1);
    int valueStart = source.position();
    Word value;
    if (source.looksAt("(")) {
      elements();
      Text list = source.since(valueStart);
      value = new Word(List.of(new Word.Part.Computed(list)), list);
    } else {
      value = words.next();
    }
    if (adds) {
      // What is there before is not known here.
      value = new Word(List.of(new Word.Part.Computed(value.source())), value.source());
    }
    return new Assignment(name, value);
  }

  /** The elements of a bash array, which are not followed. */
  private void elements() {
    source.advance(1);
    source.skipLines();
    while (words.begins()) {
      words.next();
      source.skipLines();
    }
    if (source.looksAt(")")) {
      source.advance(1);
    }
  }

  private static Command redirected(Command command, List<Redirection> redirections) {
    return redirections.isEmpty()
        ? command
        : new Command.Group(false, List.of(new Statement(command, false)), redirections);
  }

  private List<Redirection> redirections() {
    List<Redirection> all = new ArrayList<>();
    source.skipBlanks();
    while (!source.atEnd() && redirects()) {
      all.add(redirection());
      source.skipBlanks();
    }
    return all;
  }

  /** Whether a redirection stands here: {@code >}, {@code 2>}, {@code &>}, but not {@code <(}. */
  private boolean redirects() {
    int at = source.position();
    while (source.isDigit(at)) {
      at++;
    }
    char c = source.charAt(at);
    if (c == '&' && at == source.position()) {
      return source.charAt(at + 1) == '>';
    }
    return (c == '<' || c == '>') && (source.charAt(at + 1) != '(' || at > source.position());
  }

  private Redirection redirection() {
    int start = source.position();
    while (source.isDigit(source.position())) {
      source.advance(1);
    }
    int sign = source.position();
    for (String operator : List.of("<<<", "<<-", "&>>", "<<", ">>", "<&", ">&", "<>", ">|", "&>")) {
      if (source.looksAt(operator)) {
        source.advance(operator.length());
        break;
      }
    }
    if (source.position() == sign) {
      source.advance(1);
    }
    Text operator = source.since(start);
    String form = source.slice(sign, source.position()).chars();
    source.skipBlanks();
    if (!words.begins()) {
      source.problem(operator, "nothing follows `" + operator + "`");
      return new Redirection.To(operator, words.none());
    }
    Word target = words.next();
    if (form.equals("<<") || form.equals("<<-")) {
      return words.hereDocument(target, form.equals("<<-"));
    }
    return new Redirection.To(operator, target);
  }

  /** Takes {@code word} if it stands here. */
  private boolean take(String word) {
    if (source.bareWord().equals(word)) {
      source.advance(word.length());
      return true;
    }
    return false;
  }

  private void close(String closer, int start) {
    boolean there = closer.equals(")") ? source.looksAt(")") : source.bareWord().equals(closer);
    if (there) {
      source.advance(closer.length());
    } else if (!source.gaveUp()) {
      String opener = source.openerAt(start);
      source.problem(
          start, start + opener.length(), "`" + opener + "` is never closed with `" + closer + "`");
    }
  }
}
