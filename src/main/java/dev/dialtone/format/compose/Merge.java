package dev.dialtone.format.compose;

import dev.dialtone.format.compose.Tree.Absent;
import dev.dialtone.format.compose.Tree.Kind;
import dev.dialtone.format.compose.Tree.Leaf;
import dev.dialtone.format.compose.Tree.Mark;
import dev.dialtone.format.compose.Tree.Member;
import dev.dialtone.format.compose.Tree.Series;
import dev.dialtone.format.compose.Tree.Table;
import dev.dialtone.source.Problem;
import dev.dialtone.source.Span;
import dev.dialtone.source.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lays one tree over another, by attribute: scalars are replaced, mappings merged, sequences
 * joined; {@code command}, {@code entrypoint} and {@code healthcheck.test} are replaced as a whole.
 *
 * @see <a href="https://github.com/compose-spec/compose-go/blob/v2.9.1/override/merge.go">the rules
 *     of Compose</a>
 */
final class Merge {
  private final Consumer<Problem> problems;

  Merge(Consumer<Problem> problems) {
    this.problems = problems;
  }

  /** {@code base} with {@code over} laid over it; the marks of {@code over} are obeyed. */
  Table files(Table base, Table over) {
    return tables(base, over, Path.ROOT, false);
  }

  /** A document over an earlier one of its file; the marks of both are kept. */
  Table documents(Table base, Table over) {
    return tables(base, over, Path.ROOT, true);
  }

  /**
   * A service over the one it extends. The marks of {@code over} are obeyed and kept: they hold
   * against earlier files as well.
   */
  Table services(Table base, Table over) {
    return tables(base, over, Path.of("services", "x"), true);
  }

  private Table tables(Table base, Table over, Path path, boolean keepMarks) {
    if (over.members().isEmpty()) {
      return base;
    }
    Map<String, Member> merged = new LinkedHashMap<>(base.members());
    over.members()
        .forEach(
            (key, member) -> {
              Member before = merged.get(key);
              boolean listed =
                  before != null
                      && before.mark() == Mark.LISTED
                      && (keepMarks || isPair(path.child(key)));
              if (listed && member.mark() == Mark.RESET) {
                // Compose looks for the key of a mapping, and finds a list; names it has made a
                // mapping by the time it comes to a later file.
                return;
              }
              if (before == null || before.value() instanceof Absent || member.mark().isTag()) {
                replace(merged, key, member, keepMarks);
              } else {
                Tree value = trees(before.value(), member.value(), path.child(key), keepMarks);
                merged.put(key, new Member(before.key(), value, before.mark()));
              }
            });
    return base.with(inFormOf(path, merged));
  }

  /** Compose makes lists of merged pairs, and mappings of merged names. */
  private static Map<String, Member> inFormOf(Path path, Map<String, Member> members) {
    boolean pairs = isPair(path.child("name"));
    Map<String, Member> formed = new LinkedHashMap<>();
    members.forEach(
        (key, member) ->
            formed.put(
                key,
                member.mark().isTag()
                    ? member
                    : new Member(member.key(), member.value(), pairs ? Mark.LISTED : Mark.NONE)));
    return formed;
  }

  private static void replace(
      Map<String, Member> merged, String key, Member member, boolean keepMarks) {
    if (keepMarks) {
      merged.put(key, member);
    } else if (member.mark() == Mark.RESET) {
      merged.remove(key);
    } else {
      Member before = merged.get(key);
      merged.put(
          key,
          new Member(
              before == null ? member.key() : before.key(),
              unmarked(member.value()),
              member.mark() == Mark.LISTED ? Mark.LISTED : Mark.NONE));
    }
  }

  /** A tree whose marks have been obeyed: what they reset is gone. */
  static Tree unmarked(Tree tree) {
    if (tree instanceof Table table) {
      return unmarked(table);
    }
    return tree instanceof Series series && isMarked(series)
        ? series.with(series.items().stream().map(Merge::unmarked).toList())
        : tree;
  }

  /** A mapping whose marks have been obeyed. */
  static Table unmarked(Table table) {
    if (!isMarked(table)) {
      return table;
    }
    Map<String, Member> members = new LinkedHashMap<>();
    table
        .members()
        .forEach(
            (key, member) -> {
              if (member.mark() != Mark.RESET) {
                Mark mark = member.mark() == Mark.LISTED ? Mark.LISTED : Mark.NONE;
                members.put(key, new Member(member.key(), unmarked(member.value()), mark));
              }
            });
    return table.with(members);
  }

  /** Whether there is a mark anywhere in a tree: mostly there is none, and nothing to copy. */
  private static boolean isMarked(Tree tree) {
    if (tree instanceof Series series) {
      for (Tree item : series.items()) {
        if (isMarked(item)) {
          return true;
        }
      }
    } else if (tree instanceof Table table) {
      for (Member member : table.members().values()) {
        if (member.mark().isTag() || isMarked(member.value())) {
          return true;
        }
      }
    }
    return false;
  }

  private Tree trees(Tree base, Tree over, Path path, boolean keepMarks) {
    if (isReplaced(path)) {
      return overriding(over, base);
    }
    if (isNull(over)) {
      return isPair(path) ? overriding(inherited(over), base) : base;
    }
    if (isNull(base)) {
      return over;
    }
    if (isHosts(path)) {
      return hosts(base, over);
    }
    if (base instanceof Table table && over instanceof Table other) {
      boolean otherDriver =
          isLogging(path)
              && table.has("driver")
              && other.has("driver")
              && !table.text("driver").equals(other.text("driver"));
      return otherDriver ? over : tables(table, other, path, keepMarks);
    }
    if (base instanceof Series series && over instanceof Series other) {
      List<Tree> items = new ArrayList<>(series.items());
      items.addAll(other.items());
      return series.with(items);
    }
    if (base instanceof Leaf) {
      return overriding(over, base);
    }
    problems.accept(
        Problem.syntax(
            over.at().site(),
            "`"
                + path.key(path.depth() - 1)
                + "` cannot be merged: it is "
                + form(base)
                + " in "
                + base.at().site().file()
                + " and "
                + form(over)
                + " here"));
    return over;
  }

  private static String form(Tree tree) {
    return tree instanceof Table ? "a mapping" : tree instanceof Series ? "a list" : "a scalar";
  }

  private static boolean isNull(Tree tree) {
    return tree instanceof Leaf leaf && leaf.isNull();
  }

  /** Merged pairs are a list for Compose, in which a name without a value is inherited. */
  private static Tree inherited(Tree tree) {
    return tree instanceof Leaf leaf ? leaf.with(leaf.text(), Kind.INHERITED) : tree;
  }

  private static Tree overriding(Tree over, Tree base) {
    if (base instanceof Absent || over instanceof Absent) {
      return over;
    }
    Span loser = base.at().site();
    return over.through(Step.Kind.OVERRIDE, loser);
  }

  private static boolean isReplaced(Path path) {
    if (!path.key(0).equals("services")) {
      return false;
    }
    return switch (path.depth()) {
      case 3 -> path.key(2).equals("command") || path.key(2).equals("entrypoint");
      case 4 ->
          path.key(2).equals("ulimits")
              || (path.key(2).equals("healthcheck") && path.key(3).equals("test"));
      default -> false;
    };
  }

  private static boolean isPair(Path path) {
    if (path.depth() == 4) {
      return switch (path.key(2)) {
        case "environment", "labels", "annotations", "sysctls" -> path.key(0).equals("services");
        default -> false;
      };
    }
    return path.depth() == 5
        && (path.key(3).equals("args")
            || path.key(3).equals("labels")
            || path.key(3).equals("additional_contexts"));
  }

  private static boolean isLogging(Path path) {
    return path.depth() == 3 && path.key(2).equals("logging");
  }

  private static boolean isHosts(Path path) {
    boolean own = path.depth() == 3 && path.key(2).equals("extra_hosts");
    boolean ofBuild =
        path.depth() == 4 && path.key(2).equals("build") && path.key(3).equals("extra_hosts");
    return path.key(0).equals("services") && (own || ofBuild);
  }

  /** {@code extra_hosts} may be a mapping in one file and a list in the other. */
  private static Tree hosts(Tree base, Tree over) {
    List<Tree> items = new ArrayList<>();
    items.addAll(entries(base));
    items.addAll(entries(over));
    return base instanceof Series series
        ? series.with(items)
        : new Series(items, base.at().site(), List.of(), ((Table) base).folder());
  }

  private static List<Tree> entries(Tree hosts) {
    return hosts instanceof Series series ? series.items() : List.of(hosts);
  }
}
