package dev.dialtone.lint;

import dev.dialtone.source.FilePath;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The answer to one run.
 *
 * @param diagnostics sorted by path, place and rule, each once
 * @param suppressed what comments and the baseline took out, sorted alike
 * @param projects the projects that were looked at, sorted by their first file
 * @param coverage what could not be looked at
 * @param internalFaults faults of our own
 * @param rules every rule that took part, sorted by id
 */
public record LintResult(
    List<Diagnostic> diagnostics,
    List<Suppressed> suppressed,
    List<ProjectSummary> projects,
    List<Coverage> coverage,
    List<InternalFault> internalFaults,
    List<RuleInfo> rules) {
  public LintResult {
    diagnostics = List.copyOf(diagnostics);
    suppressed = List.copyOf(suppressed);
    projects = List.copyOf(projects);
    coverage = List.copyOf(coverage);
    internalFaults = List.copyOf(internalFaults);
    rules = List.copyOf(rules);
  }

  /** How many diagnostics have exactly this severity. */
  public long count(Severity severity) {
    long count = 0;
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.severity() == severity) {
        count++;
      }
    }
    return count;
  }

  /** How many different files were read. */
  public long fileCount() {
    Set<FilePath> files = new TreeSet<>();
    for (ProjectSummary project : projects) {
      files.addAll(project.files());
    }
    return files.size();
  }
}
