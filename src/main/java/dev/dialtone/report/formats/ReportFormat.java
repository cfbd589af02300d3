package dev.dialtone.report.formats;

import dev.dialtone.report.ReportOptions;
import dev.dialtone.report.Reporter;
import dev.dialtone.report.github.GithubReporter;
import dev.dialtone.report.gitlab.GitlabReporter;
import dev.dialtone.report.json.JsonReporter;
import dev.dialtone.report.junit.JunitReporter;
import dev.dialtone.report.markdown.MarkdownReporter;
import dev.dialtone.report.sarif.SarifReporter;
import dev.dialtone.report.text.TextReporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every format, sorted by name. A new one is a class and a line in each of the two lists. */
public enum ReportFormat {
  GITHUB,
  GITLAB,
  JSON,
  JUNIT,
  MARKDOWN,
  SARIF,
  TEXT;

  /** The name as it is written in options: {@code json}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A reporter of this format. */
  public Reporter reporter(ReportOptions options) {
    return switch (this) {
      case GITHUB -> new GithubReporter(options);
      case GITLAB -> new GitlabReporter();
      case JSON -> new JsonReporter(options);
      case JUNIT -> new JunitReporter(options);
      case MARKDOWN -> new MarkdownReporter(options);
      case SARIF -> new SarifReporter(options);
      case TEXT -> new TextReporter(options);
    };
  }

  /** The names of all formats, sorted. */
  public static List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (ReportFormat format : values()) {
      ids.add(format.id());
    }
    return List.copyOf(ids);
  }
}
