package dev.dialtone.rules.health;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Container;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Outcome;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** DT308: the test of a healthcheck has a form that is refused or means something else. */
public final class HealthcheckForm implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT308",
        "healthcheck-form",
        Severity.ERROR,
        "The test of a healthcheck has none of the forms that a test can have");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    for (Container container : outcome.project().containers().values()) {
      Healthcheck own = container.service().healthcheck();
      if (container.healthcheck() instanceof Healthcheck.Malformed malformed) {
        malformed(container, malformed, sink);
      } else if (container.healthcheck() instanceof Healthcheck.Probe probe
          && probe.command() instanceof CommandLine.Shell shell) {
        line(container, shell.line(), sink);
      } else if (own instanceof Healthcheck.Retimed retimed
          && container.healthcheck() instanceof Healthcheck.Absent absent) {
        sink.accept(
            at(container, first(retimed).span(), "A healthcheck without a test checks nothing")
                .label("times of no test")
                .occurrence(Occurrence.FRAGILE)
                .note(absent.at().span(), "the image brings no test either")
                .help(
                    container.recommendedProbe().isEmpty()
                        ? "add a `test`"
                        : "add a `test`: " + quoted(container.recommendedProbe()))
                .build());
      }
    }
  }

  private void malformed(
      Container container, Healthcheck.Malformed malformed, Consumer<Finding> sink) {
    String form = malformed.form().chars();
    Span at = (form.isEmpty() ? malformed.at() : malformed.form()).span();
    String upper = form.toUpperCase(Locale.ROOT).replace('_', '-');
    boolean misspelt = isForm(upper) || upper.equals("SHELL") || upper.equals("CMDSHELL");
    switch (malformed.fault()) {
      case NO_COMMAND ->
          sink.accept(
              at(container, malformed.form().span(), "No command stands behind " + quoted(form))
                  .label("nothing can be run")
                  .help("add the command, or write `NONE` to switch the check off")
                  .build());
      case FIRST_ITEM ->
          sink.accept(
              at(
                      container,
                      at,
                      form.isEmpty()
                          ? "A test begins with `CMD`, `CMD-SHELL` or `NONE`, not with nothing"
                          : "A test begins with `CMD`, `CMD-SHELL` or `NONE`, not with "
                              + quoted(form))
                  .label("Compose refuses this")
                  .help(
                      misspelt
                          ? "write " + quoted(isForm(upper) ? upper : "CMD-SHELL")
                          : form.startsWith("CMD ") || form.startsWith("CMD-SHELL ")
                              ? "make `CMD` or `CMD-SHELL` an item of its own"
                              : form.indexOf(' ') > 0
                                  ? "put `\"CMD-SHELL\", ` in front of it"
                                  : "put `\"CMD\", ` in front of it")
                  .runtimeError(
                      "healthcheck.test must start either by \"CMD\", \"CMD-SHELL\" or \"NONE\"")
                  .build());
    }
  }

  /** A line that was meant to be a list: the shell takes its first word for a program. */
  private void line(Container container, Text line, Consumer<Finding> sink) {
    Text stripped = line.strip();
    String chars = stripped.chars();
    int blank = chars.indexOf(' ');
    String first = blank < 0 ? chars : chars.substring(0, blank);
    if (isList(chars)) {
      sink.accept(
          at(container, stripped.span(), "A list in a string is a line for the shell")
              .label("the shell looks for a program of this name")
              .help("write the list without quotes around it, its items in double quotes")
              .runtimeError("/bin/sh: " + first + ": not found")
              .build());
    } else if (first.equals("CMD") || first.equals("CMD-SHELL")) {
      sink.accept(
          at(
                  container,
                  stripped.slice(0, first.length()).span(),
                  "In a string, %s is a program that the shell looks for".formatted(quoted(first)))
              .label("no program has this name")
              .help("leave it out, or write a list")
              .runtimeError("/bin/sh: " + first + ": not found")
              .build());
    }
  }

  /** The first time that is given; the whole if none is. */
  private static Text first(Healthcheck.Retimed retimed) {
    Healthcheck.Timing timing = retimed.timing();
    for (Text time :
        List.of(timing.interval(), timing.timeout(), timing.retries(), timing.startPeriod())) {
      if (!time.isEmpty()) {
        return time;
      }
    }
    return retimed.at();
  }

  private static boolean isForm(String word) {
    return word.equals("CMD") || word.equals("CMD-SHELL") || word.equals("NONE");
  }

  /** Whether a line is a list of quoted words: {@code ["CMD", "true"]}. */
  private static boolean isList(String line) {
    if (line.length() < 4 || line.charAt(0) != '[' || line.charAt(line.length() - 1) != ']') {
      return false;
    }
    String inside = line.substring(1, line.length() - 1).strip();
    boolean quotes = inside.startsWith("\"") || inside.startsWith("'");
    // A test of the shell has a blank behind its bracket: [ "$a" = b ]
    return quotes && line.charAt(1) != ' ' && inside.endsWith(inside.substring(0, 1));
  }

  private Finding.Builder at(Container container, Span span, String message) {
    return Finding.at(info(), span, message).service(container.service().name().value());
  }
}
