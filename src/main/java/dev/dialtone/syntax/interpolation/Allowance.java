package dev.dialtone.syntax.interpolation;

import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import java.util.function.Consumer;

/**
 * How much text the variables of one file may come to: a value that uses another one twice is twice
 * as long, and thirty such lines fill any memory.
 */
public final class Allowance {
  /** Of one value, as {@link Text#weight()} counts: longer than any that tells of connections. */
  private static final int OF_ONE_VALUE = 1 << 20;

  /** Of all values of a file together. */
  private static final int OF_A_FILE = 4 << 20;

  private static final String WHY = "the variables come to more text than is looked at";

  private long taken;

  /** Whether one value may come to text of this weight. */
  public static boolean covers(long weight) {
    return weight <= OF_ONE_VALUE;
  }

  /** Whether the file has come to more already, so that nothing more need be expanded. */
  public boolean isSpent() {
    return taken > OF_A_FILE;
  }

  /** Says that a value is not looked at. */
  static Problem problem(Text place) {
    return new Problem(place.span(), WHY, Problem.Kind.LIMIT);
  }

  /** What stands for a value that is not looked at. */
  public static Text hole(Text place) {
    return Text.unknown(place.site(), WHY);
  }

  /**
   * The text that {@code written} has become, a hole if that is more than its file may come to: the
   * first time this is a problem.
   */
  public Text limited(Text written, Text expanded, Consumer<Problem> problems) {
    long more = expanded.weight() - written.weight();
    if (more <= 0) {
      return expanded;
    }
    boolean first = !isSpent();
    taken += more;
    if (!isSpent()) {
      return expanded;
    }
    if (first) {
      problems.accept(problem(written));
    }
    return hole(written);
  }
}
