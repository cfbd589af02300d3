package dev.dialtone.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.Finding;
import dev.dialtone.lint.InternalFault;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.ProjectSummary;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Service;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LinterTest {
  /** Reports every service by its name, sure of those that begin with a capital letter. */
  private static final class NamesServices implements Rule {
    private final String id;

    NamesServices(String id) {
      this.id = id;
    }

    @Override
    public RuleInfo info() {
      return new RuleInfo(id, "names-services", Severity.ERROR, "A service has a name");
    }

    @Override
    public void check(Outcome outcome, Consumer<Finding> sink) {
      for (Service service : outcome.project().composition().services().values()) {
        String name = service.name().value();
        sink.accept(
            Finding.at(info(), service.at().span(), "its name is `" + name + "`")
                .confidence(
                    Character.isUpperCase(name.charAt(0))
                        ? Confidence.CERTAIN
                        : Confidence.PROBABLE)
                .build());
      }
    }
  }

  /** Fails on projects that have a service of this name. */
  private record Fails(String service, RuntimeException failure, boolean overflow) implements Rule {
    @Override
    public RuleInfo info() {
      return new RuleInfo("XX666", "fails", Severity.ERROR, "It fails");
    }

    @Override
    public void check(Outcome outcome, Consumer<Finding> sink) {
      for (Service found : outcome.project().composition().services().values()) {
        sink.accept(Finding.at(info(), found.at().span(), "before it fails").build());
        if (found.name().value().equals(service)) {
          if (overflow) {
            overflow(0);
          }
          throw failure;
        }
      }
    }

    private static int overflow(int depth) {
      return depth == Integer.MAX_VALUE ? depth : overflow(depth + 1) + 1;
    }
  }

  private static LintResult lint(Map<String, String> files, Rule... rules) {
    return new Linter(List.of(rules))
        .lint(new MemoryWorkspace(files), LintRequest.of(FilePath.ROOT));
  }

  private static List<String> lines(LintResult result) {
    return result.diagnostics().stream()
        .map(
            d ->
                d.finding().span()
                    + " "
                    + d.finding().rule().id()
                    + " "
                    + d.severity().id()
                    + " "
                    + d.finding().message())
        .toList();
  }

  private static String services(String... names) {
    StringBuilder file = new StringBuilder("services:\n");
    for (String name : names) {
      file.append("  ").append(name).append(":\n    image: acme/").append(name).append('\n');
    }
    return file.toString();
  }

  @Test
  void findingsAreSortedByPathThenPlaceThenRule() {
    LintResult result =
        lint(
            Map.of("b/compose.yaml", services("one", "Two"), "a/compose.yaml", services("three")),
            new NamesServices("XX002"),
            new NamesServices("XX001"));
    assertEquals(
        List.of(
            "a/compose.yaml:2:3 XX001 warning its name is `three`",
            "a/compose.yaml:2:3 XX002 warning its name is `three`",
            "b/compose.yaml:2:3 XX001 warning its name is `one`",
            "b/compose.yaml:2:3 XX002 warning its name is `one`",
            "b/compose.yaml:4:3 XX001 error its name is `Two`",
            "b/compose.yaml:4:3 XX002 error its name is `Two`"),
        lines(result));
    assertEquals(List.of("XX001", "XX002"), result.rules().stream().map(RuleInfo::id).toList());
    assertEquals(
        List.of(
            new ProjectSummary("a", List.of(new FilePath("a/compose.yaml"))),
            new ProjectSummary("b", List.of(new FilePath("b/compose.yaml")))),
        result.projects());
  }

  @Test
  void whatVariantsShareIsReportedOnce() {
    LintResult result =
        lint(
            Map.of(
                "compose.yaml",
                services("base"),
                "compose.prod.yaml",
                services("prod") + "    depends_on: [base]\n"),
            new NamesServices("XX001"));
    assertEquals(
        List.of(
            "compose.prod.yaml:2:3 XX001 warning its name is `prod`",
            "compose.yaml:2:3 XX001 warning its name is `base`"),
        lines(result));
    assertEquals(2, result.projects().size());
  }

  @Test
  void aRuleThatFailsTakesDownNothingButItself() {
    Rule fails = new Fails("bad", new IllegalStateException("secret of the file"), false);
    LintResult result =
        lint(
            Map.of("a/compose.yaml", services("bad"), "b/compose.yaml", services("good")),
            fails,
            new NamesServices("XX001"));
    assertEquals(
        List.of(
            "a/compose.yaml:2:3 XX001 warning its name is `bad`",
            "b/compose.yaml:2:3 XX001 warning its name is `good`",
            "b/compose.yaml:2:3 XX666 error before it fails"),
        lines(result));
    InternalFault fault = result.internalFaults().get(0);
    assertEquals(1, result.internalFaults().size());
    assertEquals("XX666", fault.during());
    assertEquals(new FilePath("a/compose.yaml"), fault.path());
    assertEquals(
        "java.lang.IllegalStateException at dev.dialtone.engine.LinterTest",
        fault.cause().substring(0, fault.cause().lastIndexOf(':')));
  }

  @Test
  void anOverflowOfTheStackIsAFaultLikeAnyOther() {
    LintResult result =
        lint(
            Map.of("compose.yaml", services("deep")),
            new Fails("deep", new IllegalStateException(), true));
    assertEquals(1, result.internalFaults().size());
    assertEquals(
        "java.lang.StackOverflowError at dev.dialtone.engine.LinterTest$Fails",
        result.internalFaults().get(0).cause().replaceFirst(":\\d+$", ""));
  }

  @Test
  void manyProjectsGiveTheSameResultEachTime() {
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i < 200; i++) {
      files.put("p" + i + "/compose.yaml", services("s" + i, "T" + i));
    }
    LintResult first = lint(files, new NamesServices("XX001"));
    assertEquals(400, first.diagnostics().size());
    for (int round = 0; round < 5; round++) {
      assertEquals(first, lint(files, new NamesServices("XX001")));
    }
  }

  @Test
  void onlyTheRulesThatAreAskedForRun() {
    Linter linter = new Linter(List.of(new NamesServices("XX001"), new NamesServices("XX002")));
    RuleSelection selection =
        new RuleSelection(List.of("XX0"), List.of("XX001"), Map.of("XX002", Severity.NOTE));
    LintResult result =
        linter.lint(
            new MemoryWorkspace(Map.of("compose.yaml", services("Web"))),
            LintRequest.of(FilePath.ROOT).with(selection));
    assertEquals(List.of("compose.yaml:2:3 XX002 note its name is `Web`"), lines(result));
    assertEquals(List.of("XX002"), result.rules().stream().map(RuleInfo::id).toList());
  }

  // Fingerprints.

  private static List<String> fingerprints(String file) {
    return lint(Map.of("compose.yaml", file), new Fails("", new IllegalStateException(), false))
        .diagnostics()
        .stream()
        .map(Diagnostic::fingerprint)
        .toList();
  }

  @Test
  void fingerprintsSurviveMovedLines() {
    List<String> before = fingerprints(services("web", "api"));
    assertEquals(2, before.stream().filter(f -> f.matches("[0-9a-f]{16}")).distinct().count());
    assertEquals(before, fingerprints("# A comment\n\n" + services("web", "api")));
    assertEquals(before.get(1), fingerprints(services("other", "api")).get(1));
    assertNotEquals(before.get(0), fingerprints(services("other", "api")).get(0));
  }

  @Test
  void theSameSaidTwiceOfTheSameTextIsCounted() {
    Map<String, String> files =
        Map.of("compose.yaml", "services:\n  a: &a\n    image: acme/x\n  b: *a\n");
    Rule rule =
        new Rule() {
          @Override
          public RuleInfo info() {
            return new RuleInfo("XX001", "x", Severity.ERROR, "X");
          }

          @Override
          public void check(Outcome outcome, Consumer<Finding> sink) {
            for (Service service : outcome.project().composition().services().values()) {
              sink.accept(
                  Finding.at(info(), service.at().span().slice(0, 0), "said twice").build());
            }
          }
        };
    assertEquals(
        2,
        lint(files, rule).diagnostics().stream().map(Diagnostic::fingerprint).distinct().count());
  }

  private static final String WORKFLOW =
      """
      jobs:
        Test:
          runs-on: %s
          services: {Cache: {image: redis}}
      """;

  private static final Map<String, String> WITH_CI =
      Map.of(
          "a/compose.yaml",
          "services: {Web: {image: nginx}}",
          "a/.github/workflows/ci.yml",
          WORKFLOW.formatted("ubuntu-latest"),
          "a/.github/workflows/docs.yml",
          "jobs: {build: {steps: [{run: mkdocs build}]}}",
          "a/.github/workflows/own.yml",
          WORKFLOW.formatted("our-machine"),
          "workflows/ci.yml",
          WORKFLOW.formatted("ubuntu-latest"));

  private static List<String> projects(LintRequest request) {
    return new Linter(List.of())
        .lint(new MemoryWorkspace(WITH_CI), request).projects().stream()
            .map(ProjectSummary::name)
            .toList();
  }

  @Test
  void jobsWithServicesAreProjects() {
    assertEquals(
        List.of("a", "a/.github/workflows/ci.yml#Test", "a/.github/workflows/own.yml#Test"),
        projects(LintRequest.of(FilePath.ROOT)));
  }

  @Test
  void aWorkflowStandsForItsJobs() {
    assertEquals(
        List.of("a/.github/workflows/ci.yml#Test"),
        projects(LintRequest.of(new FilePath("a/.github/workflows/ci.yml"))));
    assertEquals(List.of(), projects(LintRequest.of(new FilePath("a/.github/workflows/docs.yml"))));
  }

  @Test
  void nothingIsSurerThanTheMachineThatRunsIt() {
    LintResult result =
        new Linter(List.of(new NamesServices("XX101")))
            .lint(
                new MemoryWorkspace(WITH_CI),
                LintRequest.of(
                    new FilePath("a/.github/workflows/ci.yml"),
                    new FilePath("a/.github/workflows/own.yml")));
    assertEquals(
        List.of(
            "a/.github/workflows/ci.yml:2:3 error",
            "a/.github/workflows/ci.yml:4:16 error",
            "a/.github/workflows/own.yml:2:3 warning",
            "a/.github/workflows/own.yml:4:16 warning"),
        result.diagnostics().stream()
            .map(diagnostic -> diagnostic.finding().span() + " " + diagnostic.severity().id())
            .toList());
  }
}
