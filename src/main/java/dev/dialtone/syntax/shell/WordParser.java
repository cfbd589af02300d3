package dev.dialtone.syntax.shell;

import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.Word.Expansion;
import dev.dialtone.syntax.shell.Word.Part;
import java.util.ArrayList;
import java.util.List;

/** Reads words: quotes, backslashes, variables and substitutions. */
final class WordParser {
  private final Source source;
  private final ScriptParser script;

  WordParser(Source source, ScriptParser script) {
    this.source = source;
    this.script = script;
  }

  /** Whether a word begins here. */
  boolean begins() {
    return !source.atEnd()
        && source.current() != '#'
        && (!source.isMeta(source.position()) || substitutesFile());
  }

  /** A word that is not there. */
  Word none() {
    int here = source.position();
    return new Word(List.of(), source.slice(here, here));
  }

  /** The word that stands here; without parts if none does. */
  Word next() {
    int start = source.position();
    Parts parts = new Parts(source);
    while (!source.atEnd()) {
      if (substitutesFile()) {
        int at = source.position();
        source.advance(2);
        List<Statement> commands = script.substitution(at);
        parts.add(new Part.Substitution(commands, true, source.since(at)));
      } else if (source.current() == '(' && isPatternSign(source.position() - 1, start)) {
        pattern(parts);
      } else if (source.isMeta(source.position())) {
        break;
      } else {
        unquoted(parts);
      }
    }
    return parts.word(start);
  }

  /** Whether {@code <(} or {@code >(} stands here: a file name made of a command's output. */
  private boolean substitutesFile() {
    return source.looksAt("<(") || source.looksAt(">(");
  }

  /** Whether bash reads a parenthesis behind the character at {@code at} as part of a pattern. */
  private boolean isPatternSign(int at, int wordStart) {
    char c = source.charAt(at);
    return at >= wordStart && (c == '?' || c == '*' || c == '+' || c == '@' || c == '!');
  }

  /** Takes a parenthesis of a pattern as it is written. */
  private void pattern(Parts parts) {
    int open = 0;
    while (!source.atEnd() && source.current() != '\n') {
      char c = source.current();
      parts.keep(1);
      if (c == '(') {
        open++;
      } else if (c == ')') {
        open--;
        if (open == 0) {
          return;
        }
      }
    }
  }

  /** One character, or one quoted or replaced part, outside quotes. */
  private void unquoted(Parts parts) {
    switch (source.current()) {
      case '\\' -> {
        if (source.continuesLine(source.position())) {
          source.advance(2);
        } else if (source.position() + 1 == source.end()) {
          parts.keep(1);
        } else {
          source.advance(1);
          parts.keepQuoted(source.width(source.position()));
        }
      }
      case '\'' -> singleQuoted(parts);
      case '"' -> doubleQuoted(parts);
      case '`' -> backquoted(parts, false);
      case '$' -> dollar(parts, false);
      default -> parts.keep(1);
    }
  }

  private void singleQuoted(Parts parts) {
    int start = source.position();
    source.advance(1);
    while (!source.atEnd() && source.current() != '\'') {
      parts.keepQuoted(1);
    }
    parts.nothingBetween(start);
    closeQuote(start, "'");
  }

  private void closeQuote(int start, String quote) {
    if (source.looksAt(quote)) {
      source.advance(1);
    } else if (!source.gaveUp()) {
      source.problem(start, start + 1, "this `" + quote + "` is never closed");
    }
  }

  private void doubleQuoted(Parts parts) {
    int start = source.position();
    source.advance(1);
    while (!source.atEnd() && source.current() != '"') {
      inDoubleQuotes(parts, "\"");
    }
    parts.nothingBetween(start);
    closeQuote(start, "\"");
  }

  /**
   * One character or replaced part where quotes mean nothing: in double quotes and here-documents.
   *
   * @param escapable what a backslash protects besides {@code $}, {@code `} and itself
   */
  private void inDoubleQuotes(Parts parts, String escapable) {
    switch (source.current()) {
      case '\\' -> {
        char next = source.charAt(source.position() + 1);
        if (source.continuesLine(source.position())) {
          source.advance(2);
        } else if (next == '$' || next == '`' || next == '\\' || escapable.indexOf(next) >= 0) {
          source.advance(1);
          parts.keepQuoted(1);
        } else {
          parts.keepQuoted(1);
        }
      }
      case '`' -> backquoted(parts, true);
      case '$' -> dollar(parts, true);
      default -> parts.keepQuoted(1);
    }
  }

  private void backquoted(Parts parts, boolean quoted) {
    int start = source.position();
    source.advance(1);
    int from = source.position();
    Text.Builder inner = Text.builder(source.slice(start, start + 1).site());
    while (!source.atEnd() && source.current() != '`') {
      char next = source.charAt(source.position() + 1);
      if (source.current() == '\\' && source.position() + 1 < source.end()) {
        boolean taken = next == '$' || next == '`' || next == '\\' || (quoted && next == '"');
        inner.append(source.slice(from, source.position()));
        from = source.position() + (taken ? 1 : 0);
        source.advance(2);
      } else {
        source.advance(1);
      }
    }
    inner.append(source.slice(from, source.position()));
    closeQuote(start, "`");
    List<Statement> commands = script.backquoted(inner.build(), start);
    parts.add(new Part.Substitution(commands, quoted, source.since(start)));
  }

  private void dollar(Parts parts, boolean quoted) {
    int start = source.position();
    char next = source.charAt(start + 1);
    if (next == '(') {
      parts.add(parenthesised(start, quoted));
    } else if (next == '{') {
      parts.add(braced(start, quoted));
    } else if (Source.isNamePart(next) || isSpecial(next)) {
      source.advance(1);
      int name = source.position();
      source.advance(nameLength(name));
      parts.add(
          new Part.Variable(
              source.since(name), Expansion.VALUE, none(), quoted, source.since(start)));
    } else if (next == '\'' && !quoted) {
      source.advance(1);
      cString(parts);
    } else if (next == '"' && !quoted) {
      // Text to be translated: without a catalogue of messages it is what it says.
      source.advance(1);
    } else if (quoted) {
      parts.keepQuoted(1);
    } else {
      parts.keep(1);
    }
  }

  private Part parenthesised(int start, boolean quoted) {
    if (source.charAt(start + 2) == '(') {
      int end = source.arithmeticEnd(start + 3);
      if (end >= 0) {
        source.moveTo(end);
        return new Part.Computed(source.since(start));
      }
    }
    source.advance(2);
    List<Statement> commands = script.substitution(start);
    return new Part.Substitution(commands, quoted, source.since(start));
  }

  /** The length of the name or parameter at {@code at}; 0 if none stands there. */
  private int nameLength(int at) {
    if (isSpecial(source.charAt(at))) {
      return 1;
    }
    if (source.isDigit(at)) {
      return 1;
    }
    int i = at;
    while (Source.isNamePart(source.charAt(i))) {
      i++;
    }
    return i - at;
  }

  private static boolean isSpecial(char c) {
    return switch (c) {
      case '@', '*', '#', '?', '-', '$', '!' -> true;
      default -> false;
    };
  }

  /** {@code ${NAME}} and its forms. */
  private Part braced(int start, boolean quoted) {
    source.advance(2);
    char first = source.current();
    char second = source.charAt(source.position() + 1);
    boolean prefixed =
        (first == '#' || first == '!')
            && (Source.isNamePart(second) || second == '@' || second == '*');
    if (prefixed) {
      source.advance(1);
    }
    int name = source.position();
    int length = nameLength(name);
    while (length > 0 && source.isDigit(name) && source.isDigit(name + length)) {
      length++;
    }
    source.advance(length);
    Text nameText = source.since(name);
    Expansion expansion = prefixed ? Expansion.OTHER : expansion();
    Word word = none();
    if (script.enter(start)) {
      word = bracedWord(quoted);
      script.leave();
    }
    if (source.looksAt("}")) {
      source.advance(1);
    } else if (!source.gaveUp()) {
      source.problem(start, start + 2, "this `${` is never closed");
    }
    if (length == 0) {
      if (!source.gaveUp()) {
        source.problem(start, start + 2, "this `${` needs the name of a variable behind it");
      }
      return new Part.Computed(source.since(start));
    }
    return new Part.Variable(nameText, expansion, word, quoted, source.since(start));
  }

  /** The operator behind a name in braces, which is taken unless its kind is not followed. */
  private Expansion expansion() {
    if (source.looksAt("}")) {
      return Expansion.VALUE;
    }
    boolean colon = source.looksAt(":");
    Expansion found =
        switch (source.charAt(source.position() + (colon ? 1 : 0))) {
          case '-', '=' -> colon ? Expansion.DEFAULT_IF_EMPTY : Expansion.DEFAULT_IF_UNSET;
          case '?' -> colon ? Expansion.REQUIRED_NOT_EMPTY : Expansion.REQUIRED;
          case '+' -> colon ? Expansion.REPLACED_IF_NOT_EMPTY : Expansion.REPLACED_IF_SET;
          default -> Expansion.OTHER;
        };
    if (found != Expansion.OTHER) {
      source.advance(colon ? 2 : 1);
    }
    return found;
  }

  private Word bracedWord(boolean quoted) {
    int start = source.position();
    Parts parts = new Parts(source);
    boolean inner = false;
    while (!source.atEnd() && (inner || source.current() != '}')) {
      if (!quoted) {
        unquoted(parts);
      } else if (source.current() == '"') {
        // Quotes in the default of a quoted variable only pair up.
        inner = !inner;
        source.advance(1);
      } else {
        inDoubleQuotes(parts, "\"}");
      }
    }
    return parts.word(start);
  }

  /** {@code $'...'}: the escapes of C. */
  private void cString(Parts parts) {
    int start = source.position();
    source.advance(1);
    while (!source.atEnd() && source.current() != '\'') {
      if (source.current() == '\\' && source.position() + 1 < source.end()) {
        int at = source.position();
        String meant =
            switch (source.charAt(at + 1)) {
              case 'n' -> "\n";
              case 't' -> "\t";
              case 'r' -> "\r";
              default -> "";
            };
        source.advance(meant.isEmpty() ? 1 : 2);
        if (meant.isEmpty()) {
          parts.keepQuoted(1);
        } else {
          parts.insert(Text.of(meant, source.since(at).span()));
        }
      } else {
        parts.keepQuoted(1);
      }
    }
    parts.nothingBetween(start);
    closeQuote(start, "'");
  }

  /** The here-document whose delimiter has just been read; its body stands further down. */
  Redirection hereDocument(Word delimiter, boolean tabsTaken) {
    Text name = delimiter.text();
    boolean literal = !delimiter.source().chars().equals(name.chars());
    Source.Body lines = source.document(name.chars(), tabsTaken);
    Parts parts = new Parts(source);
    source.within(
        lines,
        () -> {
          while (!source.atEnd()) {
            char before = source.charAt(source.position() - 1);
            boolean lineStarts = source.position() == lines.start() || before == '\n';
            if (tabsTaken && lineStarts && source.current() == '\t') {
              while (source.current() == '\t') {
                source.advance(1);
              }
            } else if (literal) {
              parts.keepQuoted(1);
            } else {
              inDoubleQuotes(parts, "");
            }
          }
        });
    Word body = parts.text(source.slice(lines.start(), lines.end()));
    return new Redirection.HereDocument(name, body);
  }

  /** Collects the parts of a word; characters that follow each other make one literal. */
  private static final class Parts {
    private final Source source;
    private final List<Part> parts = new ArrayList<>();
    private Text.Builder literal;
    private boolean open;
    private boolean quoted;
    private int runStart;
    private int runEnd;

    Parts(Source source) {
      this.source = source;
      this.literal = builder();
    }

    private Text.Builder builder() {
      return Text.builder(source.slice(source.position(), source.position()).site());
    }

    /** Keeps the next characters as they are. */
    void keep(int count) {
      keep(count, false);
    }

    /** Keeps the next characters, which quotes or a backslash protect. */
    void keepQuoted(int count) {
      keep(count, true);
    }

    private void keep(int count, boolean protectedByQuotes) {
      int from = source.position();
      source.advance(count);
      begin(protectedByQuotes);
      if (runStart == runEnd || runEnd != from) {
        endRun();
        runStart = from;
      }
      runEnd = source.position();
    }

    private void begin(boolean protectedByQuotes) {
      if (open && quoted != protectedByQuotes) {
        endLiteral();
      }
      open = true;
      quoted = protectedByQuotes;
    }

    private void endRun() {
      if (runStart < runEnd) {
        literal.append(source.slice(runStart, runEnd));
      }
      runStart = runEnd;
    }

    /** Adds what an escape stands for. */
    void insert(Text text) {
      begin(true);
      endRun();
      literal.append(text);
    }

    /** A word is there even if it is nothing but the quotes that opened at {@code start}. */
    void nothingBetween(int start) {
      if (source.position() == start + 1) {
        begin(true);
      }
    }

    void add(Part part) {
      endLiteral();
      parts.add(part);
    }

    private void endLiteral() {
      endRun();
      if (open) {
        parts.add(new Part.Literal(literal.build(), quoted));
        literal = builder();
        open = false;
      }
    }

    Word word(int start) {
      return text(source.since(start));
    }

    Word text(Text whole) {
      endLiteral();
      return new Word(parts, whole);
    }
  }
}
