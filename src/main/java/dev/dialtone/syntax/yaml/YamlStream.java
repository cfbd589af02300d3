package dev.dialtone.syntax.yaml;

import dev.dialtone.source.Problem;
import java.util.List;

/**
 * The documents of a YAML file, as far as they could be read, and what stopped or disturbed the
 * reading. A document that holds only comments is none.
 */
public record YamlStream(List<YamlNode> documents, List<Problem> problems) {
  public YamlStream {
    documents = List.copyOf(documents);
    problems = List.copyOf(problems);
  }
}
