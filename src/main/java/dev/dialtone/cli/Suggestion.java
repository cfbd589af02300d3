package dev.dialtone.cli;

import dev.dialtone.model.EditDistance;
import java.util.List;

/** What somebody may have meant who wrote something that is not known. */
final class Suggestion {
  private Suggestion() {}

  /** Words that fit behind an error message; empty if nothing known is near. */
  static String of(String written, List<String> known) {
    String nearest = "";
    int least = Math.max(1, written.length() / 3) + 1;
    for (String candidate : known) {
      int distance = EditDistance.between(written, candidate);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest.isEmpty() ? "" : " (did you mean " + nearest + "?)";
  }
}
