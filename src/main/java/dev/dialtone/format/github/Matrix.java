package dev.dialtone.format.github;

import dev.dialtone.source.Text;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The combinations of values that a job runs with.
 *
 * @see <a
 *     href="https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations">Running
 *     variations of jobs in a workflow</a>
 */
final class Matrix {
  /** As many as GitHub runs. */
  private static final int MOST = 256;

  private Matrix() {}

  /**
   * One combination.
   *
   * @param values the nodes by their keys; a key that is not there is not known
   */
  record Combination(Map<String, YamlNode> values) {
    static final Combination NONE = new Combination(Map.of());

    /** What a path such as {@code db.image} leads to: one text, or none. */
    List<Text> at(String path) {
      String[] keys = path.split("\\.", -1);
      YamlNode node = values.get(keys[0]);
      for (int i = 1; i < keys.length && node != null; i++) {
        YamlNode.Entry entry = YamlTree.entries(node).get(keys[i]);
        node = entry == null ? null : entry.value().resolved();
      }
      return node instanceof YamlNode.Scalar scalar ? List.of(scalar.text()) : List.of();
    }

    Combination only(Set<String> keys) {
      Map<String, YamlNode> kept = new LinkedHashMap<>(values);
      kept.keySet().retainAll(keys);
      return new Combination(kept);
    }

    /** The values that are plain, in words: {@code 14, ubuntu-latest}. */
    String words() {
      List<String> words = new ArrayList<>();
      values.values().forEach(node -> YamlTree.text(node).forEach(t -> words.add(t.toString())));
      return String.join(", ", words);
    }
  }

  /** The combinations of a job as far as they differ in {@code keys}; one at least. */
  static List<Combination> of(YamlNode job, Set<String> keys) {
    List<YamlNode> matrix = YamlTree.at(job, "strategy", "matrix");
    if (matrix.isEmpty() || !(matrix.get(0) instanceof YamlNode.Mapping)) {
      return List.of(Combination.NONE);
    }
    List<Combination> base = product(matrix.get(0));
    for (YamlNode excluded : YamlTree.itemsAt(matrix.get(0), "exclude")) {
      base.removeIf(combination -> agrees(combination, YamlTree.entries(excluded)));
    }
    List<Combination> all = included(base, YamlTree.itemsAt(matrix.get(0), "include"));
    Set<Combination> distinct = new LinkedHashSet<>();
    all.forEach(combination -> distinct.add(combination.only(keys)));
    return distinct.isEmpty() ? List.of(Combination.NONE) : List.copyOf(distinct);
  }

  private static List<Combination> product(YamlNode matrix) {
    List<Combination> product = new ArrayList<>();
    product.add(Combination.NONE);
    boolean any = false;
    for (Map.Entry<String, YamlNode.Entry> vector : YamlTree.entries(matrix).entrySet()) {
      String key = vector.getKey();
      YamlNode values = vector.getValue().value().resolved();
      boolean listed = values instanceof YamlNode.Sequence;
      if (key.equals("include") || key.equals("exclude")) {
        continue;
      }
      any = true;
      List<YamlNode> items = listed ? YamlTree.items(values) : List.of();
      if (items.isEmpty() || product.size() * (long) items.size() > MOST) {
        // An expression, or too many: the key stays unknown.
        continue;
      }
      List<Combination> longer = new ArrayList<>();
      for (Combination combination : product) {
        for (YamlNode item : items) {
          Map<String, YamlNode> more = new LinkedHashMap<>(combination.values());
          more.put(key, item);
          longer.add(new Combination(more));
        }
      }
      product = longer;
    }
    return any ? product : new ArrayList<>();
  }

  /**
   * Each entry of {@code include} in a matrix adds to the combinations it does not contradict, or
   * is one.
   */
  private static List<Combination> included(List<Combination> base, List<YamlNode> further) {
    List<Combination> all = new ArrayList<>(base);
    for (YamlNode include : further.subList(0, Math.min(further.size(), MOST))) {
      Map<String, YamlNode.Entry> entries = YamlTree.entries(include);
      boolean added = false;
      for (int i = 0; i < base.size(); i++) {
        Map<String, YamlNode.Entry> own = new LinkedHashMap<>(entries);
        own.keySet().retainAll(base.get(i).values().keySet());
        if (agrees(base.get(i), own)) {
          all.set(i, with(all.get(i), entries));
          added = true;
        }
      }
      if (!added) {
        all.add(with(Combination.NONE, entries));
      }
    }
    return all;
  }

  private static Combination with(Combination combination, Map<String, YamlNode.Entry> entries) {
    Map<String, YamlNode> more = new LinkedHashMap<>(combination.values());
    entries.forEach((key, entry) -> more.put(key, entry.value().resolved()));
    return new Combination(more);
  }

  private static boolean agrees(Combination combination, Map<String, YamlNode.Entry> entries) {
    for (Map.Entry<String, YamlNode.Entry> entry : entries.entrySet()) {
      YamlNode own = combination.values().get(entry.getKey());
      if (own == null || !YamlTree.text(own).equals(YamlTree.text(entry.getValue().value()))) {
        return false;
      }
    }
    return true;
  }
}
