package dev.dialtone.engine;

import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
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
 * @param local what holds for some files only, in addition
 */
public record RuleSelection(
    List<String> selected,
    List<String> ignored,
    Map<String, Severity> severities,
    List<Local> local) {
  /** All rules, as they are. */
  public static final RuleSelection ALL = new RuleSelection(List.of(), List.of(), Map.of());

  /**
   * What holds for some files only.
   *
   * @param files the files
   * @param ignored rules whose findings there are not reported
   * @param severities the severity that all findings of a rule get there
   */
  public record Local(PathPatterns files, List<String> ignored, Map<String, Severity> severities) {
    public Local {
      ignored = List.copyOf(ignored);
      severities = Collections.unmodifiableMap(new LinkedHashMap<>(severities));
    }
  }

  /** The same for all files. */
  public RuleSelection(
      List<String> selected, List<String> ignored, Map<String, Severity> severities) {
    this(selected, ignored, severities, List.of());
  }

  public RuleSelection {
    local = List.copyOf(local);
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

  /** The severity of the rule's findings in a file in the place of {@code own}, or nothing. */
  List<Severity> severity(RuleInfo rule, FilePath file, Workspace workspace, Severity own) {
    Severity chosen = chosen(severities, rule, own);
    for (Local exception : local) {
      if (exception.files().match(file, workspace)) {
        if (anyNames(exception.ignored(), rule)) {
          return List.of();
        }
        chosen = chosen(exception.severities(), rule, chosen);
      }
    }
    return List.of(chosen);
  }

  private static Severity chosen(Map<String, Severity> severities, RuleInfo rule, Severity own) {
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
