package dev.dialtone.rules.health;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Edit;
import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Container;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Outcome;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DT302: a healthcheck in a form that no shell, or not the whole of it, ever sees. */
public final class ShellSyntaxInExec implements Rule {
  private static final Set<String> OPERATORS =
      Set.of("||", "&&", "|", ";", "&", ">", ">>", "<", "2>&1", ">/dev/null", "2>/dev/null");

  /** What a shell takes as it is written, by a space from the next: words and its own signs. */
  private static final Pattern SHELL_WORD =
      Pattern.compile(
          "(?:[\\w./:=@%+,-]|\\$\\$\\w+|\\$\\$\\{\\w+\\})+"
              + "|\\|\\||&&?|\\||;|>>?|<|2>&1|2?>/dev/null");

  /** The item {@code CMD} and all up to the quote in which the next item begins. */
  private static final Pattern FORM =
      Pattern.compile("\\bCMD[\"']?(?:\\s*,\\s*|\\h*\\R\\h*-\\h+)(?<quote>[\"'])$");

  /** More than this many characters of blanks belong to no form that people write. */
  private static final int FORM_LENGTH = 100;

  private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "ksh", "zsh");

  /** Programs that take code, in which a dollar is their own. */
  private static final Set<String> TAKE_CODE =
      Set.of("-c", "-e", "-r", "--eval", "-E", "eval", "-q", "--query", "--execute");

  /** Programs that succeed without arguments as long as their server runs. */
  private static final Set<String> PASS_ALONE =
      Set.of("pg_isready", "redis-cli", "valkey-cli", "mongosh", "mongo", "cqlsh", "true");

  /** Programs that fail when they are given nothing to do. */
  private static final Set<String> FAIL_ALONE =
      Set.of(
          "curl",
          "wget",
          "nc",
          "psql",
          "mysqladmin",
          "mariadb-admin",
          "rabbitmq-diagnostics",
          "rabbitmqctl",
          "etcdctl",
          "nodetool",
          "test");

  /** Programs whose success does not hang on user or password. */
  private static final Set<String> WITHOUT_LOGIN =
      Set.of("pg_isready", "mysqladmin", "mariadb-admin", "redis-cli", "valkey-cli");

  /** Programs that succeed whatever they are asked as long as a server answers. */
  private static final Set<String> NEVER_FAIL = Set.of("redis-cli", "valkey-cli", "echo", "true");

  /** Programs that refuse an argument too many. */
  private static final Set<String> STRICT =
      Set.of(
          "curl",
          "wget",
          "pg_isready",
          "mysqladmin",
          "mariadb-admin",
          "rabbitmq-diagnostics",
          "rabbitmqctl");

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT302",
        "shell-syntax-in-exec",
        Severity.ERROR,
        "A healthcheck is written for a shell, in a form in which no shell reads it");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    for (Container container : outcome.project().containers().values()) {
      if (container.healthcheck() instanceof Healthcheck.Probe probe) {
        if (probe.command() instanceof CommandLine.Exec exec && !exec.words().isEmpty()) {
          exec(container, exec.words(), sink);
        } else if (probe.command() instanceof CommandLine.Shell shell
            && !probe.ignored().isEmpty()) {
          ignored(container, "CMD-SHELL", shell.line(), probe.ignored(), sink);
        }
      }
    }
  }

  private void exec(Container container, List<Text> words, Consumer<Finding> sink) {
    Text first = words.get(0);
    if (first.isKnown() && first.strip().chars().indexOf(' ') > 0) {
      sink.accept(wholeLine(container, first));
      return;
    }
    int script = scriptAt(words);
    if (script >= 0) {
      List<Text> parameters = words.subList(script + 1, words.size());
      if (!parameters.isEmpty() && isOneWord(words.get(script))) {
        ignored(container, "-c", words.get(script), parameters, sink);
      }
      return;
    }
    for (int i = 1; i < words.size(); i++) {
      Text word = words.get(i);
      if (OPERATORS.contains(word.chars())) {
        sink.accept(operator(container, words, word));
        return;
      }
      if (TAKE_CODE.contains(words.get(i - 1).chars())) {
        continue;
      }
      Text variable = variable(word);
      if (!variable.isEmpty()) {
        sink.accept(variable(container, words, variable));
        return;
      }
    }
  }

  private Finding wholeLine(Container container, Text line) {
    return at(container, line.span(), "A whole command line is one word of an exec form")
        .label("no program has this name")
        .help("write it behind `CMD-SHELL`, or each word as an item of its own")
        .runtimeError("exec: \"%s\": executable file not found in $PATH".formatted(line))
        .build();
  }

  private Finding operator(Container container, List<Text> words, Text operator) {
    Text program = words.get(0);
    return at(
            container,
            operator.span(),
            "No shell reads %s: %s gets it as an argument"
                .formatted(quoted(operator), quoted(program)))
        .label("an argument like any other")
        .occurrence(
            NEVER_FAIL.contains(baseName(program)) ? Occurrence.FRAGILE : Occurrence.EVERY_START)
        .confidence(
            NEVER_FAIL.contains(baseName(program)) || STRICT.contains(baseName(program))
                ? Confidence.CERTAIN
                : Confidence.PROBABLE)
        .help("write the whole line as one string behind `CMD-SHELL`")
        .fixes(forShell(words))
        .build();
  }

  private Finding variable(Container container, List<Text> words, Text variable) {
    Text program = words.get(0);
    boolean harmless = WITHOUT_LOGIN.contains(baseName(program));
    return at(
            container,
            variable.span(),
            "No shell replaces %s: %s gets it as it stands"
                .formatted(quoted(variable), quoted(program)))
        .label("an argument with a dollar in it")
        .occurrence(harmless ? Occurrence.FRAGILE : Occurrence.EVERY_START)
        .help("write the whole line as one string behind `CMD-SHELL`")
        .fixes(forShell(words))
        .build();
  }

  /**
   * The words as one string behind {@code CMD-SHELL}: where a shell takes each of them as it is
   * written, and all stand in quotes of one kind, the first behind the word {@code CMD}.
   */
  private static List<Fix> forShell(List<Text> words) {
    Span first = words.get(0).span();
    String text = first.file().text();
    StringBuilder line = new StringBuilder();
    int end = first.start();
    for (Text word : words) {
      Span at = word.span();
      boolean follows = at.file().equals(first.file()) && at.start() >= end;
      if (!word.isKnown() || !follows || !SHELL_WORD.matcher(at.text()).matches()) {
        return List.of();
      }
      line.append(line.isEmpty() ? "" : " ").append(at.text());
      end = at.end();
    }
    int window = Math.max(0, first.start() - FORM_LENGTH);
    Matcher form = FORM.matcher(text.substring(window, first.start()));
    boolean comment = text.substring(first.start(), end).indexOf('#') >= 0;
    if (comment || !form.find() || !text.startsWith(form.group("quote"), end)) {
      return List.of();
    }
    int exec = window + form.start() + "CMD".length();
    return List.of(
        new Fix(
            "write one string behind `CMD-SHELL`",
            Fix.Applicability.SAFE,
            List.of(
                Edit.before(first.file().span(exec, exec), "-SHELL"),
                Edit.replace(first.file().span(first.start(), end), line.toString()))));
  }

  /** Items behind the script of a shell, which are its parameters and no part of it. */
  private void ignored(
      Container container, String form, Text script, List<Text> items, Consumer<Finding> sink) {
    if (!script.isKnown() || usesParameters(script.chars())) {
      return;
    }
    Text last = items.get(items.size() - 1);
    boolean together = items.get(0).span().file().equals(last.span().file());
    boolean alone = isOneWord(script);
    String program = baseName(script.strip());
    boolean passes = !alone || PASS_ALONE.contains(program);
    sink.accept(
        at(
                container,
                together ? items.get(0).span().cover(last.span()) : items.get(0).span(),
                "Only the first item behind %s is the script: %s runs alone"
                    .formatted(quoted(form), quoted(script)))
            .label("never read")
            .occurrence(passes ? Occurrence.FRAGILE : Occurrence.EVERY_START)
            .confidence(
                passes || FAIL_ALONE.contains(program) ? Confidence.CERTAIN : Confidence.PROBABLE)
            .note(script.span(), "this is all that the shell runs")
            .help(
                form.equals("-c")
                    ? "write the whole line as one string"
                    : "write the whole line as one string, or use `CMD`")
            .build());
  }

  private Finding.Builder at(Container container, Span span, String message) {
    return Finding.at(info(), span, message).service(container.service().name().value());
  }

  /** The place of the script if the words start a shell with one; else -1. */
  private static int scriptAt(List<Text> words) {
    boolean shell = false;
    for (int i = 0; i + 1 < words.size(); i++) {
      String chars = words.get(i).chars();
      shell |= SHELLS.contains(baseName(words.get(i))) || baseName(words.get(i)).equals("su");
      if (shell && chars.startsWith("-") && !chars.startsWith("--") && chars.endsWith("c")) {
        return i + 1;
      }
    }
    return -1;
  }

  private static boolean isOneWord(Text script) {
    return script.isKnown() && script.strip().chars().chars().noneMatch(Character::isWhitespace);
  }

  private static boolean usesParameters(String script) {
    for (int i = script.indexOf('$'); i >= 0 && i + 1 < script.length(); ) {
      char c = script.charAt(i + 1);
      char named = c == '{' && i + 2 < script.length() ? script.charAt(i + 2) : c;
      if ((named >= '0' && named <= '9') || named == '@' || named == '*') {
        return true;
      }
      i = script.indexOf('$', i + 1);
    }
    return false;
  }

  /**
   * The first {@code $NAME} or {@code ${NAME}} in a word, whose name is in capitals; else empty.
   */
  private static Text variable(Text word) {
    String chars = word.chars();
    for (int i = chars.indexOf('$'); i >= 0; i = chars.indexOf('$', i + 1)) {
      boolean braces = chars.startsWith("{", i + 1);
      int from = i + (braces ? 2 : 1);
      int to = from;
      while (to < chars.length() && isNamePart(chars.charAt(to), to == from)) {
        to++;
      }
      boolean ends = !braces || (to < chars.length() && chars.charAt(to) == '}');
      if (to > from && ends) {
        return word.slice(i, braces ? to + 1 : to);
      }
    }
    return word.slice(0, 0);
  }

  private static boolean isNamePart(char c, boolean first) {
    return c == '_' || (c >= 'A' && c <= 'Z') || (!first && c >= '0' && c <= '9');
  }

  private static String baseName(Text name) {
    String chars = name.chars();
    return chars.substring(chars.lastIndexOf('/') + 1);
  }
}
