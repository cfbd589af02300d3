package dev.dialtone.report.secret;

/**
 * Finds the secrets of command lines whose value is a word of its own or is stuck to the option:
 * {@code --requirepass x}, {@code redis-cli -a x}, {@code mysql -px}, {@code curl -u me:x}, in
 * shell form and in exec form ({@code ["redis-cli", "-a", "x"]}).
 */
final class OptionSecrets {
  /** How a program takes a password on its command line. */
  private enum Program {
    OTHER,
    /** {@code -psecret}; {@code -p} alone asks. */
    MYSQL,
    /** {@code -a secret}. */
    REDIS,
    /** {@code -p secret} or {@code -psecret}. */
    PASSWORD,
    /** {@code -P secret} or {@code -Psecret}. */
    SQLCMD,
    /** {@code -u user:secret}. */
    CURL,
    /** {@code -w secret}. */
    LDAP
  }

  /** What the next word is. */
  private enum Next {
    ANYTHING,
    SECRET,
    USER_AND_SECRET
  }

  /** What a line leaves open for the next line of the same command. */
  static final class State {
    private Program program = Program.OTHER;
    private Next next = Next.ANYTHING;
  }

  private final String text;
  private final SecretValue values;
  private final State state;

  OptionSecrets(String text, Hidden hidden, State state) {
    this.text = text;
    this.values = new SecretValue(text, hidden);
    this.state = state;
  }

  void scan() {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '`') {
        state.next = Next.ANYTHING;
      }
      if (isSeparator(c) || (c == '-' && isListDash(i))) {
        i++;
      } else {
        i = word(i);
      }
    }
  }

  /** The dash of a list item is no option. */
  private boolean isListDash(int i) {
    return i + 1 == text.length() || text.charAt(i + 1) == ' ';
  }

  /** Looks at the word that begins at {@code start} and gives the offset behind it. */
  private int word(int start) {
    int end = start;
    while (end < text.length() && !isSeparator(text.charAt(end))) {
      end++;
    }
    boolean option = text.charAt(start) == '-';
    Next expected = state.next;
    state.next = Next.ANYTHING;
    if (expected != Next.ANYTHING && !option) {
      int valueEnd = valueEnd(start);
      if (expected == Next.SECRET) {
        values.hide(start, valueEnd);
      } else {
        hidePair(start, valueEnd);
      }
      return valueEnd;
    }
    if (option) {
      return option(start, end);
    }
    Program program = program(text.substring(fileNameStart(start, end), end));
    if (program != Program.OTHER) {
      state.program = program;
    }
    return end;
  }

  /** Where the name begins in {@code /opt/mssql-tools/bin/sqlcmd}. */
  private int fileNameStart(int start, int end) {
    int i = end;
    while (i > start && text.charAt(i - 1) != '/') {
      i--;
    }
    return i;
  }

  private int option(int start, int end) {
    char letter = start + 1 < end ? text.charAt(start + 1) : ' ';
    boolean alone = start + 2 == end;
    switch (state.program) {
      case MYSQL -> {
        if (letter == 'p') {
          return hideAttached(start + 2);
        }
      }
      case PASSWORD -> {
        if (letter == 'p') {
          return alone ? expect(Next.SECRET, end) : attachedOrLong(start, end);
        }
      }
      case SQLCMD -> {
        if (letter == 'P') {
          return alone ? expect(Next.SECRET, end) : hideAttached(start + 2);
        }
      }
      case REDIS -> {
        if (letter == 'a' && alone) {
          return expect(Next.SECRET, end);
        }
      }
      case LDAP -> {
        if (letter == 'w') {
          return alone ? expect(Next.SECRET, end) : hideAttached(start + 2);
        }
      }
      case CURL -> {
        if (letter == 'u' && !alone) {
          hidePair(start + 2, end);
          return end;
        }
        if (letter == 'u' || isWord(start, end, "--user") || isWord(start, end, "--proxy-user")) {
          return expect(Next.USER_AND_SECRET, end);
        }
      }
      case OTHER -> {
        // Only options with long names are known.
      }
    }
    return longOption(start, end);
  }

  /** {@code -psecret}, unless it is a long option with one dash: {@code -password secret}. */
  private int attachedOrLong(int start, int end) {
    return text.startsWith("-pass", start) ? longOption(start, end) : hideAttached(start + 2);
  }

  private int longOption(int start, int end) {
    int name = start;
    while (name < end && text.charAt(name) == '-') {
      name++;
    }
    boolean hasValue = text.substring(name, end).indexOf('=') >= 0;
    if (!hasValue
        && end - name > 2
        && !text.startsWith("no-", name)
        && SecretNames.isSecret(text.substring(name, end))) {
      state.next = Next.SECRET;
    }
    return end;
  }

  private int expect(Next what, int end) {
    state.next = what;
    return end;
  }

  private int hideAttached(int start) {
    int from = start;
    if (from < text.length() && isQuote(text.charAt(from)) && hasClosing(from)) {
      from++;
    }
    int end = valueEnd(from);
    values.hide(from, end);
    return Math.max(end, start);
  }

  /** A quote right behind {@code -p} opens a value or closes the word {@code "-p"} itself. */
  private boolean hasClosing(int quote) {
    return quote + 1 < text.length()
        && text.charAt(quote + 1) > ' '
        && text.charAt(quote + 1) != ','
        && text.charAt(quote + 1) != ']'
        && text.indexOf(text.charAt(quote), quote + 1) >= 0;
  }

  private void hidePair(int start, int end) {
    int colon = text.indexOf(':', start);
    if (colon >= 0 && colon < end) {
      values.hideWhole(colon + 1, end);
    }
  }

  /** The end of a value: its closing quote, or the end of the word. */
  private int valueEnd(int start) {
    char before = start == 0 ? ' ' : text.charAt(start - 1);
    if (isQuote(before)) {
      boolean escaped = start > 1 && text.charAt(start - 2) == '\\';
      int close = text.indexOf(escaped ? "\\" + before : String.valueOf(before), start);
      return close < 0 ? text.length() : close;
    }
    int i = start;
    while (i < text.length() && !endsValue(text.charAt(i))) {
      i = References.next(text, i);
    }
    return i;
  }

  private boolean isWord(int start, int end, String word) {
    return end - start == word.length() && text.startsWith(word, start);
  }

  private static Program program(String name) {
    return switch (name) {
      case "mysql",
          "mysqladmin",
          "mysqldump",
          "mysqlcheck",
          "mysqlshow",
          "mysqlimport",
          "mariadb",
          "mariadb-admin",
          "mariadb-dump",
          "mariadb-check" ->
          Program.MYSQL;
      case "redis-cli", "valkey-cli", "keydb-cli" -> Program.REDIS;
      case "mongo",
          "mongosh",
          "mongodump",
          "mongorestore",
          "mongoimport",
          "mongoexport",
          "cqlsh",
          "sshpass",
          "influx" ->
          Program.PASSWORD;
      case "sqlcmd" -> Program.SQLCMD;
      case "curl" -> Program.CURL;
      case "ldapsearch", "ldapadd", "ldapmodify", "ldapwhoami" -> Program.LDAP;
      default -> Program.OTHER;
    };
  }

  private static boolean endsValue(char c) {
    return c <= ' ' || isQuote(c) || c == ';' || c == '|' || c == ')';
  }

  private static boolean isSeparator(char c) {
    return c <= ' '
        || isQuote(c)
        || c == ','
        || c == '['
        || c == ']'
        || c == '('
        || c == ')'
        || c == ';'
        || c == '|'
        || c == '&'
        || c == '\\';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }
}
