package dev.dialtone.syntax.hcl;

import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlReader;
import dev.dialtone.syntax.yaml.YamlStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads HCL, version 1 and the part of version 2 that holds no expressions, and its JSON form.
 *
 * @see <a href="https://github.com/hashicorp/hcl/blob/hcl1/README.md">HCL 1</a>
 */
public final class HclFile {
  private static final int MAX_DEPTH = 40;

  private final SourceFile file;
  private final String text;
  private final List<Problem> problems = new ArrayList<>();
  private int at;

  private HclFile(SourceFile file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * What a file says.
   *
   * @param root a block without a name that holds all of it
   * @param problems what is wrong with it; behind the first problem nothing is read
   */
  public record Parsed(HclNode root, List<Problem> problems) {
    public Parsed {
      problems = List.copyOf(problems);
    }
  }

  /** Reads a file; one that begins with a brace is JSON. */
  public static Parsed read(SourceFile file) {
    return read(file, file.text());
  }

  /**
   * Reads a text that stands in another file; nothing if it does not stand there letter by letter,
   * white space aside, so that places would be wrong.
   */
  public static Optional<Parsed> read(Text value) {
    Span span = value.span();
    if (!value.isKnown() || !solid(span.text()).equals(solid(value.chars()))) {
      return Optional.empty();
    }
    StringBuilder masked = new StringBuilder(span.file().text());
    for (int i = 0; i < masked.length(); i++) {
      char c = masked.charAt(i);
      boolean outside = i < span.start() || i >= span.end();
      if (outside && c != '\n' && c != '\r') {
        masked.setCharAt(i, ' ');
      }
    }
    return Optional.of(read(span.file(), masked.toString()));
  }

  private static String solid(String text) {
    return text.replaceAll("\\s", "");
  }

  /** Reads {@code text} in the place of the file's own, of the same length. */
  private static Parsed read(SourceFile file, String text) {
    Text none = Text.of("", file.span(0, 0));
    if (text.stripLeading().startsWith("{")) {
      YamlStream stream = YamlReader.read(file, text);
      List<HclNode> body = new ArrayList<>();
      stream.documents().stream().limit(1).forEach(node -> addMembers(node, body, 0));
      return new Parsed(new HclNode(none, none, body), stream.problems());
    }
    HclFile reader = new HclFile(file, text);
    List<HclNode> body = reader.body(false, 0);
    return new Parsed(new HclNode(none, none, body), reader.problems);
  }

  private static void addMembers(YamlNode node, List<HclNode> body, int depth) {
    if (node.resolved() instanceof YamlNode.Mapping mapping && depth < MAX_DEPTH) {
      mapping.entries().forEach(entry -> add(entry.key().text(), entry.value(), body, depth));
    }
  }

  private static void add(Text name, YamlNode value, List<HclNode> body, int depth) {
    YamlNode resolved = value.resolved();
    if (resolved instanceof YamlNode.Scalar scalar) {
      body.add(new HclNode(name, scalar.text(), List.of()));
    } else if (resolved instanceof YamlNode.Mapping) {
      List<HclNode> members = new ArrayList<>();
      addMembers(resolved, members, depth + 1);
      body.add(new HclNode(name, name.slice(name.length()), members));
    } else if (resolved instanceof YamlNode.Sequence sequence && depth < MAX_DEPTH) {
      sequence.items().forEach(item -> add(name, item, body, depth + 1));
    }
  }

  private List<HclNode> body(boolean braced, int depth) {
    List<HclNode> nodes = new ArrayList<>();
    while (problems.isEmpty()) {
      skipSpace();
      if (at == text.length()) {
        if (braced) {
          refuse("a block is not closed by `}`");
        }
        return nodes;
      }
      char c = text.charAt(at);
      if (c == '}' && braced) {
        at++;
        return nodes;
      }
      if (c == ',' || c == ';') {
        at++;
      } else {
        addNode(nodes, depth);
      }
    }
    return nodes;
  }

  private void addNode(List<HclNode> nodes, int depth) {
    Text name = word();
    if (name.isEmpty() || depth > MAX_DEPTH) {
      refuse("a name is expected here");
      return;
    }
    List<Text> labels = new ArrayList<>();
    while (problems.isEmpty()) {
      skipSpace();
      char c = at < text.length() ? text.charAt(at) : '}';
      if (c == '=' || c == ':') {
        at++;
        addValue(name, nodes, depth);
        return;
      }
      if (c == '{') {
        at++;
        List<HclNode> inner = body(true, depth + 1);
        for (int i = labels.size() - 1; i >= 0; i--) {
          Text label = labels.get(i);
          inner = List.of(new HclNode(label, label.slice(label.length()), inner));
        }
        nodes.add(new HclNode(name, name.slice(name.length()), inner));
        return;
      }
      Text label = word();
      if (label.isEmpty()) {
        refuse("`=` or `{` is expected here");
        return;
      }
      labels.add(label);
    }
  }

  private void addValue(Text name, List<HclNode> nodes, int depth) {
    skipSpace();
    if (at == text.length()) {
      refuse("a value is expected here");
    } else if (text.charAt(at) == '{') {
      at++;
      nodes.add(new HclNode(name, name.slice(name.length()), body(true, depth + 1)));
    } else if (text.charAt(at) == '[') {
      at++;
      addItems(name, nodes, depth);
    } else if (text.startsWith("<<", at)) {
      nodes.add(new HclNode(name, hereDocument(), List.of()));
    } else {
      Text value = text.charAt(at) == '"' ? word() : bare();
      if (problems.isEmpty()) {
        nodes.add(new HclNode(name, value, List.of()));
      }
    }
  }

  private void addItems(Text name, List<HclNode> nodes, int depth) {
    while (problems.isEmpty()) {
      skipSpace();
      if (at == text.length() || depth > MAX_DEPTH) {
        refuse("a list is not closed by `]`");
        return;
      }
      char c = text.charAt(at);
      if (c == ']') {
        at++;
        return;
      }
      if (c == ',') {
        at++;
      } else {
        int before = at;
        addValue(name, nodes, depth + 1);
        if (at == before) {
          refuse("a value is expected here");
        }
      }
    }
  }

  /** A quoted string or an identifier; empty where neither stands. */
  private Text word() {
    int start = at;
    if (at < text.length() && text.charAt(at) == '"') {
      at++;
      while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
        at += text.charAt(at) == '\\' && at + 1 < text.length() ? 2 : 1;
      }
      if (at >= text.length() || text.charAt(at) != '"') {
        at = Math.min(at, text.length());
        problems.add(Problem.syntax(file.span(start, at), "the string is not closed"));
        return Text.of("", file.span(start, start));
      }
      at++;
      return Text.of(file.span(start + 1, at - 1));
    }
    while (at < text.length() && isOfName(text.charAt(at))) {
      at++;
    }
    return Text.of(file.span(start, at));
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  /** A number, a truth value or an expression, up to what ends it on its line. */
  private Text bare() {
    int start = at;
    while (at < text.length() && "\n,]}#".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return Text.of(file.span(start, at)).strip();
  }

  private Text hereDocument() {
    int mark = at + (text.startsWith("<<-", at) || text.startsWith("<<~", at) ? 3 : 2);
    int lineEnd = endOfLine(mark);
    String end = text.substring(mark, lineEnd).strip();
    int start = Math.min(lineEnd + 1, text.length());
    at = start;
    while (at < text.length()) {
      int next = endOfLine(at);
      if (text.substring(at, next).strip().equals(end)) {
        Span content = file.span(start, at);
        at = next;
        return Text.of(content);
      }
      at = Math.min(next + 1, text.length());
    }
    problems.add(Problem.syntax(file.span(mark, lineEnd), "the here-document has no end"));
    return Text.of("", file.span(start, start));
  }

  private int endOfLine(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private void skipSpace() {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.charAt(at) == '#' || text.startsWith("//", at)) {
        at = endOfLine(at);
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else {
        return;
      }
    }
  }

  private void refuse(String why) {
    if (problems.isEmpty()) {
      int end = Math.min(at + 1, text.length());
      boolean template = text.startsWith("{{", at) || text.startsWith("{%", at);
      problems.add(
          new Problem(
              file.span(at, end), why, template ? Problem.Kind.TEMPLATE : Problem.Kind.SYNTAX));
    }
  }
}
