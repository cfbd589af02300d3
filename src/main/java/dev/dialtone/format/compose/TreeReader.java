package dev.dialtone.format.compose;

import dev.dialtone.format.compose.Tree.Kind;
import dev.dialtone.format.compose.Tree.Leaf;
import dev.dialtone.format.compose.Tree.Mark;
import dev.dialtone.format.compose.Tree.Member;
import dev.dialtone.format.compose.Tree.Series;
import dev.dialtone.format.compose.Tree.Table;
import dev.dialtone.model.Composition;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.Span;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Allowance;
import dev.dialtone.syntax.interpolation.Interpolation;
import dev.dialtone.syntax.interpolation.Interpolator;
import dev.dialtone.syntax.interpolation.Operator;
import dev.dialtone.syntax.interpolation.Reference;
import dev.dialtone.syntax.interpolation.Variables;
import dev.dialtone.syntax.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes a tree of a YAML document: follows aliases, merges {@code <<}, obeys {@code !reset} and
 * {@code !override}, replaces variables in every string that is no key.
 */
final class TreeReader {
  private final Variables variables;
  private final FilePath folder;
  private final Consumer<Problem> problems;
  private final Consumer<Composition.Reference> references;
  private final Allowance allowance = new Allowance();

  /** How many aliases lead to what is being read. */
  private int aliases;

  /** How many tags {@code !override} are around what is being read: no tag counts below one. */
  private int overrides;

  /** A reader whose trees' relative paths start from {@code folder}. */
  TreeReader(
      Variables variables,
      FilePath folder,
      Consumer<Problem> problems,
      Consumer<Composition.Reference> references) {
    this.variables = variables;
    this.folder = folder;
    this.problems = problems;
    this.references = references;
  }

  /** The tree of a document. */
  Tree read(YamlNode document) {
    return read(document, Path.ROOT, List.of());
  }

  private Tree read(YamlNode node, Path path, List<Step> steps) {
    if (node instanceof YamlNode.Alias alias) {
      aliases++;
      Tree target =
          read(alias.target(), path, behind(new Step(Step.Kind.ALIAS, alias.span()), steps));
      aliases--;
      return target;
    }
    if (node instanceof YamlNode.Mapping mapping) {
      Map<String, Member> members = new LinkedHashMap<>();
      readInto(members, mapping, path, steps);
      return new Table(members, mapping.span(), steps, folder);
    }
    if (node instanceof YamlNode.Sequence sequence) {
      List<Tree> items = new ArrayList<>(sequence.items().size());
      for (YamlNode item : sequence.items()) {
        if (mark(item) != Mark.RESET) {
          items.add(read(item, path, steps));
        }
      }
      return new Series(items, sequence.span(), steps, folder);
    }
    return leaf((YamlNode.Scalar) node, path, steps);
  }

  /** Adds the entries whose keys are not there yet: what stands in the mapping wins over merges. */
  private void readInto(
      Map<String, Member> members, YamlNode.Mapping mapping, Path path, List<Step> steps) {
    for (YamlNode.Entry entry : mapping.entries()) {
      String key = entry.key().text().chars();
      if (isMerge(entry.key())) {
        continue;
      }
      Mark mark = mark(entry.value());
      if (mark == Mark.RESET && aliases > 0) {
        // Compose drops the key where the anchor stands; by an alias it is not there any more.
        continue;
      }
      Member there = members.get(key);
      if (there != null && there.mark() != Mark.RESET) {
        if (mark != Mark.NONE) {
          members.put(key, new Member(there.key(), there.value(), Mark.OVERRIDE));
        }
        continue;
      }
      requireString(entry.key(), path);
      overrides += mark == Mark.OVERRIDE ? 1 : 0;
      Tree value = mark == Mark.RESET ? Tree.ABSENT : read(entry.value(), path.child(key), steps);
      overrides -= mark == Mark.OVERRIDE ? 1 : 0;
      // What is reset here may still be merged in; it is no addition to an earlier file then.
      boolean refilled = there != null && mark != Mark.RESET;
      members.put(
          key,
          new Member(along(entry.key().text(), steps), value, refilled ? Mark.OVERRIDE : mark));
    }
    for (YamlNode.Entry entry : mapping.entries()) {
      if (isMerge(entry.key())) {
        merge(members, entry.value(), path, steps);
      }
    }
  }

  private void merge(Map<String, Member> members, YamlNode source, Path path, List<Step> steps) {
    YamlNode node = source.resolved();
    if (node instanceof YamlNode.Mapping mapping) {
      aliases += source instanceof YamlNode.Alias ? 1 : 0;
      readInto(members, mapping, path, behind(new Step(Step.Kind.MERGED, source.span()), steps));
      aliases -= source instanceof YamlNode.Alias ? 1 : 0;
    } else if (node instanceof YamlNode.Sequence sequence) {
      for (YamlNode item : sequence.items()) {
        if (item.resolved() instanceof YamlNode.Mapping) {
          merge(members, item, path, steps);
        } else {
          problems.accept(Problem.syntax(item.span(), "`<<` merges mappings, and this is none"));
        }
      }
    } else {
      problems.accept(
          Problem.syntax(source.span(), "`<<` needs a mapping or a list of mappings behind it"));
    }
  }

  private static boolean isMerge(YamlNode.Scalar key) {
    return key.style() == YamlNode.Style.PLAIN && key.text().is("<<");
  }

  private void requireString(YamlNode.Scalar key, Path path) {
    Kind kind =
        key.style() == YamlNode.Style.PLAIN && key.tag().isEmpty()
            ? Scalars.kind(key.text().chars())
            : Kind.STRING;
    if (kind != Kind.STRING) {
      problems.accept(
          Problem.syntax(
              key.span(),
              "a key must be a string; quote it"
                  + (path.depth() == 0 ? "" : " (in `" + path + "`)")));
    }
  }

  private Mark mark(YamlNode node) {
    if (overrides > 0) {
      return Mark.NONE;
    }
    return switch (node.resolved().tag()) {
      case "!reset" -> Mark.RESET;
      case "!override" -> Mark.OVERRIDE;
      default -> Mark.NONE;
    };
  }

  private Leaf leaf(YamlNode.Scalar scalar, Path path, List<Step> steps) {
    Leaf leaf = Scalars.leaf(scalar, folder);
    if (leaf.kind() != Kind.STRING || leaf.text().chars().indexOf('$') < 0) {
      return leaf.with(along(leaf.text(), steps), leaf.kind());
    }
    Interpolation result = Interpolator.interpolate(leaf.text(), variables);
    result.problems().forEach(problems);
    for (Reference reference : result.references()) {
      if (variables.unsetIsEmpty() && isMissing(reference)) {
        problems.accept(
            Problem.syntax(
                reference.span(), "the variable `" + reference.name() + "` must have a value"));
      }
      references.accept(
          new Composition.Reference(
              reference.name().chars(),
              reference.span(),
              path.toString(),
              value(reference),
              isDefault(reference),
              reference.operator() == Operator.NONE));
    }
    Text text = allowance.limited(leaf.text(), result.text(), problems);
    return leaf.with(along(text, steps), Kind.STRING);
  }

  /** Whether Compose refuses to go on without a value for the variable. */
  private static boolean isMissing(Reference reference) {
    return switch (reference.operator()) {
      case REQUIRED -> reference.found() == Reference.Found.UNSET;
      case REQUIRED_NOT_EMPTY -> reference.found() != Reference.Found.VALUE;
      default -> false;
    };
  }

  /** Whether the default of a reference takes the place of its variable. */
  private static boolean isDefault(Reference reference) {
    return switch (reference.operator()) {
      case DEFAULT_IF_UNSET -> reference.found() == Reference.Found.UNSET;
      case DEFAULT_IF_EMPTY ->
          reference.found() == Reference.Found.UNSET || reference.found() == Reference.Found.EMPTY;
      default -> false;
    };
  }

  /** What a reference is replaced with: one text, or none if nothing sets its variable. */
  private List<Text> value(Reference reference) {
    if (isDefault(reference)) {
      Span span = reference.span();
      int from = 2 + reference.name().length() + reference.operator().sign().length();
      Text written = Text.of(span.slice(Math.min(from, span.length() - 1), span.length() - 1));
      return List.of(
          written.chars().indexOf('$') < 0
              ? written.through(Step.Kind.DEFAULT, span)
              : Text.unknown(written.span(), "the default holds another variable"));
    }
    return variables.lookup(reference.name().chars()) instanceof Variables.Answer.Set set
        ? List.of(set.value())
        : List.of();
  }

  private static Text along(Text text, List<Step> steps) {
    Text moved = text;
    for (Step step : steps) {
      moved = moved.through(step.kind(), step.at());
    }
    return moved;
  }

  /** The steps of something that stands inside an alias or merge: its own step is the nearest. */
  private static List<Step> behind(Step nearest, List<Step> steps) {
    List<Step> longer = new ArrayList<>(steps.size() + 1);
    longer.add(nearest);
    longer.addAll(steps);
    return longer;
  }
}
