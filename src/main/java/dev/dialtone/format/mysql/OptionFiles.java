package dev.dialtone.format.mysql;

import dev.dialtone.format.FilledIn;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads option files with their includes as the programs of MySQL and MariaDB do.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/8.4/en/option-files.html">MySQL, Using Option
 *     Files</a>
 * @see <a href="https://github.com/MariaDB/server/blob/11.4/mysys/my_default.c">my_default.c</a>
 */
final class OptionFiles {
  /** As deep as the programs themselves follow includes. */
  private static final int MAX_DEPTH = 10;

  private final Workspace container;
  private final List<Option> options = new ArrayList<>();
  private final List<Text> unseen = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  OptionFiles(Workspace container) {
    this.container = container;
  }

  /**
   * An option in a group.
   *
   * @param group the group's name
   * @param name with {@code -} for {@code _}, as the programs compare names
   * @param value its value; empty, and the place of the name, where none is given
   * @param given whether there is a {@code =}
   * @param at the whole option
   */
  record Option(String group, String name, Text value, boolean given, Text at) {}

  /** The options in their order. */
  List<Option> options() {
    return List.copyOf(options);
  }

  /** Includes that cannot be seen. */
  List<Text> unseen() {
    return List.copyOf(unseen);
  }

  /** Lines at which the programs give up. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Reads a file and what it includes. */
  void read(FilePath path) {
    read(path, 0);
  }

  private boolean read(FilePath path, int depth) {
    if (depth > MAX_DEPTH
        || !(container.read(path) instanceof Workspace.Content.Readable readable)) {
      return false;
    }
    SourceFile file = readable.file();
    String group = "";
    for (int number = 1; number <= file.lineCount(); number++) {
      Text line = Text.of(file.lineSpan(number)).strip();
      if (line.isEmpty()) {
        continue;
      }
      switch (line.chars().charAt(0)) {
        case '#', ';' -> {
          // A comment.
        }
        case '!' -> include(line, depth);
        case '[' -> {
          int close = line.chars().indexOf(']');
          if (close < 0) {
            refuse(line, "the name of a group needs a `]` behind it");
          } else {
            group = line.slice(1, close).chars().stripTrailing();
          }
        }
        default -> add(group, line);
      }
    }
    return true;
  }

  private void refuse(Text line, String why) {
    Span span = line.span();
    boolean template = line.chars().startsWith("{{") || line.chars().startsWith("{%");
    problems.add(new Problem(span, why, template ? Problem.Kind.TEMPLATE : Problem.Kind.SYNTAX));
  }

  private void include(Text line, int depth) {
    String chars = line.chars();
    boolean folder = chars.startsWith("!includedir") && isSpaceAt(chars, 11);
    if (!folder && !(chars.startsWith("!include") && isSpaceAt(chars, 8))) {
      return;
    }
    Text path = line.slice(folder ? 11 : 8).strip();
    if (!folder) {
      if (!read(new FilePath(path.chars()), depth + 1)) {
        unseen.add(path);
      }
      return;
    }
    FilePath place = new FilePath(path.chars());
    for (String name : container.list(place)) {
      if (name.endsWith(".cnf")) {
        read(place.resolve(name), depth + 1);
      }
    }
    if (container.kind(place) != Workspace.Kind.FOLDER) {
      // The image may have further files there.
      unseen.add(Text.of(place.value() + "/*.cnf", path.span()));
    }
  }

  private static boolean isSpaceAt(String chars, int at) {
    return at < chars.length() && Character.isWhitespace(chars.charAt(at));
  }

  private void add(String group, Text line) {
    if (group.isEmpty()) {
      refuse(line, "an option needs a group above it, such as `[mysqld]`");
      return;
    }
    Text option = FilledIn.holes(line.slice(0, endOfOption(line.chars()))).strip();
    int equals = option.chars().indexOf('=');
    Text name = equals < 0 ? option : option.slice(0, equals).strip();
    Text value =
        equals < 0 ? option.slice(option.length()) : unquoted(option.slice(equals + 1).strip());
    options.add(new Option(group, name.chars().replace('_', '-'), value, equals >= 0, option));
  }

  /** The place of a comment behind an option; the end of the line if there is none. */
  private static int endOfOption(String chars) {
    char quote = 0;
    boolean escaped = false;
    for (int i = 0; i < chars.length(); i++) {
      char c = chars.charAt(i);
      if ((c == '\'' || c == '"') && !escaped) {
        quote = quote == 0 ? c : quote == c ? 0 : quote;
      }
      if (quote == 0 && c == '#') {
        return i;
      }
      escaped = quote != 0 && c == '\\' && !escaped;
    }
    return chars.length();
  }

  private static Text unquoted(Text value) {
    String chars = value.chars();
    int last = chars.length() - 1;
    boolean quoted =
        last > 0
            && (chars.charAt(0) == '"' || chars.charAt(0) == '\'')
            && chars.charAt(last) == chars.charAt(0);
    Text inner = quoted ? value.slice(1, last) : value;
    if (inner.chars().indexOf('\\') < 0) {
      return inner;
    }
    Text.Builder result = Text.builder(inner.site());
    int at = 0;
    while (at < inner.length()) {
      int length = inner.chars().charAt(at) == '\\' && at + 1 < inner.length() ? 2 : 1;
      Text part = inner.slice(at, at + length);
      result.append(length == 1 ? part : escape(part));
      at += length;
    }
    return result.build();
  }

  /** A backslash in front of any other letter is nothing but a backslash. */
  private static Text escape(Text pair) {
    return switch (pair.chars().charAt(1)) {
      case 'n' -> pair.respelt("\n");
      case 't' -> pair.respelt("\t");
      case 'r' -> pair.respelt("\r");
      case 'b' -> pair.respelt("\b");
      case 's' -> pair.respelt(" ");
      case '"', '\'', '\\' -> pair.slice(1);
      default -> pair;
    };
  }
}
