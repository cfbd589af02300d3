package dev.dialtone.syntax.literal;

import dev.dialtone.source.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Expressions that say a value outright, or read an environment variable and say what counts
 * without it: {@code process.env.DB_HOST || 'localhost'}, {@code env('DB_HOST', '127.0.0.1')}.
 */
final class Expression {
  private static final int MAX_DEPTH = 4;

  /** Functions that change the type of a value and nothing else. */
  private static final Set<String> CASTS =
      Set.of("Number", "parseInt", "parseFloat", "String", "int", "str", "Integer", "intval");

  /** Functions whose first argument is the name of a variable. */
  private static final Set<String> READS =
      Set.of(
          "env",
          "getenv",
          "os.getenv",
          "os.environ.get",
          "environ.get",
          "env.str",
          "env.int",
          "env.url",
          "env.get",
          "ENV.fetch",
          "ENV.get",
          "System.get_env",
          "System.fetch_env!",
          "Deno.env.get",
          "process.env.get");

  /** Tables of variables. */
  private static final Set<String> TABLES =
      Set.of("process.env", "os.environ", "environ", "ENV", "$_ENV", "$_SERVER", "Bun.env");

  private static final List<String> TABLE_STARTS =
      List.of("process.env.", "process?.env?.", "Bun.env.", "import.meta.env.");

  /** What stands before a value that counts when there is none: in this or that language. */
  private static final List<String> OTHERWISE = List.of("||", "??", "?:", "or ", "{");

  private final Cursor cursor;
  private final Dialect dialect;

  Expression(Cursor cursor, Dialect dialect) {
    this.cursor = cursor;
    this.dialect = dialect;
  }

  /** The value of the expression at the cursor, which is behind it then; empty if nobody knows. */
  Optional<Text> read() {
    return read(0);
  }

  private Optional<Text> read(int depth) {
    cursor.skipBlanks();
    if (cursor.atQuote()) {
      return Optional.of(cursor.string());
    }
    if (dialect == Dialect.PYTHON && isPrefixedString()) {
      boolean formatted = Character.toLowerCase(cursor.peek()) == 'f';
      cursor.at++;
      Text text = cursor.string();
      return formatted ? Optional.empty() : Optional.of(text);
    }
    int from = cursor.at;
    if (cursor.peek() == '-' || cursor.peek() == '+') {
      cursor.at++;
    }
    Text word = cursor.word();
    if (word.isEmpty() || depth >= MAX_DEPTH) {
      return Optional.empty();
    }
    String name = word.chars();
    if (Character.isDigit(name.charAt(0))) {
      return Optional.of(Text.of(cursor.spanFrom(from)));
    }
    if (name.equals("true")
        || name.equals("false")
        || name.equals("True")
        || name.equals("False")) {
      return Optional.of(word);
    }
    for (String start : TABLE_STARTS) {
      if (name.startsWith(start)) {
        return variable(word.slice(start.length()), Optional.empty(), depth);
      }
    }
    cursor.skipBlanks();
    if (cursor.peek() == '[' && TABLES.contains(name)) {
      return lookup(depth);
    }
    return cursor.peek() == '(' ? call(name, depth) : Optional.empty();
  }

  private boolean isPrefixedString() {
    char c = Character.toLowerCase(cursor.peek());
    char next = cursor.peek(1);
    return (c == 'r' || c == 'b' || c == 'u' || c == 'f') && (next == '"' || next == '\'');
  }

  /** {@code ENV["NAME"]}. */
  private Optional<Text> lookup(int depth) {
    cursor.at++;
    cursor.skipBlanks();
    if (!cursor.atQuote()) {
      return Optional.empty();
    }
    Text name = cursor.string();
    cursor.skipBlanks();
    if (cursor.peek() != ']') {
      return Optional.empty();
    }
    cursor.at++;
    return variable(name, Optional.empty(), depth);
  }

  private Optional<Text> call(String function, int depth) {
    boolean reads =
        READS.contains(function) || (dialect == Dialect.PYTHON && function.equals("config"));
    cursor.at++;
    if (!reads) {
      Optional<Text> inner = CASTS.contains(function) ? read(depth + 1) : Optional.empty();
      cursor.skipBlanks();
      if (inner.isPresent() && cursor.peek() == ',') {
        // The base of parseInt.
        cursor.at++;
        cursor.skipBlanks();
        cursor.word();
        cursor.skipBlanks();
      }
      return inner.isPresent() && closes() ? otherwise(inner.get(), depth) : Optional.empty();
    }
    cursor.skipBlanks();
    if (!cursor.atQuote()) {
      return Optional.empty();
    }
    Text name = cursor.string();
    Optional<Text> fallback = Optional.empty();
    cursor.skipBlanks();
    if (cursor.peek() == ',') {
      cursor.at++;
      cursor.skipBlanks();
      if (cursor.startsWith("default")) {
        cursor.word();
        cursor.skipBlanks();
        cursor.at++;
      }
      fallback = read(depth + 1);
      if (fallback.isEmpty()) {
        return Optional.empty();
      }
      skipArguments();
    }
    return closes() ? variable(name, fallback, depth) : Optional.empty();
  }

  /** Goes over further arguments, as long as they are plain: {@code cast=int}. */
  private void skipArguments() {
    cursor.skipBlanks();
    while (cursor.peek() == ',') {
      cursor.at++;
      cursor.skipBlanks();
      cursor.word();
      cursor.skipBlanks();
      if (cursor.peek() == '=') {
        cursor.at++;
        cursor.skipBlanks();
        cursor.word();
        cursor.skipBlanks();
      }
    }
  }

  private boolean closes() {
    cursor.skipBlanks();
    if (cursor.peek() != ')') {
      return false;
    }
    cursor.at++;
    return true;
  }

  /** A variable as a template, with what counts if it is not set. */
  private Optional<Text> variable(Text name, Optional<Text> fallback, int depth) {
    if (name.isEmpty() || !isName(name.chars())) {
      return Optional.empty();
    }
    Text plain = template(name, fallback);
    return fallback.isPresent() ? Optional.of(plain) : otherwise(plain, depth);
  }

  private static boolean isName(String name) {
    return name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
  }

  private static Text template(Text name, Optional<Text> fallback) {
    Text.Builder template = Text.builder(name.site());
    template.append("${", name.slice(0, 0).site()).append(name);
    fallback.ifPresent(value -> template.append(":-", value.slice(0, 0).site()).append(value));
    return template.append("}", name.site()).build();
  }

  /** What stands behind a read variable: {@code || 'localhost'}. */
  private Optional<Text> otherwise(Text value, int depth) {
    int from = cursor.at;
    cursor.skipBlanks();
    for (String mark : OTHERWISE) {
      boolean block = mark.equals("{");
      if (!cursor.startsWith(mark) || (block && dialect != Dialect.RUBY)) {
        continue;
      }
      cursor.at += mark.length();
      Optional<Text> fallback = read(depth + 1);
      cursor.skipBlanks();
      if (block && cursor.peek() == '}') {
        cursor.at++;
      }
      String chars = value.chars();
      boolean bare = chars.startsWith("${") && chars.endsWith("}") && !chars.contains(":-");
      return bare
          ? fallback.map(text -> template(value.slice(2, value.length() - 1), Optional.of(text)))
          : Optional.empty();
    }
    cursor.at = from;
    return Optional.of(value);
  }
}
