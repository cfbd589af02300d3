package dev.dialtone.catalogue.entry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of catalogue data; {@code line} is where it stands in its YAML file, 0 at run time. */
public sealed interface Node {
  int line();

  /** A single value, whatever its YAML type. */
  record Leaf(String value, int line) implements Node {}

  /** Values in their order. */
  record Sequence(List<Node> items, int line) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** Named values in their order. */
  record Mapping(Map<String, Node> members, int line) implements Node {
    public Mapping {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** This mapping with the members of {@code other} in place of its own of the same name. */
    public Mapping overriddenBy(Mapping other) {
      Map<String, Node> merged = new LinkedHashMap<>(members);
      merged.putAll(other.members);
      return new Mapping(merged, other.line);
    }

    /** This mapping without the members of these names. */
    public Mapping without(List<String> names) {
      Map<String, Node> kept = new LinkedHashMap<>(members);
      kept.keySet().removeAll(names);
      return new Mapping(kept, line);
    }
  }
}
