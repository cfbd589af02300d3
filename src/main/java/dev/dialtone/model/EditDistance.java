package dev.dialtone.model;

/**
 * How many letters have to be inserted, dropped, changed or swapped to turn one name into another.
 */
public final class EditDistance {
  private EditDistance() {}

  /** The distance with adjacent swaps counted once (optimal string alignment). */
  public static int between(String one, String other) {
    return between(one, other, Integer.MAX_VALUE - 1);
  }

  /** The same, or {@code most} + 1 as soon as it is sure to be greater than {@code most}. */
  public static int between(String one, String other, int most) {
    if (Math.abs(one.length() - other.length()) > most) {
      return most + 1;
    }
    int leastBefore = 0;
    int[] beforeLast = new int[other.length() + 1];
    int[] last = new int[other.length() + 1];
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      row[0] = i;
      int least = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int cost = Math.min(Math.min(row[j - 1] + 1, last[j] + 1), last[j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        row[j] = swapped ? Math.min(cost, beforeLast[j - 2] + 1) : cost;
        least = Math.min(least, row[j]);
      }
      // A swap reaches back two rows.
      if (least > most && leastBefore > most) {
        return most + 1;
      }
      leastBefore = least;
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return Math.min(last[other.length()], most + 1);
  }
}
