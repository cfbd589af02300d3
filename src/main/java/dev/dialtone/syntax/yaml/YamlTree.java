package dev.dialtone.syntax.yaml;

import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ways through a YAML document: aliases followed, {@code <<} merged in. */
public final class YamlTree {
  private YamlTree() {}

  /** The entries of a mapping by their keys, its own before those it merges in; else none. */
  public static Map<String, YamlNode.Entry> entries(YamlNode node) {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    if (node.resolved() instanceof YamlNode.Mapping mapping) {
      addTo(entries, mapping);
    }
    return entries;
  }

  private static void addTo(Map<String, YamlNode.Entry> entries, YamlNode.Mapping mapping) {
    List<YamlNode> merges = new ArrayList<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      if (entry.key().text().is("<<") && entry.key().style() == YamlNode.Style.PLAIN) {
        merges.addAll(items(entry.value()));
      } else {
        entries.putIfAbsent(entry.key().text().chars(), entry);
      }
    }
    for (YamlNode merge : merges) {
      if (merge.resolved() instanceof YamlNode.Mapping other) {
        addTo(entries, other);
      }
    }
  }

  /** The node below a chain of keys: one, or none. */
  public static List<YamlNode> at(YamlNode node, String... keys) {
    YamlNode at = node;
    for (String key : keys) {
      YamlNode.Entry entry = entries(at).get(key);
      if (entry == null) {
        return List.of();
      }
      at = entry.value();
    }
    return List.of(at.resolved());
  }

  /** The items of a sequence; anything else is its own only item, nothing but null has none. */
  public static List<YamlNode> items(YamlNode node) {
    YamlNode resolved = node.resolved();
    if (resolved instanceof YamlNode.Sequence sequence) {
      return sequence.items().stream().map(YamlNode::resolved).toList();
    }
    return resolved instanceof YamlNode.Scalar scalar && scalar.isNull()
        ? List.of()
        : List.of(resolved);
  }

  /** The items below a chain of keys. */
  public static List<YamlNode> itemsAt(YamlNode node, String... keys) {
    List<YamlNode> items = new ArrayList<>();
    at(node, keys).forEach(found -> items.addAll(items(found)));
    return items;
  }

  /** The text of the scalar below a chain of keys: one, or none if it is null or no scalar. */
  public static List<Text> textAt(YamlNode node, String... keys) {
    List<Text> texts = new ArrayList<>();
    at(node, keys).forEach(found -> texts.addAll(text(found)));
    return texts;
  }

  /** The text of a scalar: one, or none if it is null or no scalar. */
  public static List<Text> text(YamlNode node) {
    return node.resolved() instanceof YamlNode.Scalar scalar && !scalar.isNull()
        ? List.of(scalar.text())
        : List.of();
  }
}
