package dev.dialtone.lint;

import dev.dialtone.model.Confidence;
import java.util.List;

/** The one place where severities are decided (semantics, section 9). */
public final class Severities {
  private Severities() {}

  /** The severity of a finding as its rule's ceiling allows, or nothing if it is not reported. */
  public static List<Severity> of(Finding finding) {
    return matrix(finding.occurrence(), finding.confidence()).stream()
        .map(severity -> severity.atMost(finding.rule().ceiling()))
        .toList();
  }

  private static List<Severity> matrix(Occurrence occurrence, Confidence confidence) {
    return switch (occurrence) {
      case EVERY_START ->
          switch (confidence) {
            case CERTAIN -> List.of(Severity.ERROR);
            case PROBABLE -> List.of(Severity.WARNING);
            case POSSIBLE -> List.of(Severity.NOTE);
          };
      case SOME_STARTS ->
          confidence == Confidence.POSSIBLE ? List.of(Severity.NOTE) : List.of(Severity.WARNING);
      case FRAGILE -> confidence == Confidence.POSSIBLE ? List.of() : List.of(Severity.NOTE);
    };
  }
}
