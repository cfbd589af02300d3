package dev.dialtone.cli;

import dev.dialtone.lint.LintResult;
import dev.dialtone.report.ReportOptions;
import dev.dialtone.report.formats.ReportFormat;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A report that is asked for.
 *
 * @param file where it goes, {@code -} for standard output
 */
record Report(ReportFormat format, String file) {
  static final String STANDARD_OUTPUT = "-";

  /** The report in the format of this name, which is known. */
  static Report of(String format, String file) {
    return new Report(ReportFormat.valueOf(format.toUpperCase(Locale.ROOT)), file);
  }

  /** Reads a value of {@code --report}. */
  record Form() implements ITypeConverter<Report> {
    @Override
    public Report convert(String written) {
      Assignment pair = new Assignment.Form("FORMAT=FILE").convert(written);
      if (pair.value().isEmpty()) {
        throw new TypeConversionException("`" + written + "` is not FORMAT=FILE");
      }
      return of(new Choice(ReportFormat.ids()).convert(pair.key()), pair.value());
    }
  }

  boolean goesToStandardOutput() {
    return file.equals(STANDARD_OUTPUT);
  }

  /** Whether a person reads it on standard output. */
  boolean isForTheTerminal() {
    return format == ReportFormat.TEXT && goesToStandardOutput();
  }

  /** Writes the result, in colour if standard output is to have it. */
  void write(LintResult result, ReportOptions options, Surroundings surroundings)
      throws UsageException, IOException {
    boolean standard = goesToStandardOutput();
    ReportOptions plain =
        new ReportOptions(options.version(), options.show(), false, options.quiet());
    if (standard) {
      format.reporter(options).report(result, surroundings.out());
    } else {
      save(file, surroundings, out -> format.reporter(plain).report(result, out));
    }
  }

  /** What is written, little by little: a report may be longer than the memory. */
  private interface Content {
    void writeTo(Appendable out) throws IOException;
  }

  /** Writes a file; a path that cannot be written is a fault of the call. */
  static void save(String file, String text, Surroundings surroundings) throws UsageException {
    save(file, surroundings, out -> out.append(text));
  }

  private static void save(String file, Surroundings surroundings, Content content)
      throws UsageException {
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(
                Files.newOutputStream(surroundings.folder().resolve(file)),
                StandardCharsets.UTF_8))) {
      content.writeTo(out);
    } catch (IOException | InvalidPathException e) {
      throw new UsageException("cannot write " + file);
    }
  }
}
