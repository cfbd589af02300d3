package dev.dialtone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.engine.LintRequest;
import dev.dialtone.engine.Linter;
import dev.dialtone.engine.RuleSelection;
import dev.dialtone.fix.FixResult;
import dev.dialtone.fix.Fixer;
import dev.dialtone.harness.Blocks;
import dev.dialtone.harness.ExpectedFinding;
import dev.dialtone.harness.TestProject;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.rules.Rules;
import dev.dialtone.source.FilePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the folders in {@code rules/}, which are documentation and specification at once. */
class RuleExamplesTest {
  private static final Path RULES = Path.of("rules");

  private static final List<String> HEADINGS =
      List.of(
          "## What it reports",
          "## At run time",
          "## Why",
          "## How to fix",
          "## When it stays silent",
          "## References");

  /** What Markdown calls the languages of the files, by their extensions. */
  private static final Map<String, String> LANGUAGES =
      Map.of("yaml", "yaml", "yml", "yaml", "json", "json", "properties", "properties");

  static List<RuleInfo> rules() {
    return Rules.all().stream().map(Rule::info).toList();
  }

  static List<TestProject> cases() {
    List<TestProject> cases = new ArrayList<>();
    for (RuleInfo rule : rules()) {
      for (Path folder : folders(RULES.resolve(rule.id()).resolve("cases"))) {
        cases.add(TestProject.read(folder));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theBadExampleHasExactlyTheStatedFindings(RuleInfo rule) {
    TestProject bad = example(rule, "bad");
    assertFalse(expected(bad).isEmpty(), "bad/ states no finding");
    assertFindings(bad, bad);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theGoodExampleIsSilentUnderAllRules(RuleInfo rule) {
    TestProject good = example(rule, "good");
    assertEquals("", lines(found(good, RuleSelection.ALL)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theCaseHasExactlyTheStatedFindings(TestProject project) {
    assertFindings(project, project);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lineEndsDoNotMatter(TestProject project) {
    assertFindings(project, project.withCarriageReturns());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void byteOrderMarksDoNotMatter(TestProject project) {
    assertFindings(project, project.withByteOrderMarks());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theBadExampleIsMendedAsShown(RuleInfo rule) throws IOException {
    TestProject bad = ExpectedFinding.withoutComments(example(rule, "bad"));
    FixResult result = mended(bad, rule);
    Path folder = RULES.resolve(rule.id()).resolve("fixed");
    if (result.fixed().isEmpty()) {
      assertFalse(Files.exists(folder), folder + " shows a fix that there is not");
      return;
    }
    TestProject fixed = after(bad, result);
    for (Map.Entry<String, String> file : fixed.files().entrySet()) {
      Golden.check(folder.resolve(file.getKey()), file.getValue());
    }
    assertEquals(fixed.files().keySet(), TestProject.read(folder).files().keySet());
    assertEquals("", lines(found(fixed, only(rule.id()))), "fixed/ still has the fault");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aFixIsStableAndKeepsLineEnds(TestProject project) {
    RuleInfo rule =
        rules().stream().filter(one -> one.id().equals(ruleOf(project))).findFirst().orElseThrow();
    TestProject bare = ExpectedFinding.withoutComments(project);
    TestProject fixed = after(bare, mended(bare, rule));
    assertEquals(fixed.files(), after(fixed, mended(fixed, rule)).files(), "a second run");
    TestProject carriage = bare.withCarriageReturns();
    assertEquals(
        fixed.withCarriageReturns().files(), after(carriage, mended(carriage, rule)).files());
  }

  private static FixResult mended(TestProject project, RuleInfo rule) {
    LintRequest request = LintRequest.of(FilePath.ROOT).with(only(rule.id()));
    return new Fixer(files -> new Linter(Rules.all()).lint(files, request), true)
        .fix(project.workspace());
  }

  private static TestProject after(TestProject project, FixResult result) {
    Map<String, String> files = new LinkedHashMap<>(project.files());
    result
        .changes()
        .forEach(change -> files.put(change.after().path().value(), change.after().text()));
    return new TestProject(project.name(), files, "");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void thePageHasAllHeadingsInOrderAndWordsBelowThem(RuleInfo rule) {
    List<String> lines = page(rule).lines().toList();
    assertEquals("# " + rule.id() + " " + rule.name(), lines.get(0));
    assertEquals(rule.summary() + ".", lines.get(2), "the sentence below the title");
    assertEquals(HEADINGS, lines.stream().filter(line -> line.startsWith("## ")).toList());
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("#")) {
        assertFalse(lines.get(i + 2).startsWith("#"), lines.get(i) + " has no words");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void thePageShowsTheExamplesAsTheyAre(RuleInfo rule) throws IOException {
    TestProject bad = example(rule, "bad");
    TestProject good = example(rule, "good");
    String page = page(rule);
    page = Blocks.replace(page, "example: bad", shown(bad, good));
    page = Blocks.replace(page, "example: good", shown(good, bad));
    Golden.check(RULES.resolve(rule.id()).resolve("README.md"), page);
  }

  @Test
  void theIndexListsAllRules() throws IOException {
    StringBuilder table = new StringBuilder("| rule | name | at most | reports |\n");
    table.append("| --- | --- | --- | --- |\n");
    for (RuleInfo rule : rules()) {
      table.append(
          "| [%s](%s/README.md) | %s | %s | %s |\n"
              .formatted(rule.id(), rule.id(), rule.name(), rule.ceiling().id(), rule.summary()));
    }
    Path index = RULES.resolve("README.md");
    Golden.check(index, Blocks.replace(read(index), "rules", table.toString()));
  }

  @Test
  void everyRuleHasAFolderAndEveryFolderARule() {
    List<String> withFolder =
        folders(RULES).stream()
            .map(folder -> folder.getFileName().toString())
            .filter(name -> name.startsWith("DT"))
            .toList();
    assertEquals(
        withFolder,
        rules().stream().map(RuleInfo::id).toList(),
        "the folders rules/DT* and the list dev.dialtone.rules.Rules, both sorted");
  }

  @Test
  void idsAndNamesAreUniqueAndWellFormed() {
    List<RuleInfo> rules = rules();
    assertEquals(rules.size(), rules.stream().map(RuleInfo::id).distinct().count());
    assertEquals(rules.size(), rules.stream().map(RuleInfo::name).distinct().count());
    for (RuleInfo rule : rules) {
      assertTrue(rule.id().matches("DT\\d{3}"), rule.id());
      assertTrue(rule.name().matches("[a-z0-9]+(-[a-z0-9]+)+"), rule.name());
      assertFalse(rule.summary().endsWith("."), rule.summary());
    }
  }

  @Test
  void everyRuleHasEnoughCasesThatFireAndThatDoNot() {
    for (RuleInfo rule : rules()) {
      List<TestProject> own =
          cases().stream().filter(project -> ruleOf(project).equals(rule.id())).toList();
      long silent = own.stream().filter(project -> expected(project).isEmpty()).count();
      assertTrue(own.size() >= 15, rule.id() + " has " + own.size() + " cases");
      assertTrue(silent >= 4, rule.id() + " has " + silent + " cases that are silent");
    }
    assertTrue(cases().size() >= 250, "only " + cases().size() + " cases were found");
  }

  /** Fails with what is stated and what was found, one above the other. */
  private static void assertFindings(TestProject stated, TestProject linted) {
    assertEquals(
        lines(expected(stated)), lines(found(linted, only(ruleOf(stated)))), stated.toString());
  }

  private static List<ExpectedFinding> expected(TestProject project) {
    Map<String, String> severities =
        rules().stream().collect(Collectors.toMap(RuleInfo::id, rule -> rule.ceiling().id()));
    return ExpectedFinding.of(project, id -> severities.getOrDefault(id, "no such rule"));
  }

  private static List<ExpectedFinding> found(TestProject project, RuleSelection selection) {
    if (selection.selected().equals(List.of("DT005"))) {
      // It is about what the others report: they have to run.
      return found(project, RuleSelection.ALL).stream()
          .filter(finding -> finding.rule().equals("DT005"))
          .toList();
    }
    LintResult result =
        new Linter(Rules.all())
            .lint(project.workspace(), LintRequest.of(FilePath.ROOT).with(selection));
    assertEquals(List.of(), result.internalFaults(), "faults of our own");
    return result.diagnostics().stream().map(ExpectedFinding::of).sorted().toList();
  }

  private static RuleSelection only(String rule) {
    return new RuleSelection(List.of(rule), List.of(), Map.of());
  }

  /** The rule that a folder below {@code rules/} is about. */
  private static String ruleOf(TestProject project) {
    return Path.of(project.name()).getName(1).toString();
  }

  private static String lines(List<ExpectedFinding> findings) {
    return findings.stream().map(ExpectedFinding::toString).collect(Collectors.joining("\n"));
  }

  private static TestProject example(RuleInfo rule, String folder) {
    return TestProject.read(RULES.resolve(rule.id()).resolve(folder));
  }

  /** The files of an example that the other one does not have just so, as fenced blocks. */
  private static String shown(TestProject example, TestProject other) {
    StringBuilder blocks = new StringBuilder();
    Map<String, String> shown = new LinkedHashMap<>();
    example
        .files()
        .forEach(
            (path, text) -> {
              if (!text.equals(other.files().get(path))) {
                shown.put(path, text);
              }
            });
    shown.forEach(
        (path, text) -> {
          if (shown.size() > 1) {
            blocks.append("`").append(path).append("`:\n");
          }
          blocks.append("```").append(language(path)).append("\n").append(text).append("```\n");
        });
    return blocks.toString();
  }

  private static String language(String path) {
    String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return path.endsWith("Dockerfile") ? "dockerfile" : LANGUAGES.getOrDefault(extension, "");
  }

  private static String page(RuleInfo rule) {
    return read(RULES.resolve(rule.id()).resolve("README.md"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> folders(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
