package dev.dialtone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.engine.LintRequest;
import dev.dialtone.engine.Linter;
import dev.dialtone.harness.TestProject;
import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.LintResult;
import dev.dialtone.report.ReportOptions;
import dev.dialtone.report.text.TextReporter;
import dev.dialtone.rules.Rules;
import dev.dialtone.source.FilePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole projects under all rules: the report as people see it. */
class ProjectsTest {
  private static final Path PROJECTS = Path.of("testdata/projects");
  private static final int FEWEST_PROJECTS = 13;

  static List<TestProject> projects() throws IOException {
    try (Stream<Path> folders = Files.list(PROJECTS)) {
      return folders.filter(Files::isDirectory).sorted().map(TestProject::read).toList();
    }
  }

  @Test
  void projectsWereFound() throws IOException {
    assertTrue(projects().size() >= FEWEST_PROJECTS);
  }

  @ParameterizedTest
  @MethodSource("projects")
  void theReportIsTheAcceptedOne(TestProject project) throws IOException {
    StringBuilder report = new StringBuilder();
    new TextReporter(ReportOptions.plain("")).report(lint(project), report);
    Golden.check(Path.of(project.name()).resolve("expected.txt"), report.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"clean", "kafka", "large"})
  void whatWorksIsNotTalkedAbout(String name) {
    LintResult result = lint(TestProject.read(PROJECTS.resolve(name)));
    assertEquals(List.of(), result.diagnostics());
  }

  @Test
  void theFirstExampleHasOneFindingOfEachOfFiveRules() {
    LintResult result = lint(TestProject.read(PROJECTS.resolve("econnrefused")));
    assertEquals(
        List.of(
            "DT301 in db", "DT101 in api", "DT201 in worker", "DT402 in adminer", "DT401 in web"),
        result.diagnostics().stream().map(ProjectsTest::ruleAndService).toList());
  }

  private static String ruleAndService(Diagnostic diagnostic) {
    return diagnostic.finding().rule().id() + " in " + diagnostic.finding().service();
  }

  private static LintResult lint(TestProject project) {
    LintResult result =
        new Linter(Rules.all()).lint(project.workspace(), LintRequest.of(FilePath.ROOT));
    assertEquals(List.of(), result.internalFaults(), "faults of our own");
    return result;
  }
}
