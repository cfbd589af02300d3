package dev.dialtone.syntax.interpolation;

import dev.dialtone.source.Span;
import dev.dialtone.source.Text;

/**
 * One use of a variable in a template.
 *
 * @param name the variable, at the place of its name
 * @param operator the operator behind the name
 * @param span the whole reference, such as {@code $A} or {@code ${A:-b}}
 * @param found what the look-up of the name gave
 */
public record Reference(Text name, Operator operator, Span span, Found found) {
  /** What a look-up gave. */
  public enum Found {
    /** A value that is not empty. */
    VALUE,
    /** The empty value. */
    EMPTY,
    /** Nothing sets the variable. */
    UNSET,
    /** The variable may or may not be set. */
    UNKNOWN
  }
}
