package dev.dialtone.catalogue.entry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of the catalogue as its reader sees it: values by key and type. What does not fit the
 * reader's question is a complaint and reads as the default; a key nobody asked for is a complaint
 * when the reader is {@link #done}. So the reader is the schema.
 */
public final class Entry {
  private final Node.Mapping node;
  private final Complaints complaints;
  private final Set<String> asked = new HashSet<>();

  public Entry(Node.Mapping node, Complaints complaints) {
    this.node = node;
    this.complaints = complaints;
  }

  public int line() {
    return node.line();
  }

  public boolean has(String key) {
    asked.add(key);
    return node.members().containsKey(key);
  }

  /** The value of a key that must be there; empty after a complaint. */
  public String text(String key) {
    if (!has(key)) {
      complain("`" + key + "` is missing");
      return "";
    }
    return text(key, "");
  }

  public String text(String key, String otherwise) {
    Node value = value(key);
    if (value instanceof Node.Leaf leaf) {
      return leaf.value();
    }
    if (value != null) {
      complaints.add(value.line(), "`" + key + "` must be a single value");
    }
    return otherwise;
  }

  /** A number that is written by the catalogue's own tools. */
  public int integer(String key) {
    return Integer.parseInt(text(key));
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String key, boolean otherwise) {
    String value = text(key, otherwise ? "true" : "false");
    if (!value.equals("true") && !value.equals("false")) {
      complain(key, "must be true or false, not `" + value + "`");
    }
    return value.equals("true");
  }

  /** The constant whose name in lower case, with hyphens, is the value. */
  public <E extends Enum<E>> E choice(String key, E[] constants, E otherwise) {
    String value = text(key, "");
    return has(key) ? constant(key, value, constants, otherwise) : otherwise;
  }

  /** As {@link #choice} for a word that was read already. */
  public <E extends Enum<E>> E constant(String key, String value, E[] constants, E otherwise) {
    StringBuilder known = new StringBuilder();
    for (E constant : constants) {
      String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (name.equals(value)) {
        return constant;
      }
      known.append(known.isEmpty() ? "" : ", ").append(name);
    }
    complain(key, "must be one of " + known + ", not `" + value + "`");
    return otherwise;
  }

  /** A list of single values, or one single value for a list of one. */
  public List<String> texts(String key) {
    Node value = value(key);
    if (value instanceof Node.Leaf leaf) {
      return List.of(leaf.value());
    }
    List<String> texts = new ArrayList<>();
    for (Node item : items(key, value)) {
      if (item instanceof Node.Leaf leaf) {
        texts.add(leaf.value());
      } else {
        complaints.add(item.line(), "`" + key + "` holds single values");
      }
    }
    return texts;
  }

  /** A list of texts of words, taken apart at single blanks. */
  public List<List<String>> phrases(String key) {
    List<List<String>> phrases = new ArrayList<>();
    for (String text : texts(key)) {
      List<String> words = new ArrayList<>();
      int from = 0;
      for (int blank = text.indexOf(' '); blank >= 0; blank = text.indexOf(' ', from)) {
        words.add(text.substring(from, blank));
        from = blank + 1;
      }
      words.add(text.substring(from));
      if (words.contains("")) {
        complain(key, "has an empty word");
      }
      phrases.add(List.copyOf(words));
    }
    return phrases;
  }

  /** A list of mappings. */
  public List<Entry> entries(String key) {
    List<Entry> entries = new ArrayList<>();
    for (Node item : items(key, value(key))) {
      if (item instanceof Node.Mapping mapping) {
        entries.add(new Entry(mapping, complaints));
      } else {
        complaints.add(item.line(), "`" + key + "` holds mappings");
      }
    }
    return entries;
  }

  /** What {@code reader} makes of each of a list of mappings. */
  public <T> List<T> each(String key, Function<Entry, T> reader) {
    List<T> all = new ArrayList<>();
    for (Entry entry : entries(key)) {
      all.add(reader.apply(entry));
    }
    return all;
  }

  /** A mapping; an empty one where the key is not given. */
  public Entry entry(String key) {
    Node value = value(key);
    if (value instanceof Node.Mapping mapping) {
      return new Entry(mapping, complaints);
    }
    if (value != null) {
      complaints.add(value.line(), "`" + key + "` must be a mapping");
    }
    return new Entry(new Node.Mapping(Map.of(), node.line()), complaints);
  }

  /** A mapping of single values, in the order of the file. */
  public Map<String, String> table(String key) {
    Map<String, String> table = new LinkedHashMap<>();
    if (value(key) instanceof Node.Mapping mapping) {
      Entry entry = new Entry(mapping, complaints);
      for (String name : entry.keys()) {
        table.put(name, entry.text(name));
      }
    } else if (has(key)) {
      complain(key, "must be a mapping");
    }
    return table;
  }

  /** The keys in the order of the file. */
  public List<String> keys() {
    return List.copyOf(node.members().keySet());
  }

  /** The mapping itself. */
  public Node.Mapping node() {
    return node;
  }

  /** Complains about the value of a key. */
  public void complain(String key, String message) {
    Node value = value(key);
    complaints.add(value == null ? node.line() : value.line(), "`" + key + "` " + message);
  }

  /** Complains about the whole mapping. */
  public void complain(String message) {
    complaints.add(node.line(), message);
  }

  /** Complains about every key that was not asked for. */
  public void done() {
    for (Map.Entry<String, Node> member : node.members().entrySet()) {
      if (!asked.contains(member.getKey())) {
        List<String> known = asked.stream().sorted().toList();
        complaints.addUnknownKey(member.getValue().line(), member.getKey(), known);
      }
    }
  }

  private @Nullable Node value(String key) {
    asked.add(key);
    return node.members().get(key);
  }

  private List<Node> items(String key, @Nullable Node value) {
    if (value instanceof Node.Sequence sequence) {
      return sequence.items();
    }
    if (value != null) {
      complaints.add(value.line(), "`" + key + "` must be a list");
    }
    return List.of();
  }
}
