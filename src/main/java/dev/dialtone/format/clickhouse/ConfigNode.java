package dev.dialtone.format.clickhouse;

import dev.dialtone.source.Text;
import dev.dialtone.syntax.xml.XmlElement;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An element of the configuration, into which those of further files are merged.
 *
 * @see <a href="https://clickhouse.com/docs/operations/configuration-files">ClickHouse,
 *     Configuration files</a>, and src/Common/Config/ConfigProcessor.cpp (mergeRecursive)
 */
final class ConfigNode {
  /** How deep elements may stand in each other and still be looked at. */
  private static final int MAX_DEPTH = 50;

  private static final List<String> MERGING = List.of("replace", "remove");
  private static final List<String> SUBSTITUTING = List.of("incl", "from_zk", "from_env");

  private final Text name;
  private final Map<String, Text> attributes = new TreeMap<>();
  private final List<ConfigNode> children = new ArrayList<>();
  private Text text;
  private boolean own;

  private ConfigNode(Text name, Text text, boolean own) {
    this.name = name;
    this.text = text;
    this.own = own;
  }

  /** What an image ships: it is written nowhere, {@code place} stands for it. */
  static ConfigNode shipped(String name, String text, Text place) {
    return new ConfigNode(Text.of(name, place.site()), Text.of(text, place.site()), false);
  }

  static ConfigNode of(XmlElement element) {
    ConfigNode node = new ConfigNode(element.name(), element.text(), true);
    element.attributes().forEach(a -> node.attributes.put(a.name().chars(), a.value()));
    element.children().forEach(child -> node.children.add(of(child)));
    return node;
  }

  /** A YAML file: lists are elements of one name, {@code @name} is an attribute. */
  static ConfigNode of(YamlNode document, Text place) {
    ConfigNode root = new ConfigNode(place, place.slice(0, 0), true);
    root.add(document, 0);
    return root;
  }

  private void add(YamlNode value, int depth) {
    YamlNode resolved = value.resolved();
    if (resolved instanceof YamlNode.Scalar scalar) {
      text = scalar.isNull() ? scalar.text().slice(0, 0) : scalar.text();
    } else if (depth < MAX_DEPTH && resolved instanceof YamlNode.Mapping mapping) {
      for (YamlNode.Entry entry : YamlTree.entries(mapping).values()) {
        Text key = entry.key().text();
        for (YamlNode item : YamlTree.items(entry.value())) {
          if (key.chars().startsWith("@") && item instanceof YamlNode.Scalar scalar) {
            attributes.put(key.chars().substring(1), scalar.text());
          } else if (key.is("#text") && item instanceof YamlNode.Scalar scalar) {
            text = scalar.text();
          } else {
            ConfigNode child = new ConfigNode(key, key.slice(0, 0), true);
            child.add(item, depth + 1);
            children.add(child);
          }
        }
      }
    }
  }

  Text name() {
    return name;
  }

  /** What stands in it beside elements. */
  Text text() {
    return text;
  }

  /** Whether its text is that of a file, rather than what the image ships. */
  boolean isOwn() {
    return own;
  }

  Optional<Text> attribute(String wanted) {
    return Optional.ofNullable(attributes.get(wanted));
  }

  /** The elements at the end of a path of names. */
  List<ConfigNode> at(String... path) {
    List<ConfigNode> found = List.of(this);
    for (String step : path) {
      found =
          found.stream()
              .flatMap(node -> node.children.stream())
              .filter(child -> child.name.is(step))
              .toList();
    }
    return found;
  }

  /** All elements in it. */
  List<ConfigNode> all() {
    return List.copyOf(children);
  }

  void add(ConfigNode child) {
    children.add(child);
  }

  /** Merges another file's element into this one; those that it removes are noted. */
  void merge(ConfigNode with, List<ConfigNode> removed) {
    List<ConfigNode> mergeable = new ArrayList<>(children);
    text = with.text;
    own = with.own;
    for (ConfigNode other : with.children) {
      Optional<ConfigNode> match = mergeable.stream().filter(other::isAlike).findFirst();
      boolean removes = other.attributes.containsKey("remove");
      match.ifPresent(mergeable::remove);
      if (removes) {
        match.ifPresent(children::remove);
        match.ifPresent(gone -> removed.add(other));
      } else if (match.isPresent() && !other.attributes.containsKey("replace")) {
        match.get().merge(other, new ArrayList<>());
      } else if (match.isPresent()) {
        children.set(children.indexOf(match.get()), other.cleaned());
      } else {
        children.add(other.cleaned());
      }
    }
  }

  private boolean isAlike(ConfigNode other) {
    return name.is(other.name.chars()) && identity().equals(other.identity());
  }

  private Map<String, Text> identity() {
    Map<String, Text> identity = new TreeMap<>(attributes);
    MERGING.forEach(identity::remove);
    SUBSTITUTING.forEach(identity::remove);
    return identity;
  }

  /** The same without the elements in it that are marked as removed. */
  private ConfigNode cleaned() {
    ConfigNode cleaned = new ConfigNode(name, text, own);
    cleaned.attributes.putAll(attributes);
    for (ConfigNode child : children) {
      if (!child.attributes.containsKey("remove")) {
        cleaned.children.add(child.cleaned());
      }
    }
    return cleaned;
  }
}
