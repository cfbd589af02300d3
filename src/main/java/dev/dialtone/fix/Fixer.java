package dev.dialtone.fix;

import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.Edit;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.LintResult;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Workspace;
import dev.dialtone.source.Workspace.Content;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Applies fixes in rounds, until none is left or none does any good: fixes that overlap wait for
 * the next round. After each round everything is judged again; what does not stand the judgement is
 * taken back.
 */
public final class Fixer {
  /** Enough for fixes that follow from each other; more would be a circle. */
  private static final int MAX_ROUNDS = 10;

  private final Function<Workspace, LintResult> lint;
  private final boolean unsafe;
  private final Map<String, FixResult.Refusal> refused = new HashMap<>();
  private final List<Diagnostic> fixed = new ArrayList<>();

  /**
   * A fixer.
   *
   * @param lint judges files
   * @param unsafe whether fixes are applied that a person should look at
   */
  public Fixer(Function<Workspace, LintResult> lint, boolean unsafe) {
    this.lint = lint;
    this.unsafe = unsafe;
  }

  /** A finding with the fix that is tried. */
  private record Attempt(Diagnostic diagnostic, Fix fix) {}

  /** The state after some fixes. */
  private record State(EditedFiles files, LintResult result) {}

  /** Fixes what can be fixed; nothing is written. */
  public FixResult fix(Workspace workspace) {
    refused.clear();
    fixed.clear();
    EditedFiles files = EditedFiles.of(workspace);
    LintResult before = lint.apply(files);
    State state = new State(files, before);
    for (int round = 0; round < MAX_ROUNDS; round++) {
      List<Attempt> attempts = attempts(state.result());
      if (attempts.isEmpty()) {
        break;
      }
      state = round(state, attempts);
    }
    List<FixResult.Refusal> left = new ArrayList<>();
    for (Diagnostic diagnostic : state.result().diagnostics()) {
      FixResult.Refusal refusal = refused.get(key(diagnostic));
      if (refusal != null) {
        left.add(refusal);
      } else if (!unsafe && diagnostic.finding().fixes().stream().anyMatch(f -> !isSafe(f))) {
        left.add(new FixResult.Refusal(diagnostic, "--unsafe-fixes"));
      }
    }
    return new FixResult(before, state.result(), changes(workspace, state.files()), fixed, left);
  }

  /** One fix for each finding that has one which may be tried. */
  private List<Attempt> attempts(LintResult result) {
    List<Attempt> attempts = new ArrayList<>();
    for (Diagnostic diagnostic : result.diagnostics()) {
      if (refused.containsKey(key(diagnostic))) {
        continue;
      }
      for (Fix fix : diagnostic.finding().fixes()) {
        if (!fix.edits().isEmpty() && (unsafe || isSafe(fix))) {
          attempts.add(new Attempt(diagnostic, fix));
          break;
        }
      }
    }
    return attempts;
  }

  private State round(State state, List<Attempt> attempts) {
    List<Attempt> chosen = new ArrayList<>();
    List<Edit> edits = new ArrayList<>();
    for (Attempt attempt : attempts) {
      if (fits(attempt.fix(), edits)) {
        chosen.add(attempt);
        addNew(attempt.fix(), edits);
      }
    }
    List<Attempt> good = good(state, chosen);
    good.forEach(attempt -> fixed.add(attempt.diagnostic()));
    return good.isEmpty() ? state : applied(state, editsOf(good));
  }

  /** Those of the attempts that stand the judgement; the others are refused. */
  private List<Attempt> good(State state, List<Attempt> attempts) {
    List<Edit> edits = editsOf(attempts);
    String why = whyNot(state, applied(state, edits), attempts, edits);
    if (why.isEmpty()) {
      return attempts;
    }
    if (attempts.size() == 1) {
      Diagnostic diagnostic = attempts.get(0).diagnostic();
      refused.put(key(diagnostic), new FixResult.Refusal(diagnostic, why));
      return List.of();
    }
    int half = attempts.size() / 2;
    List<Attempt> first = good(state, attempts.subList(0, half));
    List<Attempt> both = new ArrayList<>(first);
    both.addAll(good(state, attempts.subList(half, attempts.size())));
    // What is good by itself may be bad together; the rest waits for the next round.
    List<Edit> all = editsOf(both);
    return both.isEmpty() || whyNot(state, applied(state, all), both, all).isEmpty()
        ? both
        : both.subList(0, 1);
  }

  private static List<Edit> editsOf(List<Attempt> attempts) {
    List<Edit> edits = new ArrayList<>();
    attempts.forEach(attempt -> addNew(attempt.fix(), edits));
    return edits;
  }

  private State applied(State state, List<Edit> edits) {
    EditedFiles files = state.files().with(edits);
    return new State(files, lint.apply(files));
  }

  /** Why the step from {@code before} to {@code after} must not be taken; empty if it may be. */
  private static String whyNot(
      State before, State after, List<Attempt> attempts, List<Edit> edits) {
    if (!SameMeaning.butFor(edits, after.files())) {
      return "it would change more than the fault";
    }
    Map<String, Integer> left = counts(before.result());
    for (Diagnostic diagnostic : after.result().diagnostics()) {
      String name = key(diagnostic);
      int count = left.getOrDefault(name, 0);
      if (count == 0 && isRefusedByCompose(diagnostic)) {
        return "the file could not be read any more";
      }
      left.put(name, count - 1);
    }
    for (Attempt attempt : attempts) {
      if (left.getOrDefault(key(attempt.diagnostic()), 0) <= 0) {
        return "it would not mend the fault";
      }
    }
    return worse(before.result(), after.result()) ? "it would lead to another fault" : "";
  }

  /** Whether there are more findings of some severity without fewer of a worse one. */
  private static boolean worse(LintResult before, LintResult after) {
    return after.diagnostics().size() > before.diagnostics().size();
  }

  private static boolean isRefusedByCompose(Diagnostic diagnostic) {
    String rule = diagnostic.finding().rule().id();
    return rule.startsWith("DT00") && !rule.equals("DT005");
  }

  private static Map<String, Integer> counts(LintResult result) {
    Map<String, Integer> counts = new HashMap<>();
    for (Diagnostic diagnostic : result.diagnostics()) {
      counts.merge(key(diagnostic), 1, Integer::sum);
    }
    return counts;
  }

  /** What a finding says in which file, whatever its characters have become. */
  private static String key(Diagnostic diagnostic) {
    return String.join(
        "\n",
        diagnostic.finding().rule().id(),
        diagnostic.finding().span().file().path().value(),
        diagnostic.finding().service(),
        diagnostic.finding().message());
  }

  private static boolean isSafe(Fix fix) {
    return fix.applicability() == Fix.Applicability.SAFE;
  }

  private static boolean fits(Fix fix, List<Edit> taken) {
    for (Edit edit : fix.edits()) {
      for (Edit other : taken) {
        if (!edit.equals(other) && overlap(edit.span(), other.span())) {
          return false;
        }
      }
    }
    return true;
  }

  /** Insertions at one place, or beside something that is replaced, would depend on their order. */
  private static boolean overlap(Span one, Span other) {
    return one.file().path().equals(other.file().path())
        && one.start() <= other.end()
        && other.start() <= one.end();
  }

  private static void addNew(Fix fix, List<Edit> edits) {
    Set<Edit> known = new HashSet<>(edits);
    for (Edit edit : fix.edits()) {
      if (known.add(edit)) {
        edits.add(edit);
      }
    }
  }

  private static List<FixResult.Change> changes(Workspace workspace, EditedFiles files) {
    List<FixResult.Change> changes = new ArrayList<>();
    for (Map.Entry<FilePath, SourceFile> entry : files.edited().entrySet()) {
      if (workspace.read(entry.getKey()) instanceof Content.Readable readable
          && !readable.file().text().equals(entry.getValue().text())) {
        changes.add(new FixResult.Change(readable.file(), entry.getValue()));
      }
    }
    return changes;
  }
}
