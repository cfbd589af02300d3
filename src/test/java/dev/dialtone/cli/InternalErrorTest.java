package dev.dialtone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.ServiceName;
import dev.dialtone.rules.Rules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A rule that fails, as it is seen from outside: by people, by scripts, and in every format. */
class InternalErrorTest {
  private static final String SECRET = "hunter2";

  private static final String PROJECT =
      """
      services:
        adminer:
          image: adminer:5
          ports: ["8080:80"]
      """;

  private static final String FAULT =
      "internal error in XX666 on %s: java.lang.%s at dev.dialtone.cli.InternalErrorTest$Fails:LINE"
          + " (Dialtone development; please report it)";

  private static final String BOTH =
      "dialtone: "
          + FAULT.formatted("a/compose.yaml", "IllegalStateException")
          + "\ndialtone: "
          + FAULT.formatted("a", "IllegalStateException")
          + "\n";

  @TempDir private Path folder;

  /** Fails on projects with a certain service, and when projects are compared. */
  private record Fails(boolean overflow) implements Rule {
    @Override
    public RuleInfo info() {
      return new RuleInfo("XX666", "always-fails", Severity.ERROR, "fails");
    }

    @Override
    public void check(Outcome outcome, Consumer<Finding> sink) {
      if (outcome.project().composition().services().containsKey(new ServiceName("bad"))) {
        fail(0);
      }
    }

    @Override
    public void compare(List<Outcome> outcomes, Consumer<Finding> sink) {
      fail(0);
    }

    private int fail(int depth) {
      if (overflow) {
        return fail(depth + 1) + 1;
      }
      throw new IllegalStateException("cannot cope with " + SECRET);
    }
  }

  private record Run(int status, String out, String err) {}

  private Run lint(boolean overflow, String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            folder,
            Map.of(),
            false,
            InputStream.nullInputStream(),
            new StringBuilder(),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    List<Rule> rules = new ArrayList<>(Rules.all());
    rules.add(0, new Fails(overflow));
    LintCommand command = new LintCommand(rules);
    try {
      int status = command.run(new CommandLine(command.spec()).parseArgs(arguments), surroundings);
      return new Run(
          status,
          surroundings.out().toString().replaceAll("Fails:\\d+", "Fails:LINE"),
          err.toString(StandardCharsets.UTF_8).replaceAll("Fails:\\d+", "Fails:LINE"));
    } catch (UsageException | IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void projects() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    Files.createDirectories(folder.resolve("b"));
    Files.writeString(folder.resolve("a/compose.yaml"), PROJECT + "  bad: {image: acme/bad}\n");
    Files.writeString(folder.resolve("b/compose.yaml"), PROJECT.replace("8080", "8090"));
  }

  @Test
  void theRestIsReportedAndTheStatusIsThree() {
    assertEquals(
        new Run(
            3,
            """
            a/compose.yaml:4:14: error[DT402] host port 8080 leads to port 80 of `adminer`, where \
            nothing listens
            b/compose.yaml:4:14: error[DT402] host port 8090 leads to port 80 of `adminer`, where \
            nothing listens
            """
                + BOTH.replace("dialtone: ", ""),
            ""),
        lint(false, "-q"));
  }

  @Test
  void peopleReadItBelowTheFindings() {
    Run run = lint(false, "a");
    assertEquals("", run.err());
    assertTrue(
        run.out()
            .contains(FAULT.formatted("a/compose.yaml", "IllegalStateException") + "\n1 error"),
        run.out());
  }

  @Test
  void anOverflowOfTheStackIsContainedAsWell() {
    Run run = lint(true, "-q", "a");
    assertEquals(3, run.status());
    assertTrue(run.out().contains("DT402"), run.out());
    assertTrue(
        run.out().contains(FAULT.formatted("a/compose.yaml", "StackOverflowError")), run.out());
  }

  @Test
  void noFindingIsNeededForTheStatus() {
    assertEquals(3, lint(false, "-q", "--fail-on", "never").status());
    assertEquals(3, lint(false, "-q", "--select", "XX666").status());
    assertEquals(1, lint(false, "-q", "--ignore", "XX666").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"github", "gitlab", "json", "junit", "markdown", "sarif"})
  void everyFormatHoldsTheFaultAndTheFindings(String format) {
    Run run = lint(false, "--format", format);
    assertEquals(3, run.status());
    assertTrue(run.out().contains("DT402"), run.out());
    assertTrue(run.out().contains("XX666"), run.out());
    assertTrue(run.out().contains("IllegalStateException"), run.out());
    assertEquals(BOTH, run.err());
    assertFalse((run.out() + run.err()).contains(SECRET), run.out());
  }

  @Test
  void fixesOfOtherRulesAreMade() throws IOException {
    Run run = lint(false, "-q", "--fix", "a");
    assertEquals(3, run.status());
    assertEquals("dialtone: fixed 1 finding in a/compose.yaml\n", run.err());
    assertTrue(Files.readString(folder.resolve("a/compose.yaml")).contains("8080:8080"));
  }
}
