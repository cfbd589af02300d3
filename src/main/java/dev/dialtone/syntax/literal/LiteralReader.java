package dev.dialtone.syntax.literal;

import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the names and literal values of a file, be it data or code: brackets give names their path,
 * whatever else stands there is passed over. Nothing is run, and code that is put together at run
 * time gives unknown values.
 */
public final class LiteralReader {
  /** How deep brackets may stand in each other. */
  private static final int MAX_DEPTH = 200;

  /** How many values are kept of a file. */
  private static final int MAX_VALUES = 20_000;

  private final SourceFile file;
  private final Dialect dialect;
  private final Cursor cursor;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final List<Literal> literals = new ArrayList<>();
  private final Map<String, Integer> tables = new HashMap<>();

  /** What stands between two brackets. */
  private static final class Frame {
    private String path;
    private final boolean list;
    private String key = "";
    private int place;

    Frame(String path, boolean list) {
      this.path = path;
      this.list = list;
    }

    String inner() {
      return !key.isEmpty() ? joined(path, key) : list ? path + "[" + place + "]" : path;
    }
  }

  private LiteralReader(SourceFile file, Dialect dialect) {
    this.file = file;
    this.dialect = dialect;
    this.cursor = new Cursor(file.span(), dialect);
    frames.push(new Frame("", false));
  }

  /** The named values of a file in their order. */
  public static List<Literal> read(SourceFile file, Dialect dialect) {
    LiteralReader reader = new LiteralReader(file, dialect);
    while (reader.literals.size() < MAX_VALUES) {
      reader.cursor.skipBlanks();
      if (reader.cursor.atEnd()) {
        break;
      }
      reader.step();
    }
    return List.copyOf(reader.literals);
  }

  /** The value of one expression; empty if it cannot be told. */
  public static Optional<Text> expression(Span span, Dialect dialect) {
    Cursor cursor = new Cursor(span, dialect);
    Optional<Text> value = new Expression(cursor, dialect).read();
    cursor.skipBlanks();
    return cursor.atEnd() ? value : Optional.empty();
  }

  private void step() {
    char c = cursor.peek();
    if (dialect == Dialect.TOML && c == '[' && frames.size() == 1 && cursor.beginsLine()) {
      section();
    } else if (c == '{' || c == '[' || c == '(') {
      open(c);
    } else if (c == '}' || c == ']' || c == ')') {
      cursor.at++;
      if (frames.size() > 1) {
        frames.pop();
      }
      if (frames.size() == 1) {
        current().key = "";
      }
    } else if (c == ',' || c == ';') {
      cursor.at++;
      current().key = "";
      current().place++;
    } else if (cursor.atQuote()) {
      string();
    } else if (Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '@') {
      word();
    } else if (!cursor.skipPattern()) {
      cursor.at++;
    }
  }

  private Frame current() {
    return frames.getFirst();
  }

  private void open(char bracket) {
    cursor.at++;
    if (frames.size() >= MAX_DEPTH) {
      // Deeper than anybody writes: the rest is not read.
      cursor.at = file.text().length();
      return;
    }
    frames.push(new Frame(current().inner(), bracket == '['));
  }

  /** {@code [server.http]} and {@code [[servers]]}. */
  private void section() {
    int from = cursor.at;
    cursor.skipLine();
    String line = file.text().substring(from, cursor.at).strip();
    boolean several = line.startsWith("[[");
    int open = several ? 2 : 1;
    int close = line.indexOf(']', open);
    String name = line.substring(open, close < 0 ? line.length() : close).strip();
    String plain = name.replace("\"", "").replace("'", "");
    Frame root = current();
    root.key = "";
    root.path = several ? plain + "[" + tables.merge(plain, 1, Integer::sum) + "]" : plain;
  }

  private void string() {
    boolean alternative = cursor.before(cursor.at) == '?';
    Text text = cursor.string();
    int behind = cursor.at;
    if (!alternative && joint(true)) {
      value(text);
      return;
    }
    cursor.at = behind;
    boolean lineEnded = cursor.skipBlanks();
    char next = cursor.peek();
    boolean ends = next == ',' || next == ']' || lineEnded;
    if (current().list && current().key.isEmpty() && ends && text.isKnown()) {
      literals.add(new Literal(current().inner(), text, text));
    }
  }

  private void word() {
    boolean alternative = cursor.before(cursor.at) == '?';
    int from = cursor.at;
    Text word = cursor.word();
    if (word.isEmpty()) {
      cursor.at++;
      return;
    }
    if (dialect == Dialect.PHP) {
      word = subscripted(word, from);
    }
    int behind = cursor.at;
    if (!alternative && joint(false)) {
      value(word);
      return;
    }
    cursor.at = behind;
    cursor.skipBlanks();
    if (dialect == Dialect.PHP && word.is("define") && cursor.peek() == '(') {
      define();
    } else if (dialect == Dialect.ELIXIR && word.is("config") && frames.size() == 1) {
      configured();
    } else {
      cursor.at = behind;
    }
  }

  /** {@code $db['default']['hostname']}: one name. */
  private Text subscripted(Text word, int from) {
    int behind = cursor.at;
    while (cursor.peek() == '[' && dialect.quotes(cursor.peek(1))) {
      cursor.at++;
      cursor.string();
      if (cursor.peek() != ']') {
        cursor.at = behind;
        return word;
      }
      cursor.at++;
      behind = cursor.at;
    }
    return behind > from + word.length() ? Text.of(cursor.spanFrom(from)) : word;
  }

  /** {@code define('DB_HOST', 'localhost')}. */
  private void define() {
    int open = cursor.at;
    cursor.at++;
    cursor.skipBlanks();
    if (cursor.atQuote()) {
      Text name = cursor.string();
      cursor.skipBlanks();
      if (cursor.peek() == ',') {
        cursor.at++;
        Optional<Text> value = new Expression(cursor, dialect).read();
        cursor.skipBlanks();
        if (cursor.peek() == ')') {
          add(name, value);
          return;
        }
      }
    }
    cursor.at = open;
  }

  /** {@code config :app, App.Repo, hostname: "localhost"}: the module gives the names a path. */
  private void configured() {
    Frame root = current();
    root.path = "";
    root.key = "";
    cursor.skipBlanks();
    while (cursor.peek() == ':' || Character.isUpperCase(cursor.peek())) {
      boolean module = cursor.peek() != ':';
      cursor.at += module ? 0 : 1;
      Text name = cursor.word();
      if (module || root.path.isEmpty()) {
        root.path = name.chars();
      }
      cursor.skipBlanks();
      if (cursor.peek() != ',') {
        return;
      }
      cursor.at++;
      cursor.skipBlanks();
    }
  }

  /** Whether a name ends here and its value follows; the cursor is behind what joins them then. */
  private boolean joint(boolean quoted) {
    cursor.skipBlanks();
    char c = cursor.peek();
    char next = cursor.peek(1);
    if (c == ':' && next != ':' && dialect.joinsByColon()) {
      boolean symbol = dialect == Dialect.RUBY || dialect == Dialect.ELIXIR;
      if (symbol && Character.isWhitespace(file.text().charAt(cursor.at - 1))) {
        return false;
      }
      cursor.at++;
      return dialect != Dialect.PYTHON || frames.size() > 1 || (!quoted && annotated());
    }
    if (c == '=' && next == '>' && dialect.joinsByArrow()) {
      cursor.at += 2;
      return true;
    }
    boolean assigns = c == '=' && next != '=' && next != '>' && next != '~';
    if (assigns && dialect.joinsByEquals() && (!quoted || dialect == Dialect.TOML)) {
      cursor.at++;
      return true;
    }
    return false;
  }

  /** Goes over the type in {@code DB_HOST: str = "localhost"}; whether a value follows. */
  private boolean annotated() {
    while (!cursor.atEnd()) {
      char c = cursor.peek();
      if (c == '=' && cursor.peek(1) != '=') {
        cursor.at++;
        return true;
      }
      if (!Character.isLetterOrDigit(c) && " \t_.,|[]".indexOf(c) < 0) {
        return false;
      }
      cursor.at++;
    }
    return false;
  }

  /** Reads the value of a name if it is no bracket; what stands in a bracket is read in turn. */
  private void value(Text name) {
    Frame frame = current();
    frame.key = name(name);
    cursor.skipBlanks();
    int from = cursor.at;
    char c = cursor.peek();
    if (c == '{' && dialect == Dialect.JAVASCRIPT) {
      // Where a section stands is told too: what it leaves out is left out there.
      literals.add(new Literal(frame.inner(), name, Text.of("", name.span())));
    }
    if (c == '{' || c == '[' || c == '(' || c == 0) {
      return;
    }
    Optional<Text> value = new Expression(cursor, dialect).read();
    if (value.isPresent() && endsHere()) {
      add(name, value);
      frame.key = "";
    } else {
      cursor.at = from;
      add(name, Optional.empty());
    }
  }

  private static String name(Text name) {
    return name.chars().replace("['", ".").replace("[\"", ".").replace("']", "").replace("\"]", "");
  }

  private void add(Text name, Optional<Text> value) {
    Frame frame = current();
    frame.key = name(name);
    Text known = value.orElseGet(() -> Text.unknown(cursor.spanFrom(cursor.at), Cursor.WORKED_OUT));
    literals.add(new Literal(frame.inner(), name, known));
  }

  /** Whether the expression is over, rather than a part of a longer one. */
  private boolean endsHere() {
    int behind = cursor.at;
    boolean lineEnded = cursor.skipBlanks();
    char next = cursor.peek();
    boolean typed = cursor.startsWith("as ") || cursor.startsWith("satisfies ");
    boolean ends =
        switch (next) {
          case 0, ',', ';', ')', ']', '}' -> true;
          case '+', '.', '|', '&', '?', '*', '%', '<', '>', '=' -> false;
          default -> lineEnded || typed;
        };
    cursor.at = behind;
    return ends;
  }

  private static String joined(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
