package dev.dialtone.format.compose;

import dev.dialtone.format.compose.Tree.Kind;
import dev.dialtone.format.compose.Tree.Leaf;
import dev.dialtone.format.compose.Tree.Mark;
import dev.dialtone.format.compose.Tree.Member;
import dev.dialtone.format.compose.Tree.Table;
import dev.dialtone.source.Span;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gives services what they take from the project around them: the values of variables that their
 * {@code environment} only names, the folder of a build that names none.
 */
final class Inherited {
  private Inherited() {}

  /**
   * The model with the names in lists ({@code - NAME}) resolved; those in mappings wait for the
   * variables of the whole project.
   */
  static Table resolve(Table model, Environment environment) {
    if (!(model.get("services") instanceof Table services)) {
      return model;
    }
    Map<String, Member> members = new LinkedHashMap<>();
    services
        .members()
        .forEach(
            (name, member) ->
                members.put(
                    name,
                    member.value() instanceof Table service
                        ? member.with(
                            service
                                .with("environment", named(service.get("environment"), environment))
                                .with("build", inFolder(service.get("build"), model)))
                        : member));
    return model.with("services", services.with(members));
  }

  /** A build without a context has the project's folder, wherever the build is written. */
  private static Tree inFolder(Tree tree, Table model) {
    if (!(tree instanceof Table build) || build.has("context")) {
      return tree;
    }
    Span start = new Span(build.span().file(), build.span().start(), build.span().start());
    Text nothing = Text.of("", start);
    Map<String, Member> members = new LinkedHashMap<>(build.members());
    Leaf context = new Leaf(nothing, Kind.STRING, start, model.folder());
    members.put("context", new Member(nothing, context, Mark.NONE));
    return build.with(members);
  }

  private static Tree named(Tree tree, Environment environment) {
    if (!(tree instanceof Table table)) {
      return tree;
    }
    Map<String, Member> members = new LinkedHashMap<>();
    table
        .members()
        .forEach(
            (name, member) ->
                members.put(
                    name,
                    member.value() instanceof Leaf leaf
                            && leaf.kind() == Kind.INHERITED
                            && environment.sets(name)
                        ? member.with(value(member.key(), leaf, environment))
                        : member));
    return table.with(members);
  }

  /** The value that the surroundings give a variable at the place of its name. */
  static Leaf value(Text name, Leaf leaf, Environment environment) {
    Text value = environment.value(name.chars(), leaf.text());
    return leaf.with(value.usedAt(name.site(), Step.Kind.INTERPOLATED), Kind.STRING);
  }
}
