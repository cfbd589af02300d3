package dev.dialtone.engine;

import dev.dialtone.lint.Coverage;
import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.Finding;
import dev.dialtone.lint.InternalFault;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.ProjectSummary;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severities;
import dev.dialtone.lint.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Puts the answers on all projects together: sorted, each thing once. */
final class Results {
  private static final Comparator<Rated> BY_PLACE =
      Comparator.comparing((Rated rated) -> rated.finding().span())
          .thenComparing(rated -> rated.finding().rule().id())
          .thenComparing(rated -> rated.finding().message())
          .thenComparing(Rated::severity, Comparator.reverseOrder());

  private static final Comparator<Coverage> BY_PATH =
      Comparator.comparing(Coverage::path).thenComparing(Coverage::why);

  private final RuleSelection selection;
  private final List<RuleInfo> rules;

  Results(RuleSelection selection, List<RuleInfo> rules) {
    this.selection = selection;
    this.rules = rules;
  }

  private record Rated(Finding finding, Severity severity) {
    /** Whether a reader would see the same twice. */
    boolean repeats(Rated other) {
      return finding.rule().id().equals(other.finding.rule().id())
          && finding.span().equals(other.finding.span())
          && finding.message().equals(other.finding.message());
    }
  }

  LintResult of(List<List<Linter.Answer>> answersOfProjects, List<Coverage> unseen) {
    List<Rated> rated = new ArrayList<>();
    List<ProjectSummary> projects = new ArrayList<>();
    TreeSet<Coverage> coverage = new TreeSet<>(BY_PATH);
    coverage.addAll(unseen);
    List<InternalFault> faults = new ArrayList<>();
    List<Linter.Answer> answers = new ArrayList<>();
    answersOfProjects.forEach(answers::addAll);
    for (Linter.Answer answer : answers) {
      for (Finding finding : answer.findings()) {
        for (Severity own : Severities.of(finding)) {
          rated.add(new Rated(finding, selection.severity(finding.rule(), own)));
        }
      }
      projects.addAll(answer.project());
      coverage.addAll(answer.unseen());
      faults.addAll(answer.faults());
    }
    return new LintResult(
        diagnostics(rated), 0, projects, List.copyOf(coverage), faults, sortedById(rules));
  }

  /** Variants of a project say the same of the lines they share; the most severe is kept. */
  private static List<Diagnostic> diagnostics(List<Rated> rated) {
    Collections.sort(rated, BY_PLACE);
    Fingerprints fingerprints = new Fingerprints();
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (int i = 0; i < rated.size(); i++) {
      Rated one = rated.get(i);
      if (i == 0 || !one.repeats(rated.get(i - 1))) {
        diagnostics.add(
            new Diagnostic(one.finding(), one.severity(), fingerprints.next(one.finding())));
      }
    }
    return diagnostics;
  }

  private static List<RuleInfo> sortedById(List<RuleInfo> rules) {
    return rules.stream().sorted(Comparator.comparing(RuleInfo::id)).toList();
  }
}
