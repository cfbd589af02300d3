package dev.dialtone.report.secret;

import dev.dialtone.lint.Coverage;
import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.Edit;
import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.InternalFault;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.Note;
import dev.dialtone.lint.Suppressed;
import dev.dialtone.report.Trace;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Hides passwords, tokens and keys in whatever leaves the program. It errs on the side of hiding: a
 * masked word that was none costs a look into the file, a printed password cannot be taken back.
 */
public final class Secrets {
  /** What stands in the place of a secret, however long that is. */
  public static final String MASK = "***";

  private Secrets() {}

  /** A message with its secrets masked. */
  public static String hide(String message) {
    StringBuilder out = new StringBuilder();
    int lineStart = 0;
    while (lineStart <= message.length()) {
      int lineEnd = message.indexOf('\n', lineStart);
      lineEnd = lineEnd < 0 ? message.length() : lineEnd;
      hideLine(message.substring(lineStart, lineEnd), new OptionSecrets.State(), out);
      if (lineEnd < message.length()) {
        out.append('\n');
      }
      lineStart = lineEnd + 1;
    }
    return out.toString();
  }

  /** The words of a command with their secrets masked: a password may be a word of its own. */
  public static List<String> hideIn(List<String> words) {
    OptionSecrets.State state = new OptionSecrets.State();
    List<String> masked = new ArrayList<>();
    for (String word : words) {
      StringBuilder out = new StringBuilder();
      if (word.indexOf('\n') < 0) {
        hideLine(word, state, out);
      } else {
        out.append(hide(word));
      }
      masked.add(out.toString());
    }
    return List.copyOf(masked);
  }

  private static void hideLine(String line, OptionSecrets.State state, StringBuilder out) {
    Hidden hidden = new Hidden();
    scan(line, Kind.PROSE, state, hidden);
    mask(line, hidden.stretches(), out);
  }

  /**
   * The spans of a line (from 1) that must not be shown, from left to right, apart from each other.
   * The lines above it are looked at as well: a value may stand below its name.
   */
  public static List<Span> in(SourceFile file, int line) {
    Span span = file.lineSpan(line);
    List<Span> spans = new ArrayList<>();
    for (Hidden.Stretch stretch : new LineSecrets(file, line).stretches()) {
      spans.add(span.slice(stretch.start(), stretch.end()));
    }
    return List.copyOf(spans);
  }

  /**
   * The same result with masked words. A fix whose new text holds a secret loses its edits: masked
   * they would write the mask into the file.
   */
  public static LintResult hide(LintResult result) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (Diagnostic diagnostic : result.diagnostics()) {
      diagnostics.add(hide(diagnostic));
    }
    List<Suppressed> suppressed = new ArrayList<>();
    for (Suppressed one : result.suppressed()) {
      suppressed.add(new Suppressed(hide(one.diagnostic()), one.by(), hide(one.reason())));
    }
    List<Coverage> coverage = new ArrayList<>();
    for (Coverage unseen : result.coverage()) {
      coverage.add(new Coverage(unseen.path(), hide(unseen.why())));
    }
    List<InternalFault> faults = new ArrayList<>();
    for (InternalFault fault : result.internalFaults()) {
      faults.add(new InternalFault(fault.during(), fault.path(), hide(fault.cause())));
    }
    return new LintResult(
        diagnostics, suppressed, result.projects(), coverage, faults, result.rules());
  }

  /** The same way with masked words. */
  public static Trace hide(Trace trace) {
    List<Trace.Step> steps = new ArrayList<>();
    for (Trace.Step step : trace.steps()) {
      steps.add(new Trace.Step(step.kind(), hide(step.words()), hide(step.places())));
    }
    return new Trace(
        trace.project(),
        trace.from(),
        hide(trace.host()),
        trace.port(),
        trace.role(),
        trace.hypothetical(),
        trace.result(),
        hide(trace.verdict()),
        hide(trace.runtimeError()),
        steps);
  }

  private static Diagnostic hide(Diagnostic diagnostic) {
    return new Diagnostic(
        hide(diagnostic.finding()), diagnostic.severity(), diagnostic.fingerprint());
  }

  private static Finding hide(Finding finding) {
    List<Fix> fixes = new ArrayList<>();
    for (Fix fix : finding.fixes()) {
      List<Edit> edits = reveals(fix) ? List.of() : fix.edits();
      fixes.add(new Fix(hide(fix.description()), fix.applicability(), edits));
    }
    return new Finding(
        finding.rule(),
        finding.span(),
        hide(finding.message()),
        hide(finding.label()),
        finding.confidence(),
        finding.occurrence(),
        finding.service(),
        hide(finding.runtimeError()),
        hide(finding.help()),
        hide(finding.notes()),
        hide(finding.walk()),
        fixes);
  }

  private static List<Note> hide(List<Note> notes) {
    List<Note> hidden = new ArrayList<>();
    for (Note note : notes) {
      hidden.add(new Note(note.span(), hide(note.message())));
    }
    return hidden;
  }

  private static boolean reveals(Fix fix) {
    for (Edit edit : fix.edits()) {
      if (reveals(edit)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the new text, read where it will stand, holds a secret. */
  private static boolean reveals(Edit edit) {
    if (edit.text().isEmpty()) {
      return false;
    }
    SourceFile file = edit.span().file();
    Span firstLine = file.lineSpan(file.line(edit.span().start()));
    Span lastLine = file.lineSpan(file.line(edit.span().end()));
    String before = file.text().substring(firstLine.start(), edit.span().start());
    String after =
        file.text().substring(edit.span().end(), Math.max(edit.span().end(), lastLine.end()));
    SourceFile edited = new SourceFile(file.path(), before + edit.text() + after);
    int from = before.length();
    int to = from + edit.text().length();
    for (int line = edited.line(from); line <= edited.line(to); line++) {
      for (Span secret : in(edited, line)) {
        if (secret.start() < to && from < secret.end()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Everything that one line by itself tells. */
  static void scan(String line, Kind kind, OptionSecrets.State state, Hidden hidden) {
    new UrlSecrets(line, hidden).scan();
    new AssignmentSecrets(line, kind, hidden).scan();
    new OptionSecrets(line, hidden, state).scan();
    new SecretValue(line, hidden).hideDefaults();
    new KnownTokens(line, hidden).scan();
  }

  private static void mask(String text, List<Hidden.Stretch> stretches, StringBuilder out) {
    int at = 0;
    for (Hidden.Stretch stretch : stretches) {
      out.append(text, at, stretch.start()).append(MASK);
      at = stretch.end();
    }
    out.append(text, at, text.length());
  }
}
