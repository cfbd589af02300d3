package dev.dialtone.cli;

import dev.dialtone.lint.LintResult;
import dev.dialtone.report.ReportOptions;
import dev.dialtone.report.formats.ReportFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;

/**
 * A report that is asked for.
 *
 * @param file where it goes, {@code -} for standard output
 */
record Report(ReportFormat format, String file) {
  static final String STANDARD_OUTPUT = "-";

  /** The report in the format of this name. */
  static Report of(String option, String format, String file) throws UsageException {
    String known = Arguments.oneOf(option, format, ReportFormat.ids());
    for (ReportFormat candidate : ReportFormat.values()) {
      if (candidate.id().equals(known)) {
        return new Report(candidate, file);
      }
    }
    throw new IllegalStateException(known);
  }

  /** Whether a person reads it on standard output. */
  boolean isForTheTerminal() {
    return format == ReportFormat.TEXT && file.equals(STANDARD_OUTPUT);
  }

  /** Writes the result, in colour if standard output is to have it. */
  void write(LintResult result, ReportOptions options, Surroundings surroundings)
      throws UsageException, IOException {
    boolean standard = file.equals(STANDARD_OUTPUT);
    ReportOptions plain =
        new ReportOptions(options.version(), options.show(), false, options.quiet());
    StringBuilder text = standard ? surroundings.out() : new StringBuilder();
    format.reporter(standard ? options : plain).report(result, text);
    if (!standard) {
      save(text.toString(), surroundings);
    }
  }

  private void save(String text, Surroundings surroundings) throws UsageException {
    try {
      Files.write(surroundings.folder().resolve(file), text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException | InvalidPathException e) {
      throw new UsageException("cannot write " + file);
    }
  }
}
