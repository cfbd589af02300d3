package dev.dialtone.syntax.yaml;

import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds nodes from parse events, so that the exact place of an alias is kept and everything before
 * a syntax error survives.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/">YAML 1.2.2</a>
 */
public final class YamlReader {
  /** How many collections may stand in each other before a document is given up. */
  private static final int MAX_DEPTH = 200;

  /** How many nodes a document may have once every alias is written out. */
  private static final long MAX_EXPANDED_NODES = 2_000_000;

  /** How often reading begins again behind a tab before all of them are read as spaces. */
  private static final int MAX_SINGLE_TABS = 50;

  /** What {@code !!} stands for. */
  private static final String CORE = "tag:yaml.org,2002:";

  private final SourceFile file;
  private final String text;
  private final List<YamlNode> documents = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Deque<Frame> open = new ArrayDeque<>();
  private final Map<String, YamlNode> anchors = new HashMap<>();
  private final IdentityHashMap<YamlNode, Long> expandedNodes = new IdentityHashMap<>();
  private final int[] offsets;

  /** The end of the last event, from which a failure is looked for. */
  private int seen;

  /** The place at which the library gave up; -1 if it did not. */
  private int failed = -1;

  private YamlReader(SourceFile file, String text) {
    this.file = file;
    this.text = text;
    this.offsets = offsets(text);
  }

  /** Reads all documents of {@code file}; never throws, whatever the file holds. */
  public static YamlStream read(SourceFile file) {
    return read(file, file.text());
  }

  /**
   * Reads {@code text} in the place of the file's own: character by character the same but for
   * holes where something is filled in before the file is YAML.
   */
  public static YamlStream read(SourceFile file, String text) {
    String spaced = text;
    for (int i = 0; i < MAX_SINGLE_TABS; i++) {
      YamlReader reader = new YamlReader(file, spaced);
      YamlStream stream = reader.read();
      if (!SeparatingTabs.isOne(spaced, reader.failed)) {
        return stream;
      }
      spaced = SeparatingTabs.spaced(spaced, reader.failed);
    }
    return new YamlReader(file, SeparatingTabs.allSpaced(text)).read();
  }

  /** A collection whose end has not come yet. */
  private static final class Frame {
    final boolean mapping;
    final String anchor;
    final String tag;
    final int start;
    final boolean flow;
    final List<YamlNode.Entry> entries = new ArrayList<>();
    final List<YamlNode> items = new ArrayList<>();
    final Map<String, Span> keys = new HashMap<>();
    final List<YamlNode> key = new ArrayList<>(1);
    long nodes = 1;

    Frame(boolean mapping, String anchor, String tag, int start, boolean flow) {
      this.mapping = mapping;
      this.anchor = anchor;
      this.tag = tag;
      this.start = start;
      this.flow = flow;
    }
  }

  private YamlStream read() {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file.path().value())
            .setCodePointLimit(Integer.MAX_VALUE)
            .setParseComments(false)
            .build();
    try {
      Iterator<Event> events = new Parse(settings).parseString(text).iterator();
      boolean more = true;
      while (more && events.hasNext()) {
        more = accept(events.next());
      }
    } catch (MarkedYamlEngineException e) {
      problems.add(syntaxProblem(e));
    } catch (ReaderException e) {
      int at = Math.min(offset(e.getPosition()), file.text().length());
      problems.add(
          Problem.syntax(
              charAt(at),
              String.format(
                  Locale.ROOT, "YAML does not allow the character U+%04X", e.getCodePoint())));
    } catch (IllegalArgumentException e) {
      // The library decodes the digits of an escape before it checks them.
      problems.add(Problem.syntax(escape(), "this escape is no character"));
    } catch (YamlEngineException e) {
      problems.add(Problem.syntax(file.span(0, 0), "not readable as YAML: " + e.getMessage()));
    }
    while (!open.isEmpty()) {
      close(open.peek().start);
    }
    if (problems.stream().anyMatch(problem -> problem.kind() == Problem.Kind.SYNTAX)) {
      List<Problem> template = YamlProblems.template(file);
      return new YamlStream(documents, template.isEmpty() ? problems : template);
    }
    return new YamlStream(documents, problems);
  }

  /** The first escape by a number behind the last event. */
  private Span escape() {
    String all = file.text();
    for (int i = seen; i + 1 < all.length(); i++) {
      if (all.charAt(i) == '\\') {
        int digits =
            switch (all.charAt(i + 1)) {
              case 'x' -> 2;
              case 'u' -> 4;
              case 'U' -> 8;
              default -> 0;
            };
        if (!isCharacter(all, i + 2, digits)) {
          return charAt(i, Math.min(digits + 2, all.length() - i));
        }
        i++;
      }
    }
    return charAt(seen);
  }

  private static boolean isCharacter(String all, int from, int digits) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = i < all.length() ? Character.digit(all.charAt(i), 16) : -1;
      if (digit < 0 || value > Character.MAX_CODE_POINT) {
        return false;
      }
      value = value * 16 + digit;
    }
    return Character.isValidCodePoint(value);
  }

  /** Takes one event; false if nothing behind it is worth reading. */
  private boolean accept(Event event) {
    seen = Math.min(end(event), file.text().length());
    switch (event.getEventId()) {
      case DocumentStart -> anchors.clear();
      case Scalar -> add(scalar((ScalarEvent) event), anchor((NodeEvent) event));
      case Alias -> alias((AliasEvent) event);
      case MappingStart, SequenceStart -> {
        return open((CollectionStartEvent) event);
      }
      case MappingEnd, SequenceEnd -> close(end(event));
      default -> {
        // The ends of streams and documents and comments add nothing.
      }
    }
    return true;
  }

  private boolean open(CollectionStartEvent event) {
    boolean mapping = event.getEventId() == Event.ID.MappingStart;
    int start = start(event);
    if (open.size() >= MAX_DEPTH) {
      problems.add(
          new Problem(
              charAt(start), "nested more than " + MAX_DEPTH + " levels deep", Problem.Kind.LIMIT));
      open.clear();
      return false;
    }
    String tag = tag(event.getTag());
    open.push(new Frame(mapping, anchor(event), tag, start, event.isFlow()));
    return true;
  }

  private void close(int end) {
    Frame frame = open.pop();
    Span span = extent(frame, end);
    YamlNode node;
    if (frame.mapping) {
      if (!frame.key.isEmpty()) {
        addEntry(
            frame,
            new YamlNode.Scalar(
                Text.of("", charAt(span.end(), 0)),
                charAt(span.end(), 0),
                YamlNode.Style.PLAIN,
                ""));
      }
      node = new YamlNode.Mapping(frame.entries, span, frame.tag);
    } else {
      node = new YamlNode.Sequence(frame.items, span, frame.tag);
    }
    expandedNodes.put(node, frame.nodes);
    add(node, frame.anchor);
  }

  /** A block collection ends for the parser behind trailing blank lines; for people it does not. */
  private Span extent(Frame frame, int end) {
    if (frame.flow && end > frame.start) {
      return file.span(frame.start, end);
    }
    int last = frame.start;
    if (!frame.entries.isEmpty()) {
      YamlNode.Entry entry = frame.entries.get(frame.entries.size() - 1);
      last = Math.max(entry.key().span().end(), entry.value().span().end());
    } else if (!frame.items.isEmpty()) {
      last = frame.items.get(frame.items.size() - 1).span().end();
    }
    return file.span(frame.start, Math.max(frame.start, last));
  }

  private void alias(AliasEvent event) {
    String name = event.getAlias().getValue();
    Span span = file.span(start(event), end(event));
    YamlNode target = anchors.get(name);
    if (target == null) {
      boolean inside = open.stream().anyMatch(frame -> frame.anchor.equals(name));
      problems.add(
          Problem.syntax(
              span,
              inside
                  ? "the anchor `" + name + "` contains itself"
                  : "no anchor `" + name + "` stands before this alias"));
      add(
          new YamlNode.Scalar(
              Text.unknown(span, "the alias is broken"), span, YamlNode.Style.PLAIN, ""),
          "");
      return;
    }
    YamlNode.Alias alias = new YamlNode.Alias(name, target, span);
    expandedNodes.put(alias, expandedNodes.getOrDefault(target.resolved(), 1L));
    add(alias, "");
  }

  private void add(YamlNode node, String anchor) {
    if (!anchor.isEmpty()) {
      anchors.put(anchor, node);
    }
    Frame parent = open.peek();
    if (parent == null) {
      finish(node);
      return;
    }
    parent.nodes =
        Math.min(parent.nodes + expandedNodes.getOrDefault(node, 1L), Long.MAX_VALUE / 4);
    if (!parent.mapping) {
      parent.items.add(node);
    } else if (parent.key.isEmpty()) {
      parent.key.add(node);
    } else {
      addEntry(parent, node);
    }
  }

  private void addEntry(Frame mapping, YamlNode value) {
    YamlNode key = mapping.key.remove(0).resolved();
    if (!(key instanceof YamlNode.Scalar scalar)) {
      problems.add(Problem.syntax(key.span(), "a key must be a plain string"));
      return;
    }
    String name = scalar.text().chars();
    Span first = mapping.keys.putIfAbsent(name, scalar.span());
    // Several `<<` in one mapping are refused by Compose as well.
    if (first != null) {
      problems.add(
          Problem.syntax(
              scalar.span(),
              "the key `"
                  + name
                  + "` stands here twice, first in line "
                  + first.startPosition().line()));
      return;
    }
    mapping.entries.add(new YamlNode.Entry(scalar, value));
  }

  private void finish(YamlNode document) {
    if (expandedNodes.getOrDefault(document, 1L) > MAX_EXPANDED_NODES) {
      problems.add(
          new Problem(
              charAt(document.span().start()),
              "the aliases of this document stand for more than " + MAX_EXPANDED_NODES + " nodes",
              Problem.Kind.LIMIT));
      return;
    }
    boolean empty = document instanceof YamlNode.Scalar scalar && scalar.span().length() == 0;
    if (!empty) {
      documents.add(document);
    }
  }

  private YamlNode.Scalar scalar(ScalarEvent event) {
    int start = start(event);
    int end = Math.max(start, end(event));
    YamlNode.Style style = style(event.getScalarStyle());
    if (style == YamlNode.Style.LITERAL || style == YamlNode.Style.FOLDED) {
      // The parser's end mark stands behind the line end and blank lines that follow.
      end = Math.max(start, trimmedEnd(start, end));
    }
    Span span = file.span(start, end);
    return new YamlNode.Scalar(
        ScalarText.of(event.getValue(), span, style), span, style, tag(event.getTag()));
  }

  private int trimmedEnd(int start, int end) {
    int last = end;
    while (last > start && Character.isWhitespace(file.text().charAt(last - 1))) {
      last--;
    }
    return last;
  }

  private static YamlNode.Style style(ScalarStyle style) {
    return switch (style) {
      case SINGLE_QUOTED -> YamlNode.Style.SINGLE_QUOTED;
      case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> YamlNode.Style.DOUBLE_QUOTED;
      case LITERAL -> YamlNode.Style.LITERAL;
      case FOLDED -> YamlNode.Style.FOLDED;
      case PLAIN -> YamlNode.Style.PLAIN;
    };
  }

  private static String anchor(NodeEvent event) {
    return event.getAnchor().map(Anchor::getValue).orElse("");
  }

  /** The node's first character behind its anchor and tag, which the event's mark includes. */
  private int start(Event event) {
    int at = offset(event.getStartMark());
    boolean properties =
        event instanceof NodeEvent node
            && !(event instanceof AliasEvent)
            && (node.getAnchor().isPresent() || tagged(node));
    if (!properties) {
      return at;
    }
    String text = file.text();
    int i = at;
    while (i < text.length() && (text.charAt(i) == '&' || text.charAt(i) == '!')) {
      while (i < text.length() && !Character.isWhitespace(text.charAt(i))) {
        i++;
      }
      int next = i;
      while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
        next++;
      }
      if (event instanceof ScalarEvent && next >= offset(event.getEndMark())) {
        // `&a` or `!reset` with nothing behind it.
        return Math.min(i, offset(event.getEndMark()));
      }
      i = next;
    }
    return i;
  }

  /** A tag as it is written mostly: {@code !!str} for what the library spells out. */
  private static String tag(Optional<String> tag) {
    String written = tag.orElse("");
    return written.startsWith(CORE) ? "!!" + written.substring(CORE.length()) : written;
  }

  private static boolean tagged(NodeEvent event) {
    return (event instanceof ScalarEvent s && s.getTag().isPresent())
        || (event instanceof CollectionStartEvent c && c.getTag().isPresent());
  }

  private int end(Event event) {
    return offset(event.getEndMark());
  }

  private int offset(Optional<Mark> mark) {
    return mark.map(m -> offset(m.getIndex())).orElse(0);
  }

  /** The UTF-16 offset of a code point; the parser counts code points. */
  private int offset(int codePoint) {
    return offsets.length == 0 ? codePoint : offsets[Math.min(codePoint, offsets.length - 1)];
  }

  private static int[] offsets(String text) {
    if (text.codePoints().noneMatch(Character::isSupplementaryCodePoint)) {
      return new int[0];
    }
    int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
    int unit = 0;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = unit;
      if (unit < text.length()) {
        unit += Character.charCount(text.codePointAt(unit));
      }
    }
    return offsets;
  }

  private Problem syntaxProblem(MarkedYamlEngineException e) {
    int end = file.text().length();
    int at = e.getProblemMark().or(e::getContextMark).map(m -> offset(m.getIndex())).orElse(0);
    int begin = e.getContextMark().or(e::getProblemMark).map(m -> offset(m.getIndex())).orElse(0);
    failed = at;
    return YamlProblems.of(file, e, Math.min(at, end), Math.min(begin, end));
  }

  private Span charAt(int offset) {
    return charAt(offset, 1);
  }

  private Span charAt(int offset, int length) {
    int end = Math.min(offset + length, file.text().length());
    return file.span(Math.min(offset, end), end);
  }
}
