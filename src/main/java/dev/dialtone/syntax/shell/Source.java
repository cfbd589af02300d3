package dev.dialtone.syntax.shell;

import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/** The characters of a script, and how far they are read. */
final class Source {
  /** No keyword of the shell is longer. */
  private static final int LONGEST_KEYWORD = "function".length();

  private static final char END = '\0';

  private final Text text;
  private final String chars;
  private final Outcome outcome;
  private int position;
  private int end;

  /** The end of a line behind which here-documents stand, and where the script goes on. */
  private int documentLine = -1;

  private int documentResume;

  Source(Text text) {
    this(text, new Outcome());
  }

  private Source(Text text, Outcome outcome) {
    this.text = text;
    this.chars = text.chars();
    this.end = chars.length();
    this.outcome = outcome;
  }

  /** What is found out about a script and the scripts in it. */
  private static final class Outcome {
    private final List<Problem> problems = new ArrayList<>();
    private boolean gaveUp;
  }

  /** A script inside this one. */
  Source of(Text inner) {
    return new Source(inner, outcome);
  }

  List<Problem> problems() {
    return outcome.problems;
  }

  void problem(Text at, String message) {
    outcome.problems.add(Problem.syntax(at.span(), message));
  }

  void problem(int from, int to, String message) {
    problem(slice(from, to), message);
  }

  /** Leaves the rest unread: it is nested too deeply. */
  void giveUp(int start, String message) {
    if (!outcome.gaveUp) {
      outcome.problems.add(new Problem(slice(start, position).span(), message, Problem.Kind.LIMIT));
    }
    outcome.gaveUp = true;
    position = end;
  }

  boolean gaveUp() {
    return outcome.gaveUp;
  }

  int position() {
    return position;
  }

  int end() {
    return end;
  }

  boolean atEnd() {
    return position >= end;
  }

  char current() {
    return charAt(position);
  }

  /** The character at {@code at}, or NUL behind the end. */
  char charAt(int at) {
    return at >= 0 && at < end ? chars.charAt(at) : END;
  }

  boolean isDigit(int at) {
    char c = charAt(at);
    return c >= '0' && c <= '9';
  }

  boolean looksAt(String wanted) {
    return position + wanted.length() <= end && chars.startsWith(wanted, position);
  }

  void advance(int count) {
    position = Math.min(end, position + count);
  }

  void moveTo(int target) {
    position = target;
  }

  Text slice(int from, int to) {
    return text.slice(from, to);
  }

  Text since(int start) {
    return text.slice(start, position);
  }

  /** How many characters the one at {@code at} takes: two for a surrogate pair. */
  int width(int at) {
    return at < end ? Math.min(end - at, Character.charCount(chars.codePointAt(at))) : 0;
  }

  /** Skips blanks and line continuations. */
  void skipBlanks() {
    while (position < end) {
      if (isBlank(position)) {
        position++;
      } else if (continuesLine(position)) {
        position += 2;
      } else {
        return;
      }
    }
  }

  /** Skips blanks, ends of lines with the here-documents behind them, and comments. */
  void skipLines() {
    while (position < end) {
      skipBlanks();
      char c = current();
      if (c == '\n') {
        position = position == documentLine ? documentResume : position + 1;
      } else if (c == '#') {
        position = lineEnd(position);
      } else {
        return;
      }
    }
  }

  /** Whether a blank stands there; a carriage return before a line end counts as one. */
  boolean isBlank(int at) {
    char c = charAt(at);
    return c == ' '
        || c == '\t'
        || (c == '\r' && (at + 1 == end || charAt(at + 1) == '\n') && at < end);
  }

  boolean continuesLine(int at) {
    return charAt(at) == '\\' && charAt(at + 1) == '\n';
  }

  private int lineEnd(int from) {
    int found = chars.indexOf('\n', from);
    return found < 0 || found > end ? end : found;
  }

  /** The word that stands here if it is short and nothing of it is quoted; else empty. */
  String bareWord() {
    return bareWordAt(position);
  }

  String bareWordAt(int start) {
    int i = start;
    while (i < end && i - start <= LONGEST_KEYWORD && !isMeta(i)) {
      char c = chars.charAt(i);
      if (c == '\\' || c == '\'' || c == '"' || c == '`' || c == '$') {
        return "";
      }
      i++;
    }
    return i - start > LONGEST_KEYWORD ? "" : chars.substring(start, i);
  }

  /** Whether what stands there ends a word. */
  boolean isMeta(int at) {
    return switch (charAt(at)) {
      case '\n', ';', '&', '|', '<', '>', '(', ')' -> true;
      default -> isBlank(at) || at >= end;
    };
  }

  /** How the construct that begins at {@code start} is opened. */
  String openerAt(int start) {
    for (String sign : List.of("$(", "<(", ">(", "(")) {
      if (chars.startsWith(sign, start)) {
        return sign;
      }
    }
    return bareWordAt(start);
  }

  /** The place of the {@code =} of an assignment that begins at {@code start}; else -1. */
  int assignmentSign(int start) {
    int i = start;
    while (isNamePart(charAt(i)) && !(i == start && isDigit(i))) {
      i++;
    }
    if (i == start) {
      return -1;
    }
    if (charAt(i) == '=') {
      return i;
    }
    return charAt(i) == '+' && charAt(i + 1) == '=' ? i + 1 : -1;
  }

  static boolean isNamePart(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** The place behind the empty parentheses that begin here; else -1. */
  int behindParentheses() {
    int i = position + 1;
    while (i < end && isBlank(i)) {
      i++;
    }
    return charAt(i) == ')' ? i + 1 : -1;
  }

  /** The place behind the {@code ))} that closes what {@code ((} opened before; else -1. */
  int arithmeticEnd(int from) {
    int open = 2;
    for (int i = from; i < end; i++) {
      char c = chars.charAt(i);
      if (c == '(') {
        open++;
      } else if (c == ')') {
        open--;
        if (open == 1) {
          return charAt(i + 1) == ')' ? i + 2 : -1;
        }
      }
    }
    return -1;
  }

  /** Where the body of a here-document lies. */
  record Body(int start, int end) {}

  /**
   * Finds the body of a here-document whose redirection has just been read: it begins behind this
   * line, or behind the body of the document before it.
   */
  Body document(String delimiter, boolean tabsTaken) {
    if (documentLine < position) {
      documentLine = lineEnd(position);
      documentResume = Math.min(end, documentLine + 1);
    }
    int start = documentResume;
    int line = start;
    while (line < end) {
      int lineEnd = lineEnd(line);
      int from = line;
      while (tabsTaken && from < lineEnd && chars.charAt(from) == '\t') {
        from++;
      }
      int to = lineEnd > from && chars.charAt(lineEnd - 1) == '\r' ? lineEnd - 1 : lineEnd;
      if (to - from == delimiter.length() && chars.startsWith(delimiter, from)) {
        documentResume = Math.min(end, lineEnd + 1);
        return new Body(start, line);
      }
      line = lineEnd + 1;
    }
    documentResume = end;
    return new Body(start, end);
  }

  /** Reads only between two offsets while {@code reading} runs, then goes on where it stood. */
  void within(Body body, Runnable reading) {
    int here = position;
    int wholeEnd = end;
    position = body.start();
    end = body.end();
    reading.run();
    position = here;
    end = wholeEnd;
  }
}
