package dev.dialtone.lint;

import java.util.List;

/**
 * The answer to one run.
 *
 * @param diagnostics sorted by path, place and rule, each once
 * @param projects the projects that were looked at, sorted by their first file
 * @param coverage what could not be looked at
 * @param internalFaults faults of our own
 * @param rules every rule that took part, sorted by id
 */
public record LintResult(
    List<Diagnostic> diagnostics,
    List<ProjectSummary> projects,
    List<Coverage> coverage,
    List<InternalFault> internalFaults,
    List<RuleInfo> rules) {
  public LintResult {
    diagnostics = List.copyOf(diagnostics);
    projects = List.copyOf(projects);
    coverage = List.copyOf(coverage);
    internalFaults = List.copyOf(internalFaults);
    rules = List.copyOf(rules);
  }

  /** How many diagnostics have exactly this severity. */
  public long count(Severity severity) {
    return diagnostics.stream().filter(d -> d.severity() == severity).count();
  }

  /** How many different files were read. */
  public long fileCount() {
    return projects.stream().flatMap(p -> p.files().stream()).distinct().count();
  }
}
