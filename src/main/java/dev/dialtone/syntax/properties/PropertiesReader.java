package dev.dialtone.syntax.properties;

import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.properties.PropertyLines.Comment;
import dev.dialtone.syntax.properties.PropertyLines.Entry;
import dev.dialtone.syntax.properties.PropertyLines.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the format of {@code java.util.Properties}.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/Properties.html#load(java.io.Reader)">
 *     java.util.Properties.load</a>
 */
public final class PropertiesReader {
  private final SourceFile file;
  private final String text;
  private final List<Line> lines = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /** The offsets of the characters of the logical line that is being read. */
  private int[] line = new int[80];

  private int length;

  private PropertiesReader(SourceFile file) {
    this.file = file;
    this.text = file.text();
  }

  /** The lines of a file; a malformed escape is a problem and stays as it is written. */
  public static PropertyLines read(SourceFile file) {
    PropertiesReader reader = new PropertiesReader(file);
    int at = 0;
    while (at < reader.text.length()) {
      at = reader.readLine(at);
    }
    return new PropertyLines(reader.lines, reader.problems);
  }

  /** Reads a comment, or a logical line with all its continuations; the offset behind it. */
  private int readLine(int from) {
    length = 0;
    boolean skipping = true;
    boolean continued = false;
    boolean escaped = false;
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean lineEnd = c == '\n' || c == '\r';
      if (skipping && (isSpace(c) || (lineEnd && !continued))) {
        at++;
        continue;
      }
      skipping = false;
      continued = false;
      if (length == 0 && (c == '#' || c == '!')) {
        return readComment(at);
      }
      if (!lineEnd) {
        append(at);
        escaped = c == '\\' && !escaped;
        at++;
      } else if (escaped && at + 1 < text.length()) {
        length--;
        skipping = true;
        continued = true;
        escaped = false;
        at += text.startsWith("\r\n", at) ? 2 : 1;
      } else {
        break;
      }
    }
    if (escaped) {
      // A backslash at the very end continues with nothing; alone it still is a line to Java.
      length--;
      if (length == 0) {
        Text nothing = Text.of("", file.span(at, at));
        lines.add(new Entry(nothing, nothing));
      }
    }
    if (length > 0) {
      readEntry();
    }
    return at;
  }

  private int readComment(int from) {
    int to = from;
    while (to < text.length() && text.charAt(to) != '\n' && text.charAt(to) != '\r') {
      to++;
    }
    lines.add(new Comment(file.span(from, to)));
    return to;
  }

  private void append(int offset) {
    if (length == line.length) {
      line = Arrays.copyOf(line, 2 * length);
    }
    line[length++] = offset;
  }

  private char charAt(int i) {
    return text.charAt(line[i]);
  }

  private void readEntry() {
    int keyEnd = 0;
    boolean escaped = false;
    while (keyEnd < length) {
      char c = charAt(keyEnd);
      if (!escaped && (c == '=' || c == ':' || isSpace(c))) {
        break;
      }
      escaped = c == '\\' && !escaped;
      keyEnd++;
    }
    int valueStart = keyEnd;
    boolean separated = false;
    while (valueStart < length) {
      char c = charAt(valueStart);
      boolean separator = !separated && (c == '=' || c == ':');
      if (!separator && !isSpace(c)) {
        break;
      }
      separated |= separator;
      valueStart++;
    }
    lines.add(new Entry(unescaped(0, keyEnd), unescaped(valueStart, length)));
  }

  /** The part of the line between two of its characters, its escapes undone. */
  private Text unescaped(int from, int to) {
    int first = from < length ? line[from] : line[length - 1] + 1;
    int last = to > from ? line[to - 1] + 1 : first;
    Text.Builder result = Text.builder(file.span(first, last));
    int i = from;
    while (i < to) {
      if (charAt(i) == '\\' && i + 1 < to) {
        i = appendEscape(result, i, to);
      } else {
        int runEnd = i + 1;
        while (runEnd < to && charAt(runEnd) != '\\' && line[runEnd] == line[runEnd - 1] + 1) {
          runEnd++;
        }
        int end = line[runEnd - 1] + 1;
        result.append(text.substring(line[i], end), file.span(line[i], end));
        i = runEnd;
      }
    }
    return result.build();
  }

  /** Appends what the escape at {@code i} stands for; the index behind it. */
  private int appendEscape(Text.Builder result, int i, int to) {
    char c = charAt(i + 1);
    int end = i + 2;
    char meant =
        switch (c) {
          case 't' -> '\t';
          case 'r' -> '\r';
          case 'n' -> '\n';
          case 'f' -> '\f';
          default -> c;
        };
    if (c == 'u') {
      int code = code(i + 2, to);
      if (code < 0) {
        int shown = Math.min(i + 6, to);
        problems.add(
            Problem.syntax(
                file.span(line[i], line[shown - 1] + 1),
                "`\\u` needs four hexadecimal digits behind it"));
        meant = '\\';
        end = i + 1;
      } else {
        meant = (char) code;
        end = i + 6;
      }
    }
    result.append(String.valueOf(meant), file.span(line[i], line[end - 1] + 1));
    return end;
  }

  /** The number that four hexadecimal digits make; -1 if they are not there. */
  private int code(int from, int to) {
    if (from + 4 > to) {
      return -1;
    }
    int code = 0;
    for (int i = from; i < from + 4; i++) {
      char c = charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      code = code * 16 + digit;
    }
    return code;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\f';
  }
}
