package dev.dialtone.report.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.Finding;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.ProjectSummary;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.report.ReportOptions;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownReporterTest {
  private static final RuleInfo RULE =
      new RuleInfo("DT901", "localhost-in-container", Severity.ERROR, "a container dials itself");

  /** GitHub's limit of a comment, in characters. */
  private static final int MOST = 65_536;

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '"',
      useHeadersInDisplayName = true,
      textBlock =
          """
          WORDS                      => MARKDOWN
          `api` dials itself         => `api` dials itself
          no `end                    => no \\`end
          `a|b` or a|b               => <code>a&#124;b</code> or a&#124;b
          a\\|b                      => a\\\\&#124;b
          @team, #12 and `@team`     => @<!-- -->team, #<!-- -->12 and `@team`
          <b>*x*</b> [y](z) _w_ ~v~  => \\<b\\>\\*x\\*\\</b\\> \\[y\\](z) \\_w\\_ \\~v\\~
          &lt; $x$ !                 => \\&lt; \\$x\\$ \\!
          http://x                   => http:<!-- -->//x
          """)
  void textFromFilesIsNoMarkup(String words, String markdown) {
    assertEquals(markdown, Inline.text(words));
  }

  @Test
  void aBackquoteInCodeDoesNotEndIt() {
    assertEquals("<code>a&#96;b &#60;i&#62;</code>", Inline.code("a`b <i>"));
    assertEquals("````", Inline.fence("``` `", 3));
    assertEquals("```", Inline.fence("` ``", 3));
  }

  @Test
  void aCommentIsNeverTooLong() throws IOException {
    SourceFile file = new SourceFile(new FilePath("compose.yml"), "a: localhost\n".repeat(2000));
    List<Diagnostic> found = new ArrayList<>();
    for (int line = 1; line <= 2000; line++) {
      Finding finding = Finding.at(RULE, file.lineSpan(line), "wrong").help("right").build();
      found.add(new Diagnostic(finding, Severity.ERROR, "0123456789abcdef"));
    }
    String comment = report(found);
    assertTrue(comment.length() <= MOST, () -> comment.length() + " characters");
    List<String> lines = comment.lines().toList();
    assertEquals("### Dialtone: 2000 errors in 1 file (1 project)", lines.get(1));
    int rows = (int) lines.stream().filter(line -> line.startsWith("| error")).count();
    assertTrue(lines.contains("... and " + (2000 - rows) + " more"));
    assertEquals(List.of("```", "", "</details>"), lines.subList(lines.size() - 3, lines.size()));
  }

  private static String report(List<Diagnostic> found) throws IOException {
    StringBuilder out = new StringBuilder();
    new MarkdownReporter(ReportOptions.plain("1.2.3"))
        .report(
            new LintResult(
                found,
                List.of(),
                List.of(new ProjectSummary("shop", List.of(new FilePath("compose.yml")))),
                List.of(),
                List.of(),
                List.of(RULE)),
            out);
    return out.toString();
  }
}
