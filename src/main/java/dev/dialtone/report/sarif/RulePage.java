package dev.dialtone.report.sarif;

import dev.dialtone.lint.RuleInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The page on a rule that is packaged with the program. */
final class RulePage {
  private RulePage() {}

  /** The page in Markdown, or what the rule says of itself if there is no page. */
  static String of(RuleInfo rule) {
    String resource = "/dev/dialtone/rules/" + rule.id() + "/README.md";
    try (InputStream in = RulePage.class.getResourceAsStream(resource)) {
      return in == null
          ? rule.summary() + "."
          : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
