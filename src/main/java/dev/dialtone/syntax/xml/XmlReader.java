package dev.dialtone.syntax.xml;

import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.xml.XmlElement.Attribute;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Reads XML without fetching or expanding anything: a document type is passed over, and references
 * to what it declares are unknown. The parser of the JDK does not tell places exactly enough: its
 * offsets go astray behind line ends of two characters.
 */
public final class XmlReader {
  /** How deep elements may stand in each other. */
  private static final int MAX_DEPTH = 200;

  private static final Map<String, String> REFERENCES =
      Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'");

  private final SourceFile file;
  private final String text;
  private final Deque<Open> open = new ArrayDeque<>();
  private final List<XmlElement> roots = new ArrayList<>();
  private int at;
  private boolean sound = true;

  /** An element whose end is not reached yet. */
  private record Open(
      Text name, List<Attribute> attributes, List<XmlElement> children, Text.Builder content) {}

  private XmlReader(SourceFile file) {
    this.file = file;
    this.text = file.text();
  }

  /**
   * What stands in a file.
   *
   * @param roots the outermost element; one entry, or none if there is none that ends
   * @param sound whether it is XML, as far as that is looked at
   */
  public record Document(List<XmlElement> roots, boolean sound) {
    public Document {
      roots = List.copyOf(roots);
    }
  }

  /** Reads a file as far as it is XML. */
  public static Document read(SourceFile file) {
    XmlReader reader = new XmlReader(file);
    while (reader.sound && reader.at < reader.text.length()) {
      reader.step();
    }
    boolean sound = reader.sound && reader.open.isEmpty() && reader.roots.size() == 1;
    return new Document(reader.roots.stream().limit(1).toList(), sound);
  }

  private void step() {
    if (text.startsWith("<!--", at)) {
      skip("-->");
    } else if (text.startsWith("<![CDATA[", at)) {
      literal();
    } else if (text.startsWith("<?", at)) {
      skip("?>");
    } else if (text.startsWith("<!", at)) {
      documentType();
    } else if (text.startsWith("</", at)) {
      end();
    } else if (text.charAt(at) == '<') {
      start();
    } else {
      content();
    }
  }

  private Span span(int from, int to) {
    return file.span(from, to);
  }

  /** Goes behind the next {@code mark}. */
  private void skip(String mark) {
    int found = text.indexOf(mark, at);
    sound &= found >= 0;
    at = found < 0 ? text.length() : found + mark.length();
  }

  private void literal() {
    int from = at + "<![CDATA[".length();
    skip("]]>");
    int to = Math.max(from, at - "]]>".length());
    if (sound && !open.isEmpty()) {
      open.peek().content().append(text.substring(from, to), span(from, to));
    }
  }

  /** {@code <!DOCTYPE name [ ... ]>}. */
  private void documentType() {
    int bracket = text.indexOf('[', at);
    int close = text.indexOf('>', at);
    if (bracket >= 0 && bracket < close) {
      skip("]");
    }
    skip(">");
  }

  private void content() {
    int to = text.indexOf('<', at);
    int end = to < 0 ? text.length() : to;
    if (open.isEmpty()) {
      sound &= text.substring(at, end).replace("\uFEFF", "").isBlank();
    } else {
      append(at, end, open.peek().content());
    }
    at = end;
  }

  /** Appends text with its references replaced. */
  private void append(int from, int to, Text.Builder result) {
    int run = from;
    for (int mark = text.indexOf('&', from); mark >= 0 && mark < to; ) {
      int close = text.indexOf(';', mark);
      int behind = close < 0 || close >= to ? to : close + 1;
      result.append(text.substring(run, mark), span(run, mark));
      String name = text.substring(mark + 1, Math.max(mark + 1, behind - 1));
      String meant = name.startsWith("#") ? character(name) : REFERENCES.getOrDefault(name, "");
      if (meant.isEmpty()) {
        result.appendUnknown(span(mark, behind), "it stands for something that is not known");
      } else {
        result.append(meant, span(mark, behind));
      }
      run = behind;
      mark = text.indexOf('&', behind);
    }
    result.append(text.substring(run, to), span(run, to));
  }

  /** The character that {@code #65} or {@code #x41} stands for; empty if it is none. */
  private static String character(String reference) {
    boolean hex = reference.startsWith("#x");
    String digits = reference.substring(hex ? 2 : 1);
    boolean number =
        !digits.isEmpty()
            && digits.length() < 7
            && digits.chars().allMatch(c -> Character.digit(c, hex ? 16 : 10) >= 0);
    int code = number ? Integer.parseInt(digits, hex ? 16 : 10) : 0;
    return code > 0 && Character.isValidCodePoint(code) ? Character.toString(code) : "";
  }

  private void end() {
    at += 2;
    Text name = name();
    skipBlanks();
    boolean matches =
        !open.isEmpty() && open.peek().name().is(name.chars()) && peek() == '>' && !name.isEmpty();
    sound &= matches;
    at++;
    if (matches) {
      close();
    }
  }

  private void close() {
    Open done = open.pop();
    XmlElement element =
        new XmlElement(
            done.name(), done.attributes(), done.children(), done.content().build().strip());
    if (open.isEmpty()) {
      roots.add(element);
    } else {
      open.peek().children().add(element);
    }
  }

  private void start() {
    at++;
    Text name = name();
    List<Attribute> attributes = new ArrayList<>();
    skipBlanks();
    while (sound && peek() != '>' && !text.startsWith("/>", at)) {
      attribute(attributes);
      skipBlanks();
    }
    boolean empty = text.startsWith("/>", at);
    at += empty ? 2 : 1;
    sound &= !name.isEmpty() && at <= text.length() && open.size() < MAX_DEPTH;
    if (sound) {
      open.push(new Open(name, attributes, new ArrayList<>(), Text.builder(span(at, at))));
      if (empty) {
        close();
      }
    }
  }

  private void attribute(List<Attribute> attributes) {
    Text name = name();
    skipBlanks();
    boolean assigned = peek() == '=';
    at++;
    skipBlanks();
    char quote = peek();
    int from = at + 1;
    int to = quote == '"' || quote == '\'' ? text.indexOf(quote, from) : -1;
    sound &= assigned && !name.isEmpty() && to >= 0;
    if (sound) {
      Text.Builder value = Text.builder(span(from, from));
      append(from, to, value);
      attributes.add(new Attribute(name, value.build()));
      at = to + 1;
    }
  }

  private Text name() {
    int from = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    return Text.of(span(from, at));
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || "_-.:".indexOf(c) >= 0;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
