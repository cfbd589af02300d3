package dev.dialtone.lint;

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
}
