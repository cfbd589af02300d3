package dev.dialtone.lint;

import dev.dialtone.source.Span;
import java.util.List;

/**
 * A comment that takes findings out of the report.
 *
 * @param at the comment from its first to its last word for us
 * @param word what it asks for: {@code ignore}, {@code ignore-file}, or a word that is neither
 * @param names the rules as they are named; empty for all rules
 * @param covers where the findings begin or end that it takes out
 * @param reason what the comment goes on to say; empty if it gives no reason
 * @param wellFormed whether it can be understood
 */
public record Suppression(
    Span at, Span word, List<Span> names, Span covers, String reason, boolean wellFormed) {
  public Suppression {
    names = List.copyOf(names);
  }

  /** Whether it reaches the place of a finding. */
  public boolean reaches(Span place) {
    return wellFormed
        && covers.file().path().equals(place.file().path())
        && place.start() <= covers.end()
        && place.end() >= covers.start();
  }

  /**
   * What came of a comment.
   *
   * @param idle whether it took nothing out although every rule that it means ran
   * @param unused of several names those that took nothing out although their rules ran
   * @param unknown names that no rule has
   */
  public record Use(
      Suppression comment, boolean idle, List<Span> unused, List<UnknownName> unknown) {
    public Use {
      unused = List.copyOf(unused);
      unknown = List.copyOf(unknown);
    }
  }

  /** A name that no rule has, and the nearest that one has; empty if none is near. */
  public record UnknownName(Span at, String nearest) {}
}
