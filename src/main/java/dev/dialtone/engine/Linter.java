package dev.dialtone.engine;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.engine.ProjectFiles.Wanted;
import dev.dialtone.link.Linker;
import dev.dialtone.lint.Coverage;
import dev.dialtone.lint.Finding;
import dev.dialtone.lint.InternalFault;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.ProjectSummary;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Composition.MissingFile;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Project;
import dev.dialtone.reach.Reach;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Span;
import dev.dialtone.source.Workspace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** The whole program: finds projects, judges each by the rules, and puts the answers together. */
public final class Linter {
  private static final Catalogue CATALOGUE = Catalogue.bundled();

  private final List<Rule> rules;

  /** A linter that knows these rules. */
  public Linter(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** Looks at what the request names. */
  public LintResult lint(Workspace workspace, LintRequest request) {
    ProjectFiles projects = ProjectFiles.of(workspace, request);
    List<List<Answer>> answers =
        new ArrayList<>(inParallel(projects.wanted(), wanted -> judge(workspace, request, wanted)));
    sayOnce(projects.wanted(), answers);
    answers.add(List.of(compared(request, answers)));
    return new Results(workspace, request.rules(), rules, infos(request))
        .of(answers, projects.unseen());
  }

  /** What a rule says of a place. */
  private record Said(String rule, Span at) {}

  /** Jobs of a pipeline share lines: what is wrong with one is said of the first such job only. */
  private static void sayOnce(List<Wanted> wanted, List<List<Answer>> answers) {
    Set<Said> said = new HashSet<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i).project() instanceof ProjectFiles.Source.Job) {
        Set<Said> now = new HashSet<>();
        for (Answer answer : answers.get(i)) {
          answer.findings().removeIf(f -> said.contains(new Said(f.rule().id(), f.span())));
          answer.findings().forEach(f -> now.add(new Said(f.rule().id(), f.span())));
        }
        said.addAll(now);
      }
    }
  }

  /** The projects that the request names, with what comes of their dials, before any rule. */
  public List<Outcome> outcomes(Workspace workspace, LintRequest request) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Wanted wanted : ProjectFiles.of(workspace, request).wanted()) {
      Project project = project(workspace, request, wanted);
      if (wanted.accepts(files(workspace, project))) {
        outcomes.add(Reach.decide(project));
      }
    }
    return outcomes;
  }

  /**
   * What came of one project, or of comparing all of them.
   *
   * @param project the project; one entry, or none for the comparison
   * @param outcome what was decided of it, for the comparison with others; one entry, or none if
   *     that failed or if it runs on a machine of its own
   * @param findings in no order, the same more than once perhaps
   */
  record Answer(
      List<ProjectSummary> project,
      List<Outcome> outcome,
      List<Finding> findings,
      List<Coverage> unseen,
      List<InternalFault> faults) {}

  /** One answer, or none if the project is not wanted. */
  private List<Answer> judge(Workspace workspace, LintRequest request, Wanted wanted) {
    FilePath entry = wanted.project().files().get(0);
    List<Finding> findings = new ArrayList<>();
    List<InternalFault> faults = new ArrayList<>();
    try {
      Project project = project(workspace, request, wanted);
      Set<FilePath> files = files(workspace, project);
      if (!wanted.accepts(files)) {
        return List.of();
      }
      Outcome outcome = Reach.decide(project);
      for (Rule rule : rules) {
        if (request.rules().runs(rule.info())) {
          contained(rule, entry, sink -> rule.check(outcome, sink), findings, faults);
        }
      }
      ProjectSummary summary = new ProjectSummary(name(project.composition()), List.copyOf(files));
      Confidence most = project.composition().premises().confidence();
      findings.replaceAll(finding -> finding.atMost(most));
      return List.of(
          new Answer(
              List.of(summary),
              wanted.project() instanceof ProjectFiles.Source.Job ? List.of() : List.of(outcome),
              findings,
              unseen(project.composition()),
              faults));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      ProjectSummary summary = new ProjectSummary(entry.value(), wanted.project().files());
      faults.add(InternalFault.of("reading", entry, e));
      return List.of(new Answer(List.of(summary), List.of(), findings, List.of(), faults));
    }
  }

  /** What the rules say of the projects beside each other. */
  private Answer compared(LintRequest request, List<List<Answer>> answers) {
    List<Outcome> outcomes =
        answers.stream().flatMap(List::stream).flatMap(each -> each.outcome().stream()).toList();
    List<Finding> findings = new ArrayList<>();
    List<InternalFault> faults = new ArrayList<>();
    if (outcomes.size() > 1) {
      FilePath entry = outcomes.get(0).project().composition().folder();
      for (Rule rule : rules) {
        if (request.rules().runs(rule.info())) {
          contained(rule, entry, sink -> rule.compare(outcomes, sink), findings, faults);
        }
      }
    }
    return new Answer(List.of(), List.of(), findings, List.of(), faults);
  }

  private static Project project(Workspace workspace, LintRequest request, Wanted wanted) {
    return Linker.link(
        CATALOGUE.with(request.images()),
        new FileReader(),
        workspace,
        wanted.project().load(workspace));
  }

  private static Set<FilePath> files(Workspace workspace, Project project) {
    Set<FilePath> files = new TreeSet<>();
    for (FilePath file : project.files()) {
      files.add(workspace.fromHere(file));
    }
    return files;
  }

  private static String name(Composition composition) {
    return composition.name().isKnown() ? composition.name().chars() : composition.folder().value();
  }

  /** Of what could not be read: what hides parts of the project from us. */
  private static List<Coverage> unseen(Composition composition) {
    List<Coverage> unseen = new ArrayList<>();
    for (MissingFile missing : composition.unreadable()) {
      boolean part =
          missing.role() == MissingFile.Role.COMPOSE_FILE
              || missing.role() == MissingFile.Role.INCLUDE
              || missing.role() == MissingFile.Role.EXTENDS;
      if (part || missing.cause() == MissingFile.Cause.UNREADABLE) {
        unseen.add(new Coverage(missing.path(), missing.why()));
      }
    }
    return unseen;
  }

  /** A rule that fails takes down nothing but itself. */
  private static void contained(
      Rule rule,
      FilePath entry,
      Consumer<Consumer<Finding>> check,
      List<Finding> findings,
      List<InternalFault> faults) {
    List<Finding> own = new ArrayList<>();
    try {
      check.accept(own::add);
      findings.addAll(own);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      faults.add(InternalFault.of(rule.info().id(), entry, e));
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

  /** The answers in the order of the questions; one question needs no threads. */
  private static <Q, A> List<A> inParallel(List<Q> questions, Function<Q, A> answer) {
    return questions.size() == 1
        ? List.of(answer.apply(questions.get(0)))
        : questions.parallelStream().map(answer).toList();
  }
}
