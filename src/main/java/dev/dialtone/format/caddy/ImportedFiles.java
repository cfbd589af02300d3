package dev.dialtone.format.caddy;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lines of a Caddyfile with each {@code import} replaced by what it imports. */
final class ImportedFiles {
  /** How deep imports may be nested. */
  private static final int DEEPEST = 10;

  /** How many lines a file may come to, whatever it imports how often. */
  private static final int MOST_LINES = 100_000;

  private final Workspace container;
  private final Variables environment;
  private final List<Problem> problems;
  private final Map<String, Statement> snippets = new HashMap<>();
  private final List<Text> unseen = new ArrayList<>();
  private int lines;

  ImportedFiles(Workspace container, Variables environment, List<Problem> problems) {
    this.container = container;
    this.environment = environment;
    this.problems = problems;
  }

  /** The lines that a file comes to; snippets are not among them. */
  List<Statement> read(FilePath file) {
    return expanded(parse(file), file, List.of(), 0);
  }

  /** Imports of files that are not seen, as absolute patterns. */
  List<Text> unseen() {
    return List.copyOf(unseen);
  }

  private List<Statement> parse(FilePath path) {
    return container.read(path) instanceof Workspace.Content.Readable readable
        ? StatementParser.parse(
            Placeholders.environment(Text.of(readable.file().span()), environment), problems)
        : List.of();
  }

  private List<Statement> expanded(
      List<Statement> statements, FilePath file, List<Text> arguments, int depth) {
    List<Statement> expanded = new ArrayList<>();
    for (Statement statement : statements) {
      lines++;
      if (lines > MOST_LINES) {
        return expanded;
      }
      List<Text> words = new ArrayList<>();
      statement.words().forEach(word -> words.add(Placeholders.arguments(word, arguments)));
      String first = words.isEmpty() ? "" : words.get(0).chars();
      if (first.equals("import") && words.size() > 1) {
        expanded.addAll(imported(words.get(1), words.subList(2, words.size()), file, depth));
      } else if (first.startsWith("(") && first.endsWith(")") && statement.isBlock()) {
        snippets.put(first.substring(1, first.length() - 1), statement);
      } else {
        List<Statement> body = expanded(statement.body(), file, arguments, depth);
        expanded.add(new Statement(words, statement.isBlock(), body));
      }
    }
    return expanded;
  }

  private List<Statement> imported(Text name, List<Text> arguments, FilePath file, int depth) {
    Statement snippet = snippets.get(name.chars());
    if (depth > DEEPEST) {
      return List.of();
    }
    if (snippet != null) {
      return expanded(snippet.body(), file, arguments, depth + 1);
    }
    FilePath pattern = file.parent().resolve(name.chars());
    List<FilePath> found = name.isKnown() ? matching(pattern) : List.of();
    List<Statement> statements = new ArrayList<>();
    for (FilePath each : found) {
      statements.addAll(expanded(parse(each), each, arguments, depth + 1));
    }
    boolean single = found.size() == 1 && found.get(0).equals(pattern);
    boolean whole = container.kind(pattern.parent()) == Workspace.Kind.FOLDER;
    if (!single && !whole) {
      unseen.add(name.isKnown() ? name.respelt(pattern.value()) : name);
    }
    return statements;
  }

  private List<FilePath> matching(FilePath pattern) {
    int star = pattern.name().indexOf('*');
    if (star < 0) {
      return container.isFile(pattern) ? List.of(pattern) : List.of();
    }
    String head = pattern.name().substring(0, star);
    String tail = pattern.name().substring(star + 1);
    List<FilePath> found = new ArrayList<>();
    for (String name : container.list(pattern.parent())) {
      boolean fits =
          name.startsWith(head)
              && name.endsWith(tail)
              && name.length() >= head.length() + tail.length();
      if (fits && container.isFile(pattern.parent().resolve(name))) {
        found.add(pattern.parent().resolve(name));
      }
    }
    return found;
  }
}
