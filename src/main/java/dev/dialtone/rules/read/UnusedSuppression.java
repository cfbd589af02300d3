package dev.dialtone.rules.read;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.lint.Suppression;
import dev.dialtone.lint.Suppression.UnknownName;
import dev.dialtone.model.Outcome;
import dev.dialtone.source.Span;
import java.util.function.Consumer;

/** DT005: a comment that is to take findings out takes none out. */
public final class UnusedSuppression implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT005",
        "unused-suppression",
        Severity.NOTE,
        "A comment that is to silence Dialtone silences nothing");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {}

  @Override
  public void review(Suppression.Use use, Consumer<Finding> sink) {
    Suppression comment = use.comment();
    if (!comment.wellFormed()) {
      sink.accept(
          finding(comment.at(), "this comment silences nothing: it cannot be understood")
              .help("write `ignore[DT101]` or `ignore-file[DT101]`")
              .build());
      return;
    }
    if (use.idle()) {
      sink.accept(finding(comment.at(), message(comment)).help("remove the comment").build());
    }
    for (Span name : use.unused()) {
      sink.accept(
          finding(name, quoted(name.text()) + " is not reported here")
              .help("remove it from the comment")
              .build());
    }
    for (UnknownName name : use.unknown()) {
      Finding.Builder finding = finding(name.at(), "no rule is called " + quoted(name.at().text()));
      if (!name.nearest().isEmpty()) {
        finding
            .help("did you mean " + quoted(name.nearest()) + "?")
            .fix(Fix.unsafe("write " + quoted(name.nearest()), name.at(), name.nearest()));
      }
      sink.accept(finding.build());
    }
  }

  private Finding.Builder finding(Span at, String message) {
    return Finding.at(info(), at, message).occurrence(Occurrence.FRAGILE);
  }

  private static String message(Suppression comment) {
    boolean whole = comment.covers().equals(comment.covers().file().span());
    return "this comment silences nothing: no such finding in "
        + (whole ? "this file" : "the line it stands for");
  }
}
