package dev.dialtone.syntax.literal;

/** The languages whose literals are read; they differ in comments, quotes and what joins pairs. */
public enum Dialect {
  /** JSON, with the comments and the commas that its relatives allow. */
  JSON("//", ":"),
  JAVASCRIPT("//", ":="),
  PHP("//#", ">="),
  PYTHON("#", ":="),
  RUBY("#", ":>="),
  ELIXIR("#", ":>"),
  TOML("#", "=");

  private final String comments;
  private final String joints;

  /**
   * @param comments {@code //} if it begins a comment, {@code #} if that does
   * @param joints what stands between a name and its value, {@code >} for {@code =>}
   */
  Dialect(String comments, String joints) {
    this.comments = comments;
    this.joints = joints;
  }

  boolean hasSlashComments() {
    return comments.startsWith("//");
  }

  boolean hasHashComments() {
    return comments.endsWith("#");
  }

  boolean joinsByColon() {
    return joints.indexOf(':') >= 0;
  }

  boolean joinsByArrow() {
    return joints.indexOf('>') >= 0;
  }

  boolean joinsByEquals() {
    return joints.indexOf('=') >= 0;
  }

  /** Whether a string in such quotes may hold expressions, which {@code mark} begins. */
  String expressionMark(char quote) {
    return switch (this) {
      case JAVASCRIPT -> quote == '`' ? "${" : "";
      case PHP -> quote == '"' ? "$" : "";
      case RUBY, ELIXIR -> quote == '"' ? "#{" : "";
      default -> "";
    };
  }

  boolean quotes(char c) {
    return c == '"' || (c == '\'' && this != ELIXIR) || (c == '`' && this == JAVASCRIPT);
  }

  /** Whether a backslash in such quotes changes what follows it. */
  boolean escapes(char quote) {
    return quote != '\'' || (this != TOML && this != PHP && this != RUBY);
  }
}
