package dev.dialtone.lint;

import dev.dialtone.source.Span;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import java.util.List;

/** A change that mends a finding: edits that do not overlap. */
public record Fix(String description, Applicability applicability, List<Edit> edits) {
  /** Whether a fix may be applied without a person looking at it. */
  public enum Applicability {
    /** The result means the same but for the fault. */
    SAFE,
    /** The result is likely what is wanted. */
    UNSAFE
  }

  public Fix {
    edits = List.copyOf(edits);
  }

  /** A change of one place that may be made without a person looking at it. */
  public static Fix safe(String description, Span place, String text) {
    return new Fix(description, Applicability.SAFE, List.of(Edit.replace(place, text)));
  }

  /** A change of one place that a person should look at. */
  public static Fix unsafe(String description, Span place, String text) {
    return new Fix(description, Applicability.UNSAFE, List.of(Edit.replace(place, text)));
  }

  /**
   * The change of a value where it is written: one fix, or none if it is not written there letter
   * by letter, or in parts. What others may use as well, such as a variable of {@code .env}, is
   * left to a person.
   */
  public static List<Fix> replacing(String description, Text written, String text) {
    if (!Edit.isInPlace(written)) {
      return List.of();
    }
    boolean shared = written.chain().stream().anyMatch(step -> step.kind() != Step.Kind.INCLUDED);
    return List.of(
        shared
            ? unsafe(description, written.span(), text)
            : safe(description, written.span(), text));
  }

  /** The same, to be looked at by a person. */
  public Fix unsafely() {
    return new Fix(description, Applicability.UNSAFE, edits);
  }
}
