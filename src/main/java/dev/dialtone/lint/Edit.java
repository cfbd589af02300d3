package dev.dialtone.lint;

import dev.dialtone.source.Span;
import dev.dialtone.source.Text;

/** The text that takes the place of a span. */
public record Edit(Span span, String text) {
  /** Puts {@code text} where {@code span} stands. */
  public static Edit replace(Span span, String text) {
    return new Edit(span, text);
  }

  /** Puts {@code text} before what stands at the start of {@code span}. */
  public static Edit before(Span span, String text) {
    return new Edit(span.slice(0, 0), text);
  }

  /** Puts {@code text} behind what stands at the end of {@code span}. */
  public static Edit after(Span span, String text) {
    return new Edit(span.slice(span.length(), span.length()), text);
  }

  /** Whether a text stands at its place letter by letter, so that new letters may replace it. */
  public static boolean isInPlace(Text text) {
    return text.isKnown() && text.span().text().equals(text.chars());
  }
}
