package dev.dialtone.harness;

import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.Finding;
import dev.dialtone.source.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A finding as test data states it.
 *
 * <p>In files with {@code #} comments it stands below the line in question, the carets exactly
 * below the flagged characters, several of them one below the other:
 *
 * <pre>{@code
 * DB_HOST: dbb
 * #        ^^^ DT104: nothing in this project answers to `dbb`
 * }</pre>
 *
 * <p>Characters that begin in the first column, where the {@code #} has to stand, are underlined by
 * an arrow of their length: {@code #<--- DT104: ...}. A severity that is not the rule's highest is
 * named behind the id: {@code DT104 note: ...}. Files without comments have their findings in
 * {@code expected.txt}, one a line: {@code package.json:4:12-16: DT401 error: ...}, lines and
 * columns from 1, the end exclusive.
 */
public record ExpectedFinding(
    String file, int line, int column, int endColumn, String rule, String severity, String message)
    implements Comparable<ExpectedFinding> {
  private static final Pattern BELOW =
      Pattern.compile(
          "\\s*(?<mark>#\\s*\\^+|#<-+) (?<rule>DT\\d{3})(?: (?<severity>\\w+))?: (?<message>.*)");

  private static final Pattern IN_LIST =
      Pattern.compile(
          "(?<file>[^:]+):(?<line>\\d+):(?<column>\\d+)-(?<end>\\d+): (?<rule>DT\\d{3}) (?<severity>\\w+): (?<message>.*)");

  private static final Comparator<ExpectedFinding> ORDER =
      Comparator.comparing(ExpectedFinding::file)
          .thenComparing(ExpectedFinding::line)
          .thenComparing(ExpectedFinding::column)
          .thenComparing(ExpectedFinding::toString);

  /**
   * All findings that a project states, sorted.
   *
   * @param severities the highest severity of a rule, by its id
   */
  public static List<ExpectedFinding> of(TestProject project, UnaryOperator<String> severities) {
    List<ExpectedFinding> all = new ArrayList<>(inList(project));
    new TreeMap<>(project.files())
        .forEach((file, text) -> all.addAll(belowLines(file, text, severities)));
    return all.stream().sorted().toList();
  }

  /** The project without the comments that state findings, as a person would have it. */
  public static TestProject withoutComments(TestProject project) {
    Map<String, String> files = new TreeMap<>();
    project
        .files()
        .forEach(
            (file, text) -> {
              StringBuilder kept = new StringBuilder();
              for (String line : text.split("(?<=\n)", -1)) {
                if (!BELOW.matcher(line.strip()).matches()) {
                  kept.append(line);
                }
              }
              files.put(file, kept.toString());
            });
    return new TestProject(project.name(), files, project.expected());
  }

  /** What the linter found, in the same form. */
  public static ExpectedFinding of(Diagnostic diagnostic) {
    Finding finding = diagnostic.finding();
    Position start = finding.span().startPosition();
    Position end = finding.span().endPosition();
    if (start.line() != end.line()) {
      throw new AssertionError(
          finding.rule().id() + " flags more than one line, at " + finding.span());
    }
    return new ExpectedFinding(
        finding.span().file().path().value(),
        start.line(),
        start.column(),
        end.column(),
        finding.rule().id(),
        diagnostic.severity().id(),
        finding.message());
  }

  private static List<ExpectedFinding> belowLines(
      String file, String text, UnaryOperator<String> severities) {
    List<ExpectedFinding> found = new ArrayList<>();
    List<String> lines = text.lines().toList();
    int flagged = 0;
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = BELOW.matcher(lines.get(i));
      if (!matcher.matches()) {
        rejectMisprint(file, i + 1, lines.get(i));
        flagged = i + 1;
        continue;
      }
      String mark = matcher.group("mark");
      int to = matcher.end("mark");
      int length = mark.startsWith("#<") ? mark.length() : mark.length() - mark.indexOf('^');
      int column = lines.get(i).codePointCount(0, to - length) + 1;
      String rule = matcher.group("rule");
      String severity = matcher.group("severity");
      found.add(
          new ExpectedFinding(
              file,
              flagged,
              column,
              column + length,
              rule,
              severity == null ? severities.apply(rule) : severity,
              matcher.group("message")));
    }
    return found;
  }

  /** A caret comment that is not read would be an expectation that nobody checks. */
  private static void rejectMisprint(String file, int line, String text) {
    if (text.contains("#") && text.matches(".*(\\^|#<).*\\bDT\\d.*")) {
      throw new AssertionError("not a caret comment: " + file + ":" + line + ": " + text);
    }
  }

  private static List<ExpectedFinding> inList(TestProject project) {
    List<ExpectedFinding> found = new ArrayList<>();
    for (String line : project.expected().lines().toList()) {
      Matcher matcher = IN_LIST.matcher(line);
      if (!matcher.matches()) {
        throw new AssertionError("not an expected finding: " + project + "/expected.txt: " + line);
      }
      found.add(
          new ExpectedFinding(
              matcher.group("file"),
              Integer.parseInt(matcher.group("line")),
              Integer.parseInt(matcher.group("column")),
              Integer.parseInt(matcher.group("end")),
              matcher.group("rule"),
              matcher.group("severity"),
              matcher.group("message")));
    }
    return found;
  }

  @Override
  public int compareTo(ExpectedFinding other) {
    return ORDER.compare(this, other);
  }

  /** One line as in {@code expected.txt}. */
  @Override
  public String toString() {
    return "%s:%s:%s-%s: %s %s: %s"
        .formatted(file, line, column, endColumn, rule, severity, message);
  }
}
