package dev.dialtone.syntax.dockerfile;

import dev.dialtone.source.Problem;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.dockerfile.BuildVariables.Answer;
import java.util.ArrayList;
import java.util.List;

/**
 * A word of a Dockerfile with its quotes and escapes taken off and its variables replaced.
 *
 * <p>A value keeps the place where it is written and is used at the place of the reference. What
 * has no value is a hole, and so are the patterns {@code ${A#p}}, {@code ${A%p}} and {@code
 * ${A/p/r}}, which are understood but not worked out.
 *
 * @param text the whole word
 * @param parts the word split at the blanks that stand outside quotes, those of values included
 * @param problems why the word is refused; empty if it is not
 * @see <a
 *     href="https://github.com/moby/buildkit/blob/master/frontend/dockerfile/shell/lex.go">BuildKit's
 *     own reading of the grammar</a>
 */
public record DockerWord(Text text, List<Text> parts, List<Problem> problems) {
  public DockerWord {
    parts = List.copyOf(parts);
    problems = List.copyOf(problems);
  }

  /** The word as it counts where these variables hold. */
  public static DockerWord of(Text word, char escape, BuildVariables variables) {
    return new Reader(word, escape, variables).read();
  }

  /** Whether the instruction's reader takes {@code c} for a blank. */
  public static boolean isBlank(char c) {
    return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == '\u0085';
  }

  private static final class Reader {
    /** Deeper than anybody writes, shallow enough for any stack. */
    private static final int MAX_DEPTH = 100;

    /** Longer than any value that tells of connections: values can double at each use. */
    private static final int MAX_LENGTH = 2048;

    private static final char NOTHING = '\0';

    private final Text word;
    private final String chars;
    private final char escape;
    private final BuildVariables variables;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Integer> gaps = new ArrayList<>();
    private int at;
    private int inserted;

    Reader(Text word, char escape, BuildVariables variables) {
      this.word = word;
      this.chars = word.chars();
      this.escape = escape;
      this.variables = variables;
    }

    DockerWord read() {
      Text text = readUntil(NOTHING, 0);
      if (!problems.isEmpty()) {
        Text hole = Text.unknown(word.site(), "the word cannot be read");
        return new DockerWord(hole, List.of(hole), problems);
      }
      List<Text> parts = new ArrayList<>();
      int from = 0;
      for (int gap : gaps) {
        if (gap > from) {
          parts.add(text.slice(from, gap));
        }
        from = gap + 1;
      }
      if (text.length() > from) {
        parts.add(text.slice(from));
      }
      return new DockerWord(text, parts, List.of());
    }

    /** Reads up to {@code stop}, which is passed over, or to the end of the word. */
    private Text readUntil(char stop, int depth) {
      int start = at;
      Output out = new Output();
      while (at < chars.length() && problems.isEmpty()) {
        char c = chars.charAt(at);
        if (stop != NOTHING && c == stop) {
          return out.upTo(at++);
        }
        if (c == '\'') {
          int close = chars.indexOf('\'', at + 1);
          if (close < 0) {
            refuse(at, chars.length(), "this quote is not closed");
            break;
          }
          out.skip(at, at + 1);
          out.skip(close, close + 1);
          at = close + 1;
        } else if (c == '"') {
          readDoubleQuoted(out, depth);
        } else if (c == '$') {
          Text value = readDollar(out, depth);
          if (depth == 0) {
            addGaps(out.length() - value.length(), value);
          }
        } else if (c == escape) {
          out.skip(at, at + 1);
          at = Math.min(at + 2, chars.length());
        } else {
          if (depth == 0 && isBlank(c)) {
            gaps.add(out.lengthAt(at));
          }
          at++;
        }
      }
      if (stop != NOTHING && problems.isEmpty()) {
        refuse(start, chars.length(), "`${` is not closed");
      }
      return out.upTo(at);
    }

    private void addGaps(int offset, Text value) {
      String valueChars = value.chars();
      for (int i = 0; i < valueChars.length(); i++) {
        if (isBlank(valueChars.charAt(i))) {
          gaps.add(offset + i);
        }
      }
    }

    /** What is read so far: runs of the word, and values of variables. */
    private final class Output {
      private final Text.Builder builder = Text.builder(word.site());
      private int runStart = at;
      private int length;

      /** Leaves the characters between two offsets out. */
      void skip(int from, int to) {
        flush(from);
        runStart = to;
      }

      /** Puts {@code text} in place of the characters from {@code from} to where the reader is. */
      void replace(int from, Text text) {
        skip(from, at);
        builder.append(text);
        length += text.length();
      }

      int length() {
        return length;
      }

      /** How long the output is once the run up to {@code offset} belongs to it. */
      int lengthAt(int offset) {
        return length + offset - runStart;
      }

      Text upTo(int end) {
        flush(Math.max(runStart, end));
        return builder.build();
      }

      private void flush(int end) {
        if (end > runStart) {
          builder.append(word.slice(runStart, end));
          length += end - runStart;
        }
      }
    }

    private void readDoubleQuoted(Output out, int depth) {
      int open = at;
      out.skip(at, at + 1);
      at++;
      while (at < chars.length() && problems.isEmpty()) {
        char c = chars.charAt(at);
        if (c == '"') {
          out.skip(at, at + 1);
          at++;
          return;
        }
        if (c == '$') {
          readDollar(out, depth);
        } else {
          if (c == escape && at + 1 < chars.length() && isEscapable(chars.charAt(at + 1))) {
            out.skip(at, at + 1);
            at++;
          }
          at++;
        }
      }
      if (problems.isEmpty()) {
        refuse(open, chars.length(), "this quote is not closed");
      }
    }

    private boolean isEscapable(char c) {
      return c == '"' || c == '$' || c == escape;
    }

    /** Reads what begins with {@code $} and puts its value into {@code out}. */
    private Text readDollar(Output out, int depth) {
      int start = at;
      at++;
      Text value;
      if (at < chars.length() && chars.charAt(at) == '{') {
        at++;
        value = readBraces(start, depth);
      } else {
        int name = at;
        at = nameEnd(at);
        value = at == name ? word.slice(start, at) : value(start, name, at);
      }
      out.replace(start, value);
      return value;
    }

    private Text readBraces(int start, int depth) {
      int name = at;
      if (name == chars.length()) {
        return refuse(start, at, "`${` is not closed");
      }
      char first = chars.charAt(name);
      if (first == '{' || first == '}' || first == ':') {
        return refuse(start, at + 1, "`${` needs the name of a variable behind it");
      }
      at = nameEnd(name);
      int nameEnd = at;
      if (at == chars.length()) {
        return refuse(start, at, "`${` is not closed");
      }
      char sign = chars.charAt(at++);
      if (sign == '}') {
        return value(start, name, nameEnd);
      }
      boolean colon = sign == ':';
      if (colon) {
        if (at == chars.length()) {
          return refuse(start, at, "`${` is not closed");
        }
        sign = chars.charAt(at++);
      }
      boolean pattern = sign == '#' || sign == '%' || sign == '/';
      if ((!pattern && sign != '-' && sign != '+' && sign != '?') || (pattern && colon)) {
        return refuse(start, at, "`" + word.slice(nameEnd, at) + "` is no operator in `${...}`");
      }
      if (depth == MAX_DEPTH) {
        problems.add(
            new Problem(
                word.slice(start, at).span(),
                "variables are nested more than " + MAX_DEPTH + " deep",
                Problem.Kind.LIMIT));
        return word.slice(start, start);
      }
      if (sign == '/') {
        at += at < chars.length() && chars.charAt(at) == '/' ? 1 : 0;
        readUntil('/', depth + 1);
      }
      Text operand = readUntil('}', depth + 1);
      if (!problems.isEmpty()) {
        return operand;
      }
      return pattern
          ? hole(start, "`" + word.slice(start, at) + "` is not worked out")
          : operated(start, word.slice(name, nameEnd), sign, colon, operand);
    }

    /** The value of a plain reference. */
    private Text value(int start, int name, int nameEnd) {
      Text variable = word.slice(name, nameEnd);
      Answer answer = variables.lookup(variable.chars());
      if (answer instanceof Answer.Set set) {
        return used(set, start);
      }
      return hole(
          start,
          answer instanceof Answer.Unknown unknown
              ? unknown.why()
              : "`" + variable + "` is not set");
    }

    private Text operated(int start, Text name, char sign, boolean colon, Text operand) {
      Answer answer = variables.lookup(name.chars());
      if (answer instanceof Answer.Unknown unknown) {
        return hole(start, unknown.why());
      }
      boolean set = answer instanceof Answer.Set;
      if (colon && answer instanceof Answer.Set given) {
        if (isAllHoles(given.value())) {
          return hole(start, given.value().whyUnknown());
        }
        set = !given.value().isEmpty();
      }
      Text place = word.slice(start, at);
      return switch (sign) {
        case '+' ->
            set ? cameLike(place, operand.through(Step.Kind.INTERPOLATED, place.site())) : empty();
        case '-' ->
            set
                ? used((Answer.Set) answer, start)
                : cameLike(place, operand.usedAt(place.site(), Step.Kind.DEFAULT));
        default ->
            set
                ? used((Answer.Set) answer, start)
                : hole(start, "`" + name + "` is not set" + message(operand));
      };
    }

    private static String message(Text operand) {
      return operand.isEmpty() ? "" : ": " + operand;
    }

    private static boolean isAllHoles(Text text) {
      for (int i = 0; i < text.length(); i++) {
        if (text.chars().charAt(i) != Text.HOLE) {
          return false;
        }
      }
      return !text.isEmpty();
    }

    private Text empty() {
      return word.slice(at, at);
    }

    /** The value of a variable as it is used by the reference that begins at {@code start}. */
    private Text used(Answer.Set set, int start) {
      Text place = word.slice(start, at);
      inserted += Math.min(set.value().length(), MAX_LENGTH + 1);
      if (inserted > MAX_LENGTH) {
        return hole(start, "the value is too long to be looked at");
      }
      return cameLike(place, set.value().usedAt(place.site(), set.origin()));
    }

    private Text hole(int start, String why) {
      return Text.unknown(word.slice(start, at).site(), why);
    }

    /** {@code text} with the steps that its place in the word took before. */
    private static Text cameLike(Text place, Text text) {
      Text result = text;
      for (Step step : place.chain()) {
        result = result.through(step.kind(), step.at());
      }
      return result;
    }

    private Text refuse(int from, int to, String why) {
      problems.add(Problem.syntax(word.slice(from, to).span(), why));
      return word.slice(from, from);
    }

    private int nameEnd(int from) {
      return DockerWord.nameEnd(chars, from);
    }
  }

  /**
   * Where the name of a variable that begins at {@code from} ends: letters, digits and underscores;
   * only digits if it begins with one; or one of the shell's special characters.
   */
  public static int nameEnd(String chars, int from) {
    if (from < chars.length() && "@*#?-$!".indexOf(chars.charAt(from)) >= 0) {
      return from + 1;
    }
    boolean number = from < chars.length() && Character.isDigit(chars.charAt(from));
    int i = from;
    while (i < chars.length()) {
      char c = chars.charAt(i);
      boolean digit = Character.isDigit(c);
      boolean letter = !number && (Character.isLetter(c) || c == '_');
      if (!digit && !letter) {
        break;
      }
      i++;
    }
    return i;
  }
}
