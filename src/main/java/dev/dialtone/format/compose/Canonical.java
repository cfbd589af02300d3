package dev.dialtone.format.compose;

import dev.dialtone.format.compose.Tree.Kind;
import dev.dialtone.format.compose.Tree.Leaf;
import dev.dialtone.format.compose.Tree.Mark;
import dev.dialtone.format.compose.Tree.Member;
import dev.dialtone.format.compose.Tree.Series;
import dev.dialtone.format.compose.Tree.Table;
import dev.dialtone.model.Composition.Misfit;
import dev.dialtone.source.Text;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings the short forms that must merge with long ones into one form: lists of {@code NAME=value}
 * and of names become mappings, single strings become lists. Ports, volumes, configs and secrets
 * keep their short forms, which are read at the end.
 */
final class Canonical {
  private final Consumer<Misfit> misfits;

  Canonical(Consumer<Misfit> misfits) {
    this.misfits = misfits;
  }

  /** The tree of a file with its short forms replaced. */
  Table file(Table file) {
    Table result = file;
    for (String key : List.of("networks", "volumes", "secrets", "configs")) {
      result = result.with(key, each(result.get(key), this::resource));
    }
    return result.with("services", each(result.get("services"), this::service));
  }

  private interface Form {
    Tree of(Tree tree);
  }

  private static Tree each(Tree tree, Form form) {
    if (!(tree instanceof Table table)) {
      return tree;
    }
    Map<String, Member> members = new LinkedHashMap<>();
    table
        .members()
        .forEach((name, member) -> members.put(name, member.with(form.of(member.value()))));
    return table.with(members);
  }

  /** {@code external: {name: x}} means {@code external: true} and {@code name: x}. */
  private Tree resource(Tree tree) {
    if (!(tree instanceof Table resource)) {
      return tree;
    }
    Table table = labels(resource);
    if (!(table.get("external") instanceof Table external)) {
      return table;
    }
    Map<String, Member> members = new LinkedHashMap<>();
    table
        .members()
        .forEach(
            (key, member) ->
                members.put(
                    key, key.equals("external") ? member.with(yes(member.key(), table)) : member));
    if (!table.has("name")) {
      external
          .members()
          .forEach(
              (key, member) -> {
                if (key.equals("name")) {
                  members.put(key, member);
                }
              });
    }
    return table.with(members);
  }

  private static Leaf yes(Text at, Table table) {
    return new Leaf(Text.of("true", at.site()), Kind.BOOLEAN, at.site(), table.folder());
  }

  private Tree service(Tree tree) {
    if (!(tree instanceof Table service)) {
      return tree;
    }
    Map<String, Member> members = new LinkedHashMap<>();
    service
        .members()
        .forEach((key, member) -> members.put(key, member.with(attribute(key, member.value()))));
    return service.with(members);
  }

  private Tree attribute(String key, Tree value) {
    return switch (key) {
      case "environment", "labels", "annotations", "sysctls" -> pairs(value);
      case "networks", "models" -> names(value);
      case "depends_on" -> dependencies(value);
      case "build" -> build(value);
      case "deploy" -> value instanceof Table deploy ? labels(deploy) : value;
      case "extends" -> single(value, "service");
      case "extra_hosts" -> distinct(value);
      case "env_file", "label_file", "dns", "dns_search", "tmpfs" -> list(value);
      default -> value;
    };
  }

  private Table labels(Table table) {
    return table.with("labels", pairs(table.get("labels")));
  }

  private Tree build(Tree value) {
    Tree build = single(value, "context");
    if (!(build instanceof Table table)) {
      return build;
    }
    Table result = table;
    for (String key : List.of("args", "labels", "additional_contexts", "ssh")) {
      result = result.with(key, pairs(result.get(key)));
    }
    return result;
  }

  /** A string that stands for a mapping with one key. */
  private static Tree single(Tree value, String key) {
    if (!(value instanceof Leaf leaf) || leaf.isNull()) {
      return value;
    }
    Map<String, Member> members = new LinkedHashMap<>();
    members.put(key, new Member(leaf.text(), leaf, Mark.NONE));
    return new Table(members, leaf.span(), List.of(), leaf.folder());
  }

  private Tree distinct(Tree value) {
    Set<String> seen = new HashSet<>();
    if (value instanceof Series series) {
      for (Tree item : series.items()) {
        if (item instanceof Leaf leaf && leaf.text().isKnown() && !seen.add(leaf.text().chars())) {
          misfits.accept(twice(leaf.text()));
        }
      }
    }
    return value;
  }

  private static Tree list(Tree value) {
    return value instanceof Leaf leaf && !leaf.isNull()
        ? new Series(List.of(leaf), leaf.span(), List.of(), leaf.folder())
        : value;
  }

  /** A list of {@code NAME=value} and {@code NAME} as a mapping; a later entry wins. */
  Tree pairs(Tree value) {
    if (!(value instanceof Series series)) {
      return value;
    }
    Map<String, Member> members = new LinkedHashMap<>();
    for (Tree item : series.items()) {
      if (item instanceof Leaf leaf && leaf.kind() == Kind.STRING) {
        Text text = leaf.text();
        int equals = text.chars().indexOf('=');
        Text name = equals < 0 ? text : text.slice(0, equals);
        Leaf pair =
            equals < 0
                ? leaf.with(text.slice(text.length()), Kind.INHERITED)
                : leaf.with(text.slice(equals + 1), Kind.STRING);
        members.put(name.chars(), new Member(name, pair, Mark.LISTED));
      } else if (item instanceof Table table && table.members().size() == 1) {
        report(
            table.at().chars().indexOf('\n') < 0 ? table.at() : table.head(),
            "an entry of this list is written `NAME=value`, and this one is a mapping",
            // Not the value: it may be a password.
            List.of(table.head() + "=..."));
      } else {
        report(item.at(), "an entry of this list is written `NAME=value`", List.of());
      }
    }
    return new Table(members, series.span(), series.chain(), series.folder());
  }

  private void report(Text at, String message, List<String> nearest) {
    misfits.accept(new Misfit(Misfit.Kind.FORM, at, message, nearest, ""));
  }

  static Misfit twice(Text item) {
    return new Misfit(
        Misfit.Kind.FORM, item, "`" + item + "` stands twice in this list", List.of(), "");
  }

  /** A list of names as a mapping of the names to nothing. */
  private Tree names(Tree value) {
    if (!(value instanceof Series series)) {
      return value;
    }
    Map<String, Member> members = new LinkedHashMap<>();
    for (Tree item : series.items()) {
      if (item instanceof Leaf leaf && !leaf.isNull()) {
        Leaf nothing = leaf.with(leaf.text().slice(leaf.text().length()), Kind.NULL);
        Member before =
            members.put(leaf.text().chars(), new Member(leaf.text(), nothing, Mark.LISTED));
        if (before != null && leaf.text().isKnown()) {
          misfits.accept(twice(leaf.text()));
        }
      } else {
        report(item.at(), "an entry of this list is a name", List.of());
      }
    }
    return new Table(members, series.span(), series.chain(), series.folder());
  }

  /** A list of services, each of which must have started. */
  private Tree dependencies(Tree value) {
    if (!(names(value) instanceof Table table) || value instanceof Table) {
      return value;
    }
    Map<String, Member> members = new LinkedHashMap<>();
    table
        .members()
        .forEach(
            (name, member) -> {
              Leaf at = (Leaf) member.value();
              Leaf named = at.with(member.key(), Kind.STRING);
              Map<String, Member> defaults = new LinkedHashMap<>();
              defaults.put(
                  "condition",
                  new Member(
                      member.key(),
                      Leaf.implied("service_started", Kind.STRING, named),
                      Mark.NONE));
              defaults.put(
                  "required",
                  new Member(member.key(), Leaf.implied("true", Kind.BOOLEAN, named), Mark.NONE));
              members.put(
                  name, member.with(new Table(defaults, at.span(), List.of(), at.folder())));
            });
    return table.with(members);
  }
}
