package dev.dialtone.syntax.interpolation;

import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import java.util.List;

/**
 * What became of a template.
 *
 * @param text the template with its variables replaced
 * @param references the variables that were looked up, in the order of the look-ups; those of a
 *     default that was not needed are not among them
 * @param problems the places at which Compose refuses the template
 */
public record Interpolation(Text text, List<Reference> references, List<Problem> problems) {
  public Interpolation {
    references = List.copyOf(references);
    problems = List.copyOf(problems);
  }
}
