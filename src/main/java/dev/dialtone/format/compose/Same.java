package dev.dialtone.format.compose;

import dev.dialtone.format.compose.Tree.Absent;
import dev.dialtone.format.compose.Tree.Leaf;
import dev.dialtone.format.compose.Tree.Series;
import dev.dialtone.format.compose.Tree.Table;

/** Tells whether two trees say the same, wherever they are written. */
final class Same {
  private Same() {}

  /** Whether two trees have the same keys and the same values. */
  static boolean trees(Tree one, Tree other) {
    if (one instanceof Leaf leaf && other instanceof Leaf second) {
      return leaf.isNull() == second.isNull() && leaf.text().equals(second.text());
    }
    if (one instanceof Table table && other instanceof Table second) {
      return tables(table, second);
    }
    if (one instanceof Series series && other instanceof Series second) {
      if (series.items().size() != second.items().size()) {
        return false;
      }
      for (int i = 0; i < series.items().size(); i++) {
        if (!trees(series.items().get(i), second.items().get(i))) {
          return false;
        }
      }
      return true;
    }
    return one instanceof Absent && other instanceof Absent;
  }

  private static boolean tables(Table one, Table other) {
    if (!one.members().keySet().equals(other.members().keySet())) {
      return false;
    }
    for (String key : one.members().keySet()) {
      // Compose has made the included path absolute by then, and the other not.
      boolean relative =
          key.equals("file")
              && one.get(key) instanceof Leaf leaf
              && !leaf.text().chars().startsWith("/");
      if (relative || !trees(one.get(key), other.get(key))) {
        return false;
      }
    }
    return true;
  }
}
