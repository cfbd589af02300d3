package dev.dialtone.lint;

import dev.dialtone.model.Confidence;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rule reports: a place, what is wrong there, and what makes it wrong. It has no severity:
 * that follows from the rule, the confidence and the occurrence in one place, {@link Severities}.
 *
 * @param rule the rule that reports it
 * @param span the characters at fault
 * @param message the problem, names in backquotes, no full stop
 * @param label a few words that stand under the underlined characters; empty for none
 * @param confidence the weakest link of the reasoning
 * @param occurrence when the trouble shows itself
 * @param service the service that is concerned; empty if none is
 * @param runtimeError the error that people will see; empty if none is known
 * @param help how to mend it; empty if no answer can be derived
 * @param notes other places, most telling first
 * @param walk how the value at fault came about, and for a connection the way from dialler to
 *     listener; empty if there is nothing to tell
 * @param fixes changes that mend it, best first
 */
public record Finding(
    RuleInfo rule,
    Span span,
    String message,
    String label,
    Confidence confidence,
    Occurrence occurrence,
    String service,
    String runtimeError,
    String help,
    List<Note> notes,
    List<Note> walk,
    List<Fix> fixes) {
  public Finding {
    notes = List.copyOf(notes);
    walk = List.copyOf(walk);
    fixes = List.copyOf(fixes);
  }

  /** The same, no surer than {@code most}. */
  public Finding atMost(Confidence most) {
    return new Finding(
        rule,
        span,
        message,
        label,
        confidence.and(most),
        occurrence,
        service,
        runtimeError,
        help,
        notes,
        walk,
        fixes);
  }

  /** Starts a finding that is certain and fails on every start. */
  public static Builder at(RuleInfo rule, Span span, String message) {
    return new Builder(rule, span, message);
  }

  /** Starts the same at a text, with the way it came from where it is written. */
  public static Builder at(RuleInfo rule, Text text, String message) {
    Builder finding = new Builder(rule, text.span(), message);
    return text.chain().isEmpty() ? finding : finding.walk(Note.chain(text, "written here"));
  }

  /** Collects the parts of a finding. */
  public static final class Builder {
    private final RuleInfo rule;
    private final Span span;
    private final String message;
    private final List<Note> notes = new ArrayList<>();
    private final List<Note> walk = new ArrayList<>();
    private final List<Fix> fixes = new ArrayList<>();
    private String label = "";
    private Confidence confidence = Confidence.CERTAIN;
    private Occurrence occurrence = Occurrence.EVERY_START;
    private String service = "";
    private String runtimeError = "";
    private String help = "";

    private Builder(RuleInfo rule, Span span, String message) {
      this.rule = rule;
      this.span = span;
      this.message = message;
    }

    public Builder label(String words) {
      label = words;
      return this;
    }

    public Builder confidence(Confidence weakestLink) {
      confidence = weakestLink;
      return this;
    }

    public Builder occurrence(Occurrence when) {
      occurrence = when;
      return this;
    }

    public Builder service(String name) {
      service = name;
      return this;
    }

    public Builder runtimeError(String text) {
      runtimeError = text;
      return this;
    }

    public Builder help(String words) {
      help = words;
      return this;
    }

    public Builder note(Span at, String words) {
      notes.add(new Note(at, words));
      return this;
    }

    public Builder notes(List<Note> more) {
      notes.addAll(more);
      return this;
    }

    public Builder walk(List<Note> steps) {
      walk.addAll(steps);
      return this;
    }

    public Builder fix(Fix fix) {
      fixes.add(fix);
      return this;
    }

    public Builder fixes(List<Fix> more) {
      fixes.addAll(more);
      return this;
    }

    public Finding build() {
      return new Finding(
          rule,
          span,
          message,
          label,
          confidence,
          occurrence,
          service,
          runtimeError,
          help,
          notes,
          walk,
          fixes);
    }
  }
}
