package dev.dialtone.syntax.interpolation;

/** What stands between the name of a variable and the rest of its braces. */
public enum Operator {
  /** {@code $A} or {@code ${A}}. */
  NONE(""),
  /** {@code ${A:-default}}: the default if A is unset or empty. */
  DEFAULT_IF_EMPTY(":-"),
  /** {@code ${A-default}}: the default if A is unset. */
  DEFAULT_IF_UNSET("-"),
  /** {@code ${A:?message}}: refused if A is unset or empty. */
  REQUIRED_NOT_EMPTY(":?"),
  /** {@code ${A?message}}: refused if A is unset. */
  REQUIRED("?"),
  /** {@code ${A:+other}}: the other text if A is set and not empty. */
  REPLACED_IF_NOT_EMPTY(":+"),
  /** {@code ${A+other}}: the other text if A is set. */
  REPLACED_IF_SET("+");

  private final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  /** The characters of the operator. */
  public String sign() {
    return sign;
  }

  /** Whether an empty value counts like no value: the operators with a colon. */
  public boolean emptyCountsAsUnset() {
    return sign.startsWith(":");
  }
}
