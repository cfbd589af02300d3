package dev.dialtone.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.Finding;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.report.Printable;
import dev.dialtone.report.ReportOptions;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextReporterTest {
  private static final RuleInfo RULE =
      new RuleInfo("DT901", "localhost-in-container", Severity.ERROR, "a container dials itself");

  @Test
  void showsThePartOfALineOfAMegabyteThatCounts() throws IOException {
    String rest = "\"k\":\"v\",".repeat(1 << 16);
    SourceFile file =
        new SourceFile(new FilePath("a.json"), "{" + rest + "\"u\":\"db:1\"," + rest + "}");
    int at = file.text().indexOf("db:1");
    Finding finding = Finding.at(RULE, file.span(at, at + 4), "wrong").label("here").build();
    assertEquals(
        """
        error[DT901] localhost-in-container: wrong
         --> a.json:1:524295
          |
        1 | …:"v","k":"v","k":"v","k":"v","k":"v","k":"v","u":"db:1","k":"v","k":"v","k":"v","k":"v","k":"v","k":"v","k":"v","k":"v","k":"v","k":"v","k"…
          |                                                    ^^^^ here

        1 error in 0 files (0 projects)
        """,
        report(List.of(finding)));
  }

  @Test
  void manyFindingsInOneLongLineStayCheap() {
    SourceFile file = new SourceFile(new FilePath("a.json"), "\"k\":\"v\",".repeat(1 << 17));
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      findings.add(Finding.at(RULE, file.span(i * 3000, i * 3000 + 5), "wrong").build());
    }
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> report(findings));
  }

  @Test
  void underlinesAnySpanOfAnyTextUnderWhatIsShown() throws IOException {
    String[] words = {
      "a",
      " ",
      "\t",
      "\u6570",
      "e\u0301",
      "\uD83D\uDE00",
      "\uD83D",
      "\u001b[",
      "\n",
      "\r\n",
      "k: v",
      "TOKEN=x y",
      "://u:p@h",
      "\u202e"
    };
    Random random = new Random(11);
    for (int round = 0; round < 1000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i >= 0; i--) {
        text.append(words[random.nextInt(words.length)]);
      }
      SourceFile file = new SourceFile(new FilePath("compose.yml"), text.toString());
      int start = random.nextInt(text.length() + 1);
      int end = start + random.nextInt(text.length() - start + 1);
      int note = random.nextInt(text.length() + 1);
      Finding finding =
          Finding.at(RULE, file.span(start, end), "wrong")
              .label("the fault")
              .note(file.span(note, text.length()), "there")
              .build();
      String report = report(List.of(finding));
      assertEquals(1, report.lines().filter(line -> line.endsWith(" fault")).count(), report);
      assertEquals(
          List.of(),
          report.codePoints().filter(c -> c != '\n' && Printable.steers(c)).boxed().toList());
    }
  }

  @Test
  void showsTenOtherPlacesAndCountsTheRest() throws IOException {
    SourceFile file = new SourceFile(new FilePath("compose.yml"), "a: 1\n".repeat(100));
    Finding.Builder finding = Finding.at(RULE, file.lineSpan(1), "wrong");
    for (int i = 1; i <= 12; i++) {
      finding.note(file.lineSpan(i * 8), "note " + i);
    }
    List<String> lines = report(List.of(finding.build())).lines().toList();
    assertEquals("   = note: 2 more places", lines.get(lines.size() - 3));
    assertEquals(10, lines.stream().filter(line -> line.contains(":::")).count());
  }

  @Test
  void labelsOfThreePlacesInALineStandBelowEachOther() throws IOException {
    SourceFile file = new SourceFile(new FilePath("compose.yml"), "web:\n  url: a:1,b:2,c:3\n");
    Finding finding =
        Finding.at(RULE, file.span(16, 19), "wrong")
            .label("the second")
            .note(file.span(12, 15), "the first")
            .note(file.span(7, 23), "all of it")
            .build();
    assertEquals(
        """
        error[DT901] localhost-in-container: wrong
         --> compose.yml:2:12
          |
        1 | web:
        2 |   url: a:1,b:2,c:3
          |   ---------^^^----
          |   |    |   |
          |   |    |   the second
          |   |    the first
          |   all of it

        1 error in 0 files (0 projects)
        """,
        report(List.of(finding)));
  }

  private static String report(List<Finding> findings) throws IOException {
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (Finding finding : findings) {
      diagnostics.add(new Diagnostic(finding, Severity.ERROR, "0123456789abcdef"));
    }
    StringBuilder out = new StringBuilder();
    new TextReporter(ReportOptions.plain("1.2.3"))
        .report(
            new LintResult(diagnostics, List.of(), List.of(), List.of(), List.of(), List.of(RULE)),
            out);
    return out.toString();
  }
}
