package dev.dialtone.report.secret;

import dev.dialtone.report.secret.Hidden.Stretch;
import dev.dialtone.source.SourceFile;
import java.util.List;

/** Finds the secrets of one line of a file, with an eye on the lines around it. */
final class LineSecrets {
  /** How far up the key of a value is looked for: further than a private key is long. */
  private static final int MAX_LINES_UP = 100;

  /** How many words of a command, one to a line, stand between the program and its option. */
  private static final int MAX_COMMAND_LINES = 8;

  /** Lines of nothing but random letters are at least as long in a key or a certificate. */
  private static final int MIN_ENCODED = 40;

  private final SourceFile file;
  private final int line;
  private final Kind kind;
  private final String text;
  private final int indent;

  LineSecrets(SourceFile file, int line) {
    this.file = file;
    this.line = line;
    this.kind = Kind.of(file.path().name());
    this.text = file.lineSpan(line).text();
    this.indent = indent(text);
  }

  List<Stretch> stretches() {
    Hidden hidden = new Hidden();
    if (indent == text.length()) {
      return List.of();
    }
    Secrets.scan(text, kind, commandSoFar(), hidden);
    if (isEncoded() || continuesSecret() || standsUnderSecret() || isValueOfSecretName()) {
      hideContent(hidden);
    }
    return hidden.stretches();
  }

  /** Hides the value, or the whole line where it is nothing but a value. */
  private void hideContent(Hidden hidden) {
    SecretValue value = new SecretValue(text, hidden);
    int start = indent;
    if (isItem(text)) {
      start += 2;
    }
    if (isNameLine("value", text)) {
      start = text.indexOf(':') + 1;
    }
    int end = text.length();
    while (end > start && (text.charAt(end - 1) <= ' ' || text.charAt(end - 1) == ',')) {
      end--;
    }
    while (start < end && text.charAt(start) <= ' ') {
      start++;
    }
    if (end - start > 1
        && isQuote(text.charAt(start))
        && text.charAt(end - 1) == text.charAt(start)) {
      start++;
      end--;
    }
    value.hideWhole(start, end);
  }

  /** What the lines above leave open of a command that has one word to a line. */
  private OptionSecrets.State commandSoFar() {
    OptionSecrets.State state = new OptionSecrets.State();
    int first = line;
    while (first > 1 && line - first < MAX_COMMAND_LINES && goesOn(first - 1)) {
      first--;
    }
    for (int above = first; above < line; above++) {
      new OptionSecrets(lineText(above), new Hidden(), state).scan();
    }
    return state;
  }

  /** Whether the command of a line goes on in the line below it. */
  private boolean goesOn(int above) {
    String upper = lineText(above);
    String lower = lineText(above + 1);
    int start = indent(lower);
    if (start == lower.length() || indent(upper) == upper.length()) {
      return false;
    }
    boolean element = isItem(lower) || (isQuote(lower.charAt(start)) && lower.indexOf(':') < 0);
    return element || endsWithBackslash(upper);
  }

  /** Whether the line is encoded binary data, as in a private key. */
  private boolean isEncoded() {
    if (!isEncodedLine(text)) {
      return false;
    }
    if (text.length() - indent >= MIN_ENCODED) {
      return true;
    }
    for (int above = line - 1; above > 0 && line - above <= MAX_LINES_UP; above--) {
      String upper = lineText(above);
      if (upper.contains("-----BEGIN ")) {
        return true;
      }
      if (!isEncodedLine(upper)) {
        return false;
      }
    }
    return false;
  }

  /** Whether the line goes on with a secret that the line above ends in a backslash with. */
  private boolean continuesSecret() {
    if (kind != Kind.SETTINGS) {
      return false;
    }
    for (int above = line - 1; above > 0 && line - above <= MAX_LINES_UP; above--) {
      String upper = lineText(above);
      if (!endsWithBackslash(upper)) {
        return false;
      }
      Hidden hidden = new Hidden();
      Secrets.scan(upper, kind, new OptionSecrets.State(), hidden);
      List<Stretch> stretches = hidden.stretches();
      if (!stretches.isEmpty()) {
        return stretches.get(stretches.size() - 1).end() >= upper.stripTrailing().length() - 1;
      }
    }
    return false;
  }

  /** Whether a key above, less indented, is secret and this line is its value or part of it. */
  private boolean standsUnderSecret() {
    if (kind != Kind.YAML && kind != Kind.JSON) {
      return false;
    }
    int depth = indent;
    boolean direct = true;
    for (int above = line - 1; above > 0 && line - above <= MAX_LINES_UP; above--) {
      String upper = lineText(above);
      int upperIndent = indent(upper);
      if (upperIndent == upper.length()) {
        continue;
      }
      boolean encloses =
          upperIndent < depth || (upperIndent == depth && isItem(text) && direct && !isItem(upper));
      if (encloses) {
        Key key = Key.of(upper);
        if (!key.name().isEmpty() && SecretNames.isSecret(key.name())) {
          boolean block = key.value().startsWith("|") || key.value().startsWith(">");
          boolean scalarGoesOn = direct && !key.value().isEmpty() && !key.value().startsWith("{");
          boolean comment = text.charAt(indent) == '#';
          boolean element = direct && !comment && key.opensList() && Key.of(text).name().isEmpty();
          return block || scalarGoesOn || element;
        }
        direct = false;
        depth = upperIndent;
        if (depth == 0) {
          return false;
        }
      }
    }
    return false;
  }

  /** Kubernetes and CI write {@code name: DB_PASSWORD} and below it {@code value: hunter2}. */
  private boolean isValueOfSecretName() {
    if (!isNameLine("value", text)) {
      return false;
    }
    return (line > 1 && isSecretNameLine(lineText(line - 1)))
        || (line < file.lineCount() && isSecretNameLine(lineText(line + 1)));
  }

  private static boolean isSecretNameLine(String other) {
    return (isNameLine("name", other) || isNameLine("key", other))
        && SecretNames.isSecret(unquoted(Key.of(other).value()));
  }

  private static boolean isNameLine(String name, String line) {
    return Key.of(line).name().equals(name);
  }

  private static String unquoted(String value) {
    int end = value.length();
    if (end > 0 && value.charAt(end - 1) == ',') {
      end--;
    }
    return end > 1 && isQuote(value.charAt(0))
        ? value.substring(1, end - 1)
        : value.substring(0, end);
  }

  private String lineText(int number) {
    return file.lineSpan(number).text();
  }

  private static boolean isEncodedLine(String line) {
    boolean small = false;
    boolean capital = false;
    boolean digit = false;
    int start = indent(line);
    int end = line.stripTrailing().length();
    for (int i = start; i < end; i++) {
      char c = line.charAt(i);
      small |= c >= 'a' && c <= 'z';
      capital |= c >= 'A' && c <= 'Z';
      digit |= c >= '0' && c <= '9';
      boolean encoded =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '+'
              || c == '/'
              || c == '=';
      if (!encoded) {
        return false;
      }
    }
    return end - start < MIN_ENCODED ? end > start : small && capital && digit;
  }

  private static boolean endsWithBackslash(String line) {
    int end = line.stripTrailing().length();
    return end > 0 && line.charAt(end - 1) == '\\';
  }

  private static boolean isItem(String line) {
    int start = indent(line);
    return line.startsWith("- ", start);
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private static int indent(String line) {
    int i = 0;
    while (i < line.length() && line.charAt(i) <= ' ') {
      i++;
    }
    return i;
  }

  /**
   * The key that a line of YAML or JSON begins with, and the value behind it.
   *
   * @param name empty if the line begins with no key
   */
  private record Key(String name, String value) {
    private static final Key NONE = new Key("", "");

    static Key of(String line) {
      int start = indent(line);
      while (line.startsWith("- ", start)) {
        start += 2;
        while (start < line.length() && line.charAt(start) == ' ') {
          start++;
        }
      }
      boolean quoted = start < line.length() && isQuote(line.charAt(start));
      int nameStart = quoted ? start + 1 : start;
      int end = nameStart;
      while (end < line.length() && isNameCharacter(line.charAt(end))) {
        end++;
      }
      int colon = quoted ? end + 1 : end;
      if (end == nameStart || colon >= line.length() || line.charAt(colon) != ':') {
        return NONE;
      }
      if (!quoted && colon + 1 < line.length() && line.charAt(colon + 1) > ' ') {
        return NONE;
      }
      return new Key(line.substring(nameStart, end), line.substring(colon + 1).strip());
    }

    /** Whether a list or a scalar follows on the lines below. */
    boolean opensList() {
      return value.isEmpty() || value.startsWith("#") || value.startsWith("[");
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
}
