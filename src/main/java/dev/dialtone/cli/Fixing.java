package dev.dialtone.cli;

import dev.dialtone.fix.FixResult;
import dev.dialtone.fix.Fixer;
import dev.dialtone.fix.UnifiedDiff;
import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.LintResult;
import dev.dialtone.report.secret.Secrets;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Position;
import dev.dialtone.source.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * What the command line says of fixing.
 *
 * @param write whether files are written
 * @param diff whether the changes are printed instead
 * @param unsafe whether fixes are applied that a person should look at
 */
record Fixing(boolean write, boolean diff, boolean unsafe) {
  static void addTo(CommandSpec spec) {
    spec.addOption(Options.flag("mend what can be mended with certainty", "--fix"))
        .addOption(
            Options.flag("with --fix or --diff: also what a person should check", "--unsafe-fixes"))
        .addOption(Options.flag("print what --fix would change, and write nothing", "--diff"));
  }

  static Fixing read(ParseResult arguments) throws UsageException {
    Fixing fixing =
        new Fixing(
            arguments.hasMatchedOption("--fix"),
            arguments.hasMatchedOption("--diff"),
            arguments.hasMatchedOption("--unsafe-fixes"));
    if (fixing.unsafe() && !fixing.wanted()) {
      throw new UsageException("--unsafe-fixes goes with --fix or --diff");
    }
    return fixing;
  }

  boolean wanted() {
    return write || diff;
  }

  /**
   * What came of fixing.
   *
   * @param result what is to be reported: what is left, or with {@code --diff} what there is
   * @param complete whether everything was written that was to be written
   */
  record Done(LintResult result, boolean complete) {}

  /** Fixes. */
  Done run(Function<Workspace, LintResult> lint, Workspace workspace, Surroundings surroundings) {
    FixResult result = new Fixer(lint, unsafe).fix(workspace);
    if (diff) {
      String shown =
          UnifiedDiff.of(result.changes(), (file, line) -> !Secrets.in(file, line).isEmpty());
      surroundings.out().append(shown);
      if (!shown.equals(UnifiedDiff.of(result.changes(), (file, line) -> false))) {
        surroundings.say("changes beside a password or token are not shown: --fix makes them");
      }
      sayRefused(result, surroundings);
      return new Done(result.before(), true);
    }
    List<String> written = new ArrayList<>();
    for (FixResult.Change change : result.changes()) {
      String path = change.before().path().value();
      FixedFile.Written outcome = FixedFile.write(change, surroundings.folder());
      if (outcome.refusal().isEmpty()) {
        written.add(path);
      } else {
        surroundings.say("not fixed: " + path + ": " + outcome.refusal());
      }
      if (!outcome.remark().isEmpty()) {
        surroundings.say(path + ": " + outcome.remark());
      }
    }
    if (written.size() < result.changes().size()) {
      if (!written.isEmpty()) {
        surroundings.say("changed " + ProjectOptions.listed(written));
      }
      return new Done(lint.apply(new DiskWorkspace(surroundings.folder())), false);
    }
    sayFixed(result, surroundings);
    sayRefused(result, surroundings);
    return new Done(result.after(), true);
  }

  private static void sayFixed(FixResult result, Surroundings surroundings) {
    int count = result.fixed().size();
    if (count > 0) {
      Set<FilePath> files = new LinkedHashSet<>();
      result.changes().forEach(change -> files.add(change.before().path()));
      List<String> names = files.stream().map(FilePath::value).toList();
      surroundings.say(
          "fixed "
              + count
              + (count == 1 ? " finding in " : " findings in ")
              + ProjectOptions.listed(names));
    }
  }

  private static void sayRefused(FixResult result, Surroundings surroundings) {
    int unsafe = 0;
    for (FixResult.Refusal refusal : result.refused()) {
      if (refusal.why().equals("--unsafe-fixes")) {
        unsafe++;
        continue;
      }
      Diagnostic diagnostic = refusal.diagnostic();
      Position at = diagnostic.finding().span().startPosition();
      surroundings.say(
          "not fixed: %s:%s:%s %s: %s"
              .formatted(
                  diagnostic.finding().span().file().path(),
                  at.line(),
                  at.column(),
                  diagnostic.finding().rule().id(),
                  refusal.why()));
    }
    if (unsafe > 0) {
      surroundings.say(
          unsafe
              + (unsafe == 1 ? " more finding has a fix" : " more findings have fixes")
              + " that a person should check (--unsafe-fixes)");
    }
  }
}
