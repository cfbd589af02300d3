package dev.dialtone.model;

import dev.dialtone.source.Text;
import java.util.List;

/**
 * A dial and what comes of it.
 *
 * @param walk the steps that led to the verdict, in their order
 */
public record Connection(Dial dial, Verdict verdict, List<Walk> walk) {
  public Connection {
    walk = List.copyOf(walk);
  }

  /** One step of the way from dialler to listener: what was found, and where it is written. */
  public record Walk(Text at, String words) {}
}
