package dev.dialtone.report;

import dev.dialtone.lint.Severity;

/**
 * What a person may choose about a report. Formats for machines hold every finding whatever {@code
 * show} says, and know neither colour nor quiet.
 *
 * @param version the version of Dialtone that the report names
 * @param show the mildest severity that is shown; milder findings are only counted
 * @param colour whether to colour with terminal escapes
 * @param quiet whether to write one line for each finding and no summary
 */
public record ReportOptions(String version, Severity show, boolean colour, boolean quiet) {
  /** Warnings and errors in full, without colour. */
  public static ReportOptions plain(String version) {
    return new ReportOptions(version, Severity.WARNING, false, false);
  }

  /** The same, showing {@code mildest} and worse. */
  public ReportOptions showing(Severity mildest) {
    return new ReportOptions(version, mildest, colour, quiet);
  }

  /** The same in colour. */
  public ReportOptions coloured() {
    return new ReportOptions(version, show, true, quiet);
  }

  /** The same with one line for each finding and no summary. */
  public ReportOptions quietly() {
    return new ReportOptions(version, show, colour, true);
  }

  /** Whether findings of this severity are shown. */
  public boolean shows(Severity severity) {
    return severity.compareTo(show) >= 0;
  }
}
