package dev.dialtone.format.caddy;

import dev.dialtone.source.Text;
import java.util.List;

/**
 * One line of a Caddyfile with the block that it opens.
 *
 * @param words what stands on the line, without the brace at its end
 */
record Statement(List<Text> words, boolean isBlock, List<Statement> body) {
  Statement {
    words = List.copyOf(words);
    body = List.copyOf(body);
  }

  /** The first word; empty if a brace opens the line. */
  String name() {
    return words.isEmpty() ? "" : words.get(0).chars();
  }

  /** Whether the first word is this one. */
  boolean is(String name) {
    return !words.isEmpty() && words.get(0).is(name);
  }

  /** The words behind the first one. */
  List<Text> arguments() {
    return words.isEmpty() ? words : words.subList(1, words.size());
  }
}
