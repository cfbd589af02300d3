package dev.dialtone.format.apache;

import dev.dialtone.source.Text;
import java.util.List;

/**
 * One line: {@code Listen 80}, or the beginning or end of a section.
 *
 * @param name in lower case; for a section with {@code <} or {@code </} in front
 * @param arguments the words behind it, quotes taken off
 */
record Directive(String name, Text at, List<Text> arguments) {
  Directive {
    arguments = List.copyOf(arguments);
  }
}
