package dev.dialtone.engine;

import dev.dialtone.lint.Coverage;
import dev.dialtone.lint.Finding;
import dev.dialtone.lint.InternalFault;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.ProjectSummary;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Project;
import dev.dialtone.reach.Reach;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The whole program: finds projects, judges each by the rules, and puts the answers together. */
public final class Linter {
  private final List<Rule> rules;

  /** A linter that knows these rules. */
  public Linter(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** Looks at what the request names. */
  public LintResult lint(Workspace workspace, LintRequest request) {
    ProjectFiles projects = ProjectFiles.find(workspace, request);
    List<Answer> answers =
        inParallel(projects.entryFiles(), entry -> judge(workspace, request, entry));
    return new Results(request.rules(), infos(request)).of(answers, projects.unseen());
  }

  /** The projects that the request names, with what comes of their dials, before any rule. */
  public List<Outcome> outcomes(Workspace workspace, LintRequest request) {
    ProjectFiles projects = ProjectFiles.find(workspace, request);
    return inParallel(
        projects.entryFiles(),
        entry -> Reach.decide(ProjectFiles.link(ProjectFiles.load(workspace, entry))));
  }

  /**
   * What came of one project.
   *
   * @param findings in no order, the same more than once perhaps
   */
  record Answer(
      ProjectSummary project,
      List<Finding> findings,
      List<Coverage> unseen,
      List<InternalFault> faults) {}

  private Answer judge(Workspace workspace, LintRequest request, FilePath entry) {
    List<Finding> findings = new ArrayList<>();
    List<InternalFault> faults = new ArrayList<>();
    List<Coverage> unseen = new ArrayList<>();
    ProjectSummary summary = new ProjectSummary(entry.value(), List.of(entry));
    try {
      Composition composition = ProjectFiles.load(workspace, entry);
      Project project = ProjectFiles.link(composition);
      summary = new ProjectSummary(entry.value(), project.files());
      for (Composition.MissingFile missing : composition.unreadable()) {
        unseen.add(new Coverage(missing.path(), missing.why()));
      }
      Outcome outcome = Reach.decide(project);
      for (Rule rule : rules) {
        if (request.rules().runs(rule.info())) {
          check(rule, outcome, entry, findings, faults);
        }
      }
    } catch (RuntimeException | StackOverflowError e) {
      faults.add(fault("linking", entry, e));
    }
    return new Answer(summary, findings, unseen, faults);
  }

  /** A rule that fails takes down nothing but itself. */
  private static void check(
      Rule rule,
      Outcome outcome,
      FilePath entry,
      List<Finding> findings,
      List<InternalFault> faults) {
    List<Finding> own = new ArrayList<>();
    try {
      rule.check(outcome, own::add);
      findings.addAll(own);
    } catch (RuntimeException | StackOverflowError e) {
      faults.add(fault(rule.info().id(), entry, e));
    }
  }

  private List<RuleInfo> infos(LintRequest request) {
    List<RuleInfo> infos = new ArrayList<>();
    for (Rule rule : rules) {
      if (request.rules().runs(rule.info())) {
        infos.add(rule.info());
      }
    }
    return infos;
  }

  /** An exception's message is left out: it may quote what a file keeps secret. */
  private static InternalFault fault(String during, FilePath path, Throwable cause) {
    String place = "";
    for (StackTraceElement element : cause.getStackTrace()) {
      if (element.getClassName().startsWith("dev.dialtone.")) {
        place =
            " at "
                + element.getClassName()
                + "."
                + element.getMethodName()
                + ":"
                + element.getLineNumber();
        break;
      }
    }
    return new InternalFault(during, path, cause.getClass().getName() + place);
  }

  /** The answers in the order of the questions; one question needs no threads. */
  private static <Q, A> List<A> inParallel(List<Q> questions, Function<Q, A> answer) {
    return questions.size() == 1
        ? List.of(answer.apply(questions.get(0)))
        : questions.parallelStream().map(answer).toList();
  }
}
