package dev.dialtone.report.secret;

/**
 * Finds the values of secret names: {@code NAME=value}, {@code name: value}, {@code "name":
 * "value"}, {@code --name=value}, {@code <name>value</name>} and the directives of server
 * configuration.
 */
final class AssignmentSecrets {
  /** Names are shorter; of a longer one the end decides. */
  private static final int MAX_NAME = 200;

  private final String text;
  private final Kind kind;
  private final Hidden hidden;
  private final SecretValue values;
  private final int contentStart;
  private final boolean listItem;

  AssignmentSecrets(String text, Kind kind, Hidden hidden) {
    this.text = text;
    this.kind = kind;
    this.hidden = hidden;
    this.values = new SecretValue(text, hidden);
    int indent = skipSpaces(0);
    this.listItem = text.startsWith("- ", indent);
    this.contentStart = contentStart(indent);
  }

  /** A name in front of a separator. */
  private record Name(int start, int end, boolean quoted) {}

  void scan() {
    if (kind != Kind.PROSE) {
      scanDirective();
    }
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      i = c == '=' || c == ':' || c == '>' ? separator(i, c) : i + 1;
    }
  }

  /** Looks at one separator and gives the offset at which to go on. */
  private int separator(int at, char c) {
    Name name = nameBefore(at);
    if (name.start() == name.end()
        || !(SecretNames.isSecret(nameText(name)) || isJaasUser(name, at))) {
      return at + 1;
    }
    int valueStart = at + 1;
    if (c == '=' && valueStart < text.length() && "=>".indexOf(text.charAt(valueStart)) >= 0) {
      valueStart++;
    }
    boolean separates =
        switch (c) {
          case ':' -> isColonSeparator(name, valueStart);
          case '>' -> kind != Kind.PROSE && charAt(name.start() - 1) == '<';
          default -> kind != Kind.PROSE || !name.quoted();
        };
    if (!separates) {
      return at + 1;
    }
    if (c == '>') {
      int end = text.indexOf('<', valueStart);
      end = end < 0 ? text.length() : end;
      values.hide(valueStart, end);
      return end;
    }
    return Math.max(valueStart, hideValue(name, c, valueStart));
  }

  /** The plain login module of Kafka and ZooKeeper: {@code user_NAME="password"}. */
  private boolean isJaasUser(Name name, int separator) {
    return text.charAt(separator) == '='
        && charAt(separator + 1) == '"'
        && text.startsWith("user_", name.start());
  }

  /** A colon separates if a space follows it: {@code host:port} has none, no host is a password. */
  private boolean isColonSeparator(Name name, int valueStart) {
    if (kind == Kind.PROSE) {
      return !name.quoted() && charAt(valueStart) == ' ';
    }
    return name.quoted()
        || valueStart == text.length()
        || Character.isWhitespace(text.charAt(valueStart))
        || (kind == Kind.SETTINGS && name.start() <= contentStart)
        || nameText(name).equalsIgnoreCase("password");
  }

  private Name nameBefore(int separator) {
    int end = separator;
    while (end > 0 && separator - end < 64 && isBlank(text.charAt(end - 1))) {
      end--;
    }
    if (end > 0 && text.charAt(end - 1) == ']') {
      // Ruby and PHP: settings['password'] = 'x'.
      end--;
    }
    boolean quoted = end > 0 && isQuote(text.charAt(end - 1));
    if (quoted) {
      end--;
      if (end > 0 && text.charAt(end - 1) == '\\') {
        end--;
      }
    }
    int start = end;
    while (start > 0 && isNameCharacter(text.charAt(start - 1))) {
      start--;
    }
    return new Name(start, end, quoted);
  }

  private String nameText(Name name) {
    return text.substring(Math.max(name.start(), name.end() - MAX_NAME), name.end());
  }

  /** Hides the value of a secret name and gives the offset behind it. */
  private int hideValue(Name name, char separator, int from) {
    int start = skipSpaces(from);
    char first = charAt(start);
    if (first == '\\' && isQuote(charAt(start + 1))) {
      int end = text.indexOf("\\" + charAt(start + 1), start + 2);
      end = end < 0 ? text.length() : end;
      values.hide(start + 2, end);
      return end;
    }
    if (isQuote(first)) {
      int end = closingQuote(start + 1, first);
      values.hide(start + 1, end);
      if (isNameCharacter(charAt(end + 1))) {
        // A shell joins what stands behind the quote: PASSWORD="a"b.
        values.hide(end + 1, wordEnd(end + 1, separator));
      }
      return end;
    }
    if (separator == ':' && (first == '|' || first == '>')) {
      // A block scalar: its lines are hidden one by one.
      return text.length();
    }
    if (first == '[') {
      int end = text.indexOf(']', start);
      end = end < 0 ? text.length() : end;
      values.hide(start + 1, end);
      return end;
    }
    if (first == '{' && charAt(start + 1) != '{') {
      return start;
    }
    int end = valueEnd(name, separator, start);
    values.hide(start, end);
    return end;
  }

  private int valueEnd(Name name, char separator, int start) {
    char opening = charAt(name.start() - 1);
    if (!name.quoted() && isQuote(opening)) {
      // The name and its value stand in one pair of quotes: - "PASSWORD=a b".
      boolean word = kind == Kind.PROSE && opening != '`';
      return word ? wordEnd(start, separator) : closingQuote(start, opening);
    }
    boolean leads = name.start() <= contentStart;
    boolean toLineEnd =
        switch (kind) {
          case YAML -> leads && (separator == ':' || (listItem && !isCommandPrefix(name)));
          case JSON -> leads && separator == ':';
          case SETTINGS -> leads;
          case SHELL, PROSE -> false;
        };
    if (toLineEnd) {
      return lineEnd(start);
    }
    return separator == '=' && isPartOfConnectionString(name)
        ? partEnd(name, start)
        : wordEnd(start, separator);
  }

  /** These variables stand in front of a command: {@code - PGPASSWORD=x psql -h db}. */
  private boolean isCommandPrefix(Name name) {
    return switch (nameText(name)) {
      case "PGPASSWORD", "MYSQL_PWD", "REDISCLI_AUTH" -> true;
      default -> false;
    };
  }

  /** In {@code Server=db;Password=a b;} a password may hold spaces. */
  private boolean isPartOfConnectionString(Name name) {
    String word = nameText(name);
    return word.equalsIgnoreCase("password") || word.equalsIgnoreCase("pwd");
  }

  /** The end of a part of a connection string, or of a word if this seems to be none. */
  private int partEnd(Name name, int start) {
    int before = name.start();
    while (before > 0 && name.start() - before < 8 && isBlank(text.charAt(before - 1))) {
      before--;
    }
    boolean part = charAt(before - 1) == ';';
    int limit = Math.min(text.length(), start + MAX_NAME);
    for (int i = start; i < limit; i++) {
      if (text.charAt(i) == ';' || (part && isQuote(text.charAt(i)))) {
        return i;
      }
      if (isQuote(text.charAt(i))) {
        break;
      }
    }
    return part && limit == text.length() ? limit : wordEnd(start, '=');
  }

  private int lineEnd(int start) {
    int end = text.length();
    if (kind == Kind.YAML) {
      int comment = text.indexOf(" #", start);
      end = comment < 0 ? end : comment;
    }
    while (end > start && endsValue(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /** Whether a character at the end of a line ends the value and is no part of it. */
  private boolean endsValue(char c) {
    return isBlank(c) || c == ',' || (kind == Kind.SETTINGS && c == ';');
  }

  private int wordEnd(int start, char separator) {
    int i = start;
    while (i < text.length() && !endsWord(text.charAt(i), separator)) {
      i = References.next(text, i);
    }
    while (kind == Kind.PROSE && i > start && text.charAt(i - 1) == '.') {
      i--;
    }
    return i;
  }

  private boolean endsWord(char c, char separator) {
    return isBlank(c)
        || isQuote(c)
        || c == '&'
        || c == ';'
        || c == '|'
        || c == '<'
        || c == ')'
        || c == ']'
        || c == '}'
        || (c == ',' && (separator == ':' || kind == Kind.PROSE));
  }

  private int closingQuote(int from, char quote) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quote == '"') {
        i++;
      } else if (c == quote) {
        if (quote != '\'' || charAt(i + 1) != '\'') {
          return i;
        }
        i++;
      }
    }
    return text.length();
  }

  /** Configuration that joins name and value by a space: {@code requirepass foobared}. */
  private void scanDirective() {
    int nameEnd = directiveEnd(contentStart);
    int valueStart = skipSpaces(nameEnd);
    if (nameEnd == contentStart || valueStart == nameEnd || valueStart == text.length()) {
      return;
    }
    if (text.charAt(valueStart) == '=' || text.charAt(valueStart) == ':') {
      return;
    }
    String directive = text.substring(contentStart, nameEnd);
    boolean dockerVariable = kind == Kind.SHELL && isDockerVariable();
    if (kind != Kind.SETTINGS && !dockerVariable) {
      return;
    }
    if (SecretNames.isSecret(directive) && !isProse(valueStart)) {
      hideValue(new Name(contentStart, nameEnd, false), ' ', valueStart);
      return;
    }
    switch (directive) {
      case "user" -> scanUser(valueStart);
      case "stats" -> scanPair("auth", valueStart);
      case "add_header", "proxy_set_header" -> scanHeader(valueStart);
      default -> {
        // No other directive is known to hold a secret behind another word.
      }
    }
  }

  /** Whether a comment goes on in more than one word: it talks of a secret and holds none. */
  private boolean isProse(int valueStart) {
    char first = charAt(skipSpaces(0));
    return (first == '#' || first == ';') && spaceAfter(valueStart) < text.length();
  }

  private boolean isDockerVariable() {
    return text.regionMatches(true, skipSpaces(0), "ENV ", 0, 4)
        || text.regionMatches(true, skipSpaces(0), "ARG ", 0, 4);
  }

  /** HAProxy's {@code user x password y} and redis' {@code user x on >password}. */
  private void scanUser(int from) {
    boolean secretNext = false;
    int i = skipSpaces(from);
    while (i < text.length()) {
      int end = spaceAfter(i);
      char first = text.charAt(i);
      if (secretNext || first == '>' || first == '<' || first == '#') {
        hidden.add(secretNext ? i : i + 1, end);
      }
      String word = text.substring(i, end);
      secretNext = word.equals("password") || word.equals("insecure-password");
      i = skipSpaces(end);
    }
  }

  /** A pair {@code user:password} behind a word. */
  private void scanPair(String word, int from) {
    int end = spaceAfter(from);
    if (text.substring(from, end).equals(word)) {
      int start = skipSpaces(end);
      int colon = text.indexOf(':', start);
      int pairEnd = spaceAfter(start);
      if (colon >= 0 && colon < pairEnd) {
        values.hideWhole(colon + 1, pairEnd);
      }
    }
  }

  private void scanHeader(int from) {
    int end = spaceAfter(from);
    if (SecretNames.isSecret(text.substring(from, end))) {
      hideValue(new Name(from, end, false), ' ', skipSpaces(end));
    }
  }

  private int directiveEnd(int from) {
    int i = from;
    while (i < text.length() && isNameCharacter(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private int spaceAfter(int from) {
    int i = from;
    while (i < text.length() && !isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Where the first name of the line may begin: behind list dashes, comment signs, `export`. */
  private int contentStart(int indent) {
    int i = indent;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (isBlank(c) || c == '#' || c == ';' || isQuote(c)) {
        i++;
      } else if ((c == '-' || c == '?') && isBlank(charAt(i + 1))) {
        i += 2;
      } else if (wordAt(i, "export") || wordAt(i, "set")) {
        i = text.indexOf(' ', i);
      } else if (kind == Kind.SHELL && (wordAt(i, "ENV") || wordAt(i, "ARG"))) {
        i = text.indexOf(' ', i);
      } else {
        return i;
      }
    }
    return i;
  }

  private boolean wordAt(int i, String word) {
    return text.regionMatches(true, i, word, 0, word.length()) && charAt(i + word.length()) == ' ';
  }

  private int skipSpaces(int from) {
    int i = from;
    while (i < text.length() && isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** The character there, or a space where the text has none. */
  private char charAt(int i) {
    return i < 0 || i >= text.length() ? ' ' : text.charAt(i);
  }

  private static boolean isBlank(char c) {
    return c <= ' ';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '.';
  }
}
