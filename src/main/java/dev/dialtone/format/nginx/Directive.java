package dev.dialtone.format.nginx;

import dev.dialtone.source.Text;
import java.util.List;

/**
 * One directive: {@code listen 80;}, {@code server { ... }}.
 *
 * @param arguments the words behind the name, quotes taken off
 * @param isBlock whether it ends in braces
 * @param body the directives between the braces
 */
record Directive(Text name, List<Text> arguments, boolean isBlock, List<Directive> body) {
  Directive {
    arguments = List.copyOf(arguments);
    body = List.copyOf(body);
  }

  boolean is(String word) {
    return name.is(word);
  }
}
