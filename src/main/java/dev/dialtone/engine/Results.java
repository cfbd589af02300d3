package dev.dialtone.engine;

import dev.dialtone.lint.Coverage;
import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.Finding;
import dev.dialtone.lint.InternalFault;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.ProjectSummary;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severities;
import dev.dialtone.lint.Severity;
import dev.dialtone.lint.Suppressed;
import dev.dialtone.lint.Suppression;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
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

  private final Workspace workspace;
  private final RuleSelection selection;
  private final List<Rule> known;
  private final List<RuleInfo> ran;

  Results(Workspace workspace, RuleSelection selection, List<Rule> known, List<RuleInfo> ran) {
    this.workspace = workspace;
    this.selection = selection;
    this.known = known;
    this.ran = ran;
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
        rate(finding, rated);
      }
      projects.addAll(answer.project());
      coverage.addAll(answer.unseen());
      faults.addAll(answer.faults());
    }
    List<Diagnostic> diagnostics = new ArrayList<>();
    List<Suppressed> suppressed = new ArrayList<>();
    suppress(diagnostics(rated), projects, diagnostics, suppressed);
    return new LintResult(
        diagnostics, suppressed, projects, List.copyOf(coverage), faults, sortedById(ran));
  }

  /** Takes out what comments silence, and adds what is to be said of the comments. */
  private void suppress(
      List<Diagnostic> all,
      List<ProjectSummary> projects,
      List<Diagnostic> diagnostics,
      List<Suppressed> suppressed) {
    Set<FilePath> files = new TreeSet<>();
    projects.forEach(project -> files.addAll(project.files()));
    Suppressions comments =
        Suppressions.in(files, workspace, known.stream().map(Rule::info).toList(), ran);
    for (Diagnostic diagnostic : all) {
      List<Suppression> by = comments.of(diagnostic);
      if (by.isEmpty()) {
        diagnostics.add(diagnostic);
      } else {
        suppressed.add(new Suppressed(diagnostic, Suppressed.By.COMMENT, by.get(0).reason()));
      }
    }
    List<Rated> said = new ArrayList<>();
    for (Suppression.Use use : comments.uses()) {
      for (Rule rule : known) {
        if (selection.runs(rule.info())) {
          rule.review(use, finding -> rate(finding, said));
        }
      }
    }
    if (!said.isEmpty()) {
      diagnostics.addAll(diagnostics(said));
      diagnostics.sort(
          Comparator.comparing((Diagnostic diagnostic) -> diagnostic.finding().span())
              .thenComparing(diagnostic -> diagnostic.finding().rule().id()));
    }
  }

  private void rate(Finding finding, List<Rated> rated) {
    for (Severity own : Severities.of(finding)) {
      selection
          .severity(finding.rule(), finding.span().file().path(), workspace, own)
          .forEach(severity -> rated.add(new Rated(finding, severity)));
    }
  }

  /** Variants of a project say the same of the lines they share; the most severe is kept. */
  private List<Diagnostic> diagnostics(List<Rated> rated) {
    Collections.sort(rated, BY_PLACE);
    Fingerprints fingerprints = Fingerprints.in(workspace);
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
