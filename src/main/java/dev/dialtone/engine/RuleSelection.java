package dev.dialtone.engine;

import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rules run, and how bad their findings are. A rule is named by its id, its name, or the
 * first characters of its id: {@code DT1} means all that begin so.
 *
 * @param selected the rules that run; empty for all
 * @param ignored rules that do not run although they are selected
 * @param severities the severity that all findings of a rule get; of several the last one counts
 */
public record RuleSelection(
    List<String> selected, List<String> ignored, Map<String, Severity> severities) {
  /** All rules, as they are. */
  public static final RuleSelection ALL = new RuleSelection(List.of(), List.of(), Map.of());

  public RuleSelection {
    selected = List.copyOf(selected);
    ignored = List.copyOf(ignored);
    severities = Collections.unmodifiableMap(new LinkedHashMap<>(severities));
  }

  /** Whether {@code name} means {@code rule}. */
  public static boolean names(String name, RuleInfo rule) {
    return name.equalsIgnoreCase(rule.name())
        || (name.length() > 2 && rule.id().regionMatches(true, 0, name, 0, name.length()));
  }

  /** Whether the rule runs. */
  public boolean runs(RuleInfo rule) {
    return (selected.isEmpty() || anyNames(selected, rule)) && !anyNames(ignored, rule);
  }

  /** The severity that findings of the rule get in the place of {@code own}. */
  public Severity severity(RuleInfo rule, Severity own) {
    Severity chosen = own;
    for (Map.Entry<String, Severity> entry : severities.entrySet()) {
      if (names(entry.getKey(), rule)) {
        chosen = entry.getValue();
      }
    }
    return chosen;
  }

  private static boolean anyNames(List<String> names, RuleInfo rule) {
    for (String name : names) {
      if (names(name, rule)) {
        return true;
      }
    }
    return false;
  }
}
