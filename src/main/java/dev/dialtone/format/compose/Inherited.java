package dev.dialtone.format.compose;

import dev.dialtone.format.compose.Tree.Kind;
import dev.dialtone.format.compose.Tree.Leaf;
import dev.dialtone.format.compose.Tree.Member;
import dev.dialtone.format.compose.Tree.Table;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gives the variables that a service's {@code environment} only names the value they have. */
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
                            service.with(
                                "environment", named(service.get("environment"), environment)))
                        : member));
    return model.with("services", services.with(members));
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
