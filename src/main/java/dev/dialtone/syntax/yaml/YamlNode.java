package dev.dialtone.syntax.yaml;

import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.List;

/** A node of a YAML document; {@code <<} and tags are left for whoever reads the document. */
public sealed interface YamlNode {
  /**
   * Where the node stands: a scalar without its anchor and tag, quotes included; a collection from
   * its first to its last entry.
   */
  Span span();

  /** The tag as written, such as {@code !reset}; empty if there is none. */
  String tag();

  /** The node itself, or what an alias stands for. */
  default YamlNode resolved() {
    return this;
  }

  /** How a scalar is written. */
  enum Style {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    LITERAL,
    FOLDED
  }

  /**
   * A scalar.
   *
   * @param text its value with places
   * @param span where it is written, quotes included
   * @param style how it is written: only a plain one can be anything but a string
   */
  record Scalar(Text text, Span span, Style style, String tag) implements YamlNode {
    /** Whether the scalar means null: empty, {@code ~} or {@code null}, not quoted. */
    public boolean isNull() {
      if (style != Style.PLAIN || tag.equals("!!str")) {
        return false;
      }
      return switch (text.chars()) {
        case "", "~", "null", "Null", "NULL" -> true;
        default -> false;
      };
    }
  }

  /** A mapping with its entries in their order. */
  record Mapping(List<Entry> entries, Span span, String tag) implements YamlNode {
    public Mapping {
      entries = List.copyOf(entries);
    }
  }

  /** A key and its value. */
  record Entry(Scalar key, YamlNode value) {}

  /** A sequence with its items in their order. */
  record Sequence(List<YamlNode> items, Span span, String tag) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** {@code *name}, and the node that the anchor marks. */
  record Alias(String name, YamlNode target, Span span) implements YamlNode {
    @Override
    public String tag() {
      return "";
    }

    @Override
    public YamlNode resolved() {
      return target.resolved();
    }
  }
}
