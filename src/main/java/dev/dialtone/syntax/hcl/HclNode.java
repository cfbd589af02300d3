package dev.dialtone.syntax.hcl;

import dev.dialtone.source.Text;
import java.util.List;

/**
 * An attribute or a block. A label of a block is a block around its content, which is what JSON
 * makes of it: {@code listener "tcp" {...}} is {@code {"listener": {"tcp": {...}}}}.
 *
 * @param name the name of the attribute, the type or the label of the block
 * @param value the value of an attribute, unquoted; empty for blocks and lists
 * @param body what is in the block, or the items of a list
 */
public record HclNode(Text name, Text value, List<HclNode> body) {
  public HclNode {
    body = List.copyOf(body);
  }

  /** The nodes of this name in the block. */
  public List<HclNode> all(String wanted) {
    return body.stream().filter(node -> node.name().is(wanted)).toList();
  }

  /** The value of the attribute of this name that counts, the last one: one, or none. */
  public List<Text> attribute(String wanted) {
    List<HclNode> named = all(wanted);
    return named.isEmpty() || !named.get(named.size() - 1).body().isEmpty()
        ? List.of()
        : List.of(named.get(named.size() - 1).value());
  }
}
