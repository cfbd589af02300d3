package dev.dialtone.format.postgres;

import dev.dialtone.model.HostRule;
import dev.dialtone.model.HostRule.Word;
import dev.dialtone.model.facts.HostRules;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code pg_hba.conf} as PostgreSQL does: fields between white space, lists with commas,
 * double quotes around names, {@code #} to the end of the line, a backslash at its end to go on.
 *
 * @see <a href="https://www.postgresql.org/docs/current/auth-pg-hba-conf.html">PostgreSQL, The
 *     pg_hba.conf File</a>
 */
public final class PgHbaReader {
  private static final List<String> TYPES =
      List.of("local", "host", "hostssl", "hostnossl", "hostgssenc", "hostnogssenc");

  private final SourceFile file;
  private final String text;
  private final List<HostRule> rules = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private boolean complete = true;
  private int at;

  private PgHbaReader(SourceFile file) {
    this.file = file;
    this.text = file.text();
  }

  /** The rules of a file. */
  public static Reading<HostRules> read(SourceFile file) {
    PgHbaReader reader = new PgHbaReader(file);
    while (reader.at < reader.text.length()) {
      reader.line(reader.fields());
    }
    return new Reading<>(new HostRules(reader.rules, reader.complete), reader.problems);
  }

  private void line(List<List<Word>> fields) {
    if (fields.isEmpty()) {
      return;
    }
    Text type = fields.get(0).get(0).text();
    if (type.chars().startsWith("include")) {
      complete = false;
      return;
    }
    boolean local = type.is("local");
    boolean known = TYPES.stream().anyMatch(type::is);
    if (!known || fields.size() < (local ? 4 : 5)) {
      // With such a line the server does not start, or keeps the rules it had.
      problems.add(
          Problem.syntax(
              type.span(), known ? "the line ends too early" : "`" + type + "` is no type"));
      complete = false;
      return;
    }
    Text address = local ? type.slice(0, 0) : fields.get(3).get(0).text();
    Text nothing = type.slice(0, 0);
    boolean masked =
        !local
            && fields.size() > 5
            && address.chars().indexOf('/') < 0
            && isAddress(address.chars())
            && isAddress(fields.get(4).get(0).text().chars());
    Text mask = masked ? fields.get(4).get(0).text() : nothing;
    Text method = fields.get(local ? 3 : masked ? 5 : 4).get(0).text();
    rules.add(new HostRule(type, fields.get(1), fields.get(2), address, mask, method));
  }

  private static boolean isAddress(String chars) {
    return !chars.isEmpty()
        && chars.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == '.' || c == ':')
        && (chars.indexOf('.') > 0 || chars.indexOf(':') >= 0);
  }

  /** The fields of the next line, each a list of words. */
  private List<List<Word>> fields() {
    List<List<Word>> fields = new ArrayList<>();
    boolean goesOn = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        at++;
        return fields;
      } else if (c == '\\' && isLineEnd(at + 1)) {
        at = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at) + 1;
      } else if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else if (c == ',') {
        goesOn = !fields.isEmpty();
        at++;
      } else {
        Word word = word();
        if (goesOn) {
          fields.get(fields.size() - 1).add(word);
        } else {
          List<Word> field = new ArrayList<>();
          field.add(word);
          fields.add(field);
        }
        goesOn = false;
      }
    }
    return fields;
  }

  private boolean isLineEnd(int offset) {
    return offset >= text.length()
        || text.charAt(offset) == '\n'
        || text.startsWith("\r\n", offset);
  }

  private Word word() {
    int from = at;
    boolean quoted = text.charAt(from) == '"';
    boolean inside = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean ends = Character.isWhitespace(c) || c == ',' || c == '#';
      if (c == '\n' || (ends && !inside) || (c == '\\' && isLineEnd(at + 1))) {
        break;
      }
      inside ^= c == '"';
      at++;
    }
    boolean closed = quoted && at > from + 1 && text.charAt(at - 1) == '"';
    Span span = closed ? new Span(file, from + 1, at - 1) : new Span(file, from, at);
    return new Word(Text.of(span), quoted);
  }
}
