package dev.dialtone.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds the words that somebody may have meant. */
public final class Nearest {
  private static final int MAX_LENGTH = 40;

  private Nearest() {}

  /** The words at the smallest distance from {@code written}, at most two letters away. */
  public static List<String> to(String written, Collection<String> words) {
    if (written.length() > MAX_LENGTH) {
      return List.of();
    }
    int smallest = written.length() < 4 ? 1 : 2;
    List<String> nearest = new ArrayList<>();
    for (String word : words) {
      int distance = distance(written, word);
      if (distance < smallest) {
        smallest = distance;
        nearest.clear();
      }
      if (distance == smallest) {
        nearest.add(word);
      }
    }
    return List.copyOf(nearest);
  }

  /** How many letters must be added, dropped, changed or swapped with their neighbour. */
  private static int distance(String one, String other) {
    int[][] steps = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        int best =
            Math.min(
                steps[i - 1][j - 1] + (same ? 0 : 1),
                Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        steps[i][j] = swapped ? Math.min(best, steps[i - 2][j - 2] + 1) : best;
      }
    }
    return steps[one.length()][other.length()];
  }
}
