package dev.dialtone.report.sarif;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.lint.Coverage;
import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.Finding;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.report.ReportOptions;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SarifReporterTest {
  private static final RuleInfo RULE =
      new RuleInfo("DT901", "localhost-ipv6", Severity.ERROR, "A container dials itself");

  @ParameterizedTest
  @CsvSource({
    "compose.yml, compose.yml, %SRCROOT%",
    "a b/c%d#e?f.yml, a%20b/c%25d%23e%3Ff.yml, %SRCROOT%",
    "caf\u00e9/\u6570.env, caf%C3%A9/%E6%95%B0.env, %SRCROOT%",
    "x:y/[z].yml, x%3Ay/%5Bz%5D.yml, %SRCROOT%",
    "../shared/.env, ../shared/.env, %SRCROOT%",
    "/srv/shop/compose.yml, file:///srv/shop/compose.yml, ''"
  })
  void encodesPathsAsUris(String path, String uri, String base) throws IOException {
    SourceFile file = new SourceFile(new FilePath(path), "a: b\n");
    JsonNode place =
        run(Finding.at(RULE, file.span(3, 4), "wrong"), Severity.ERROR)
            .at("/results/0/locations/0/physicalLocation/artifactLocation");
    assertEquals(uri, place.path("uri").asString());
    assertEquals(base, place.path("uriBaseId").asString(""));
  }

  @Test
  void columnsCountCodePoints() throws IOException {
    SourceFile file = new SourceFile(new FilePath("a.yml"), "x\r\n\uD83D\uDC18\u00e9: b\r\ny");
    JsonNode region =
        run(Finding.at(RULE, file.span(7, 11), "wrong"), Severity.ERROR)
            .at("/results/0/locations/0/physicalLocation/region");
    assertEquals(
        "{\"startLine\":2,\"startColumn\":4,\"endLine\":3,\"endColumn\":1}", region.toString());
  }

  @Test
  void aMilderFindingSaysItsLevelForTheRuleHasAnother() throws IOException {
    SourceFile file = new SourceFile(new FilePath("a.yml"), "a: b");
    JsonNode run = run(Finding.at(RULE, file.span(0, 1), "wrong"), Severity.WARNING);
    assertEquals("warning", run.at("/results/0/level").asString());
    assertEquals("error", run.at("/tool/driver/rules/0/defaultConfiguration/level").asString());
    assertEquals("LocalhostIpv6", run.at("/tool/driver/rules/0/name").asString());
  }

  @Test
  void linksToTheFirstPlacesAndListsAHundred() throws IOException {
    SourceFile file = new SourceFile(new FilePath("a.yml"), "a: b");
    Finding.Builder finding = Finding.at(RULE, file.span(0, 1), "wrong").note(file.span(1, 2), "");
    for (int i = 2; i <= 120; i++) {
      finding.note(file.span(3, 4), "place " + i);
    }
    JsonNode result = run(finding, Severity.ERROR).at("/results/0");
    assertEquals(
        "wrong. [See here](1). [place 2](2). [place 3](3). [place 4](4). [place 5](5).",
        result.at("/message/text").asString());
    assertEquals(100, result.path("relatedLocations").size());
    assertEquals(100, result.at("/relatedLocations/99/id").asInt());
    assertEquals("place 100.", result.at("/relatedLocations/99/message/text").asString());
  }

  @Test
  void thePageOnARuleIsItsHelp() throws IOException {
    RuleInfo paged = new RuleInfo("DT998", "paged-rule", Severity.NOTE, "A rule with a page");
    JsonNode help =
        run(new LintResult(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(paged, RULE)))
            .at("/tool/driver/rules");
    String page = "# DT998: paged-rule\n\nA page with `code` and \"quotes\".\n";
    assertEquals(page, help.at("/0/help/markdown").asString());
    assertEquals(page, help.at("/0/help/text").asString());
    assertEquals("A container dials itself.", help.at("/1/help/markdown").asString());
  }

  @Test
  void tellsNothingOfTheMachine() throws IOException {
    JsonNode run =
        run(
            new LintResult(
                List.of(),
                List.of(),
                List.of(),
                List.of(new Coverage(new FilePath("base.yml"), "permission denied")),
                List.of(),
                List.of(RULE)));
    assertEquals(
        "{\"%SRCROOT%\":{\"description\":{\"text\":\"The folder in which Dialtone ran.\"}}}",
        run.path("originalUriBaseIds").toString());
    assertEquals(
        "{\"toolExecutionNotifications\":[{\"locations\":[{\"physicalLocation\":"
            + "{\"artifactLocation\":{\"uri\":\"base.yml\",\"uriBaseId\":\"%SRCROOT%\"}}}],"
            + "\"message\":{\"text\":\"Not looked at: base.yml: permission denied.\"},"
            + "\"level\":\"warning\",\"descriptor\":{\"id\":\"not-looked-at\"}}],"
            + "\"executionSuccessful\":true}",
        run.at("/invocations/0").toString());
  }

  private static JsonNode run(Finding.Builder finding, Severity severity) throws IOException {
    Diagnostic diagnostic = new Diagnostic(finding.build(), severity, "0123456789abcdef");
    return run(
        new LintResult(
            List.of(diagnostic), List.of(), List.of(), List.of(), List.of(), List.of(RULE)));
  }

  private static JsonNode run(LintResult result) throws IOException {
    StringBuilder out = new StringBuilder();
    new SarifReporter(ReportOptions.plain("1.2.3")).report(result, out);
    return new JsonMapper().readTree(out.toString()).at("/runs/0");
  }
}
