package dev.dialtone.rules.access;

import dev.dialtone.model.Confidence;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import java.util.List;

/** Compares what a client shows with what a server knows, without saying what either is. */
public final class Mismatch {
  private Mismatch() {}

  /** How sure it is that the two differ: one confidence, or none where they may be the same. */
  public static List<Confidence> between(Text shown, Text known) {
    if (!shown.isKnown() || !known.isKnown() || shown.equals(known)) {
      return List.of();
    }
    // A default or an example stands for something that is set on the machine that counts.
    return isProvisional(shown) || isProvisional(known)
        ? List.of(Confidence.PROBABLE)
        : List.of(Confidence.CERTAIN);
  }

  private static boolean isProvisional(Text text) {
    return text.came(Step.Kind.DEFAULT) || text.came(Step.Kind.ASSUMED);
  }
}
