package dev.dialtone.lint;

/**
 * What is known of a rule without running it.
 *
 * @param id stable for ever: {@code DT101}
 * @param name the flagged pattern in kebab case; may be used wherever the id may
 * @param ceiling the severity that its findings have at most
 * @param summary one sentence without a full stop
 */
public record RuleInfo(String id, String name, Severity ceiling, String summary) {
  /** The place where the rule is described for people. */
  public String helpUri() {
    return "https://github.com/dialtone-lint/dialtone/blob/main/rules/" + id + "/README.md";
  }
}
