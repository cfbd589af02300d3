package dev.dialtone.format.dockerfile;

import dev.dialtone.format.Nearest;
import dev.dialtone.format.dockerfile.Keyword.FlagType;
import dev.dialtone.format.dockerfile.Statement.Document;
import dev.dialtone.format.dockerfile.Statement.Flag;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.facts.ImageRecipe.Assignment;
import dev.dialtone.model.facts.ImageRecipe.Default;
import dev.dialtone.model.facts.ImageRecipe.InlineFile;
import dev.dialtone.model.facts.ImageRecipe.Instruction;
import dev.dialtone.model.facts.ImageRecipe.Option;
import dev.dialtone.model.facts.ImageRecipe.Stage;
import dev.dialtone.source.Problem;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.dockerfile.BuildVariables;
import dev.dialtone.syntax.dockerfile.DockerWord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes facts of single instructions, and refuses what BuildKit refuses.
 *
 * @see <a
 *     href="https://github.com/moby/buildkit/blob/master/frontend/dockerfile/instructions/parse.go">
 *     BuildKit's own checks</a>
 */
final class InstructionReader {
  static final String PREFIX = "not valid Dockerfile: ";

  private static final BuildVariables NOTHING_KNOWN =
      name -> new BuildVariables.Answer.Unknown("only its form is looked at");

  private final char escape;
  private final Consumer<Problem> problems;

  InstructionReader(char escape, Consumer<Problem> problems) {
    this.escape = escape;
    this.problems = problems;
  }

  /** The stage that a {@code FROM} begins, without instructions; nothing if it is refused. */
  Optional<Stage> stage(Statement from) {
    List<Text> words = Words.split(from.arguments());
    boolean named = words.size() == 3 && words.get(1).chars().equalsIgnoreCase("as");
    boolean sound = flags(Keyword.FROM, from);
    if (words.size() != 1 && !named) {
      Text at = words.isEmpty() ? from.keyword() : from.arguments();
      return refuse(at, "`FROM` takes an image, or an image with `AS` and a name for the stage");
    }
    if (named && !isStageName(words.get(2).chars())) {
      return refuse(
          words.get(2),
          "the name of a stage begins with a letter and goes on with letters, digits, `-`, `_`,"
              + " `.`");
    }
    Text nothing = from.line().slice(from.line().length());
    Text name = named ? words.get(2) : nothing;
    Text platform = value(from, "platform").orElse(nothing);
    sound &= check(words.get(0));
    sound &= check(platform);
    return sound
        ? Optional.of(new Stage(words.get(0), name, platform, List.of(), span(from)))
        : Optional.empty();
  }

  private static boolean isStageName(String written) {
    String name = written.toLowerCase(Locale.ROOT);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z';
      boolean other = (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
      if (!letter && (i == 0 || !other)) {
        return false;
      }
    }
    return true;
  }

  /** The facts of any other instruction; nothing if it is refused. */
  List<Instruction> read(Keyword keyword, Statement statement) {
    boolean noneOf = keyword == Keyword.HEALTHCHECK && isNone(statement);
    if (keyword.checksFlags() && !noneOf && !flags(keyword, statement)) {
      return List.of();
    }
    return switch (keyword) {
      case ENV -> one(env(statement));
      case ARG -> args(statement);
      case EXPOSE -> one(expose(statement));
      case CMD -> one(command(statement).map(c -> new Instruction.Cmd(c, span(statement))));
      case ENTRYPOINT ->
          one(command(statement).map(c -> new Instruction.Entrypoint(c, span(statement))));
      case RUN -> one(run(statement));
      case COPY, ADD -> one(copy(statement));
      case HEALTHCHECK -> one(healthcheck(statement));
      case WORKDIR ->
          one(word(statement).map(word -> new Instruction.Workdir(word, span(statement))));
      case USER -> one(word(statement).map(word -> new Instruction.User(word, span(statement))));
      case SHELL -> one(shell(statement));
      case ONBUILD -> one(onbuild(statement));
      case LABEL -> one(label(statement));
      case VOLUME -> one(volume(statement));
      case STOPSIGNAL -> one(word(statement).map(word -> other(statement)));
      case MAINTAINER ->
          one(
              statement.arguments().isEmpty()
                  ? refuse(statement.keyword(), "`MAINTAINER` needs a name")
                  : Optional.of(other(statement)));
      case FROM -> List.of();
    };
  }

  /** Says that there is no such instruction, and what may be meant. */
  void unknown(Text keyword) {
    String name = keyword.chars();
    if (name.equals(String.valueOf(escape))) {
      refuse(keyword, "nothing follows this `" + escape + "`");
      return;
    }
    List<String> nearest = Nearest.to(name.toUpperCase(Locale.ROOT), Keyword.names());
    boolean word = !name.isEmpty() && Character.isLetter(name.charAt(0));
    String hint =
        !nearest.isEmpty()
            ? "; did you mean `" + nearest.get(0) + "`?"
            : word ? "" : "; does the line above lack its `" + escape + "`?";
    refuse(keyword, "`" + keyword + "` is no instruction" + hint);
  }

  private static List<Instruction> one(Optional<? extends Instruction> instruction) {
    return instruction.isPresent() ? List.of(instruction.get()) : List.of();
  }

  private static Instruction other(Statement statement) {
    return new Instruction.Other(statement.keyword(), statement.arguments(), span(statement));
  }

  /** The instruction with its here-documents. */
  private static Span span(Statement statement) {
    Span line = statement.line().site();
    List<Document> documents = statement.documents();
    if (documents.isEmpty()) {
      return line;
    }
    Lines.Body last = documents.get(documents.size() - 1).body();
    Span end = last.terminated() ? last.terminator().site() : last.content().site();
    return line.file().equals(end.file()) ? line.cover(end) : line;
  }

  private static boolean isNone(Statement statement) {
    return Words.cut(statement.arguments()).get(0).chars().equalsIgnoreCase("NONE");
  }

  private Optional<Instruction> env(Statement statement) {
    List<Assignment> assignments = assignments(statement);
    return assignments.isEmpty()
        ? Optional.empty()
        : Optional.of(new Instruction.Env(assignments, span(statement)));
  }

  private Optional<Instruction> label(Statement statement) {
    return assignments(statement).isEmpty() ? Optional.empty() : Optional.of(other(statement));
  }

  /** {@code NAME value} or {@code NAME=value NAME=value}; empty if they are refused. */
  private List<Assignment> assignments(Statement statement) {
    List<Text> words = Words.quoted(statement.arguments(), escape);
    if (words.isEmpty()) {
      refuse(statement.keyword(), named(statement) + " needs a name and a value");
      return List.of();
    }
    List<Assignment> assignments = new ArrayList<>();
    if (words.get(0).chars().indexOf('=') < 0) {
      List<Text> parts = Words.cut(statement.arguments());
      if (parts.get(1).isEmpty()) {
        refuse(parts.get(0), named(statement) + " needs a value behind the name");
        return List.of();
      }
      assignments.add(new Assignment(parts.get(0), parts.get(1)));
    } else {
      for (Text word : words) {
        int equals = word.chars().indexOf('=');
        if (equals < 0) {
          refuse(word, "`" + word + "` has no `=`; a value with blanks needs quotes");
          return List.of();
        }
        if (equals == 0) {
          refuse(word, "a name is missing before the `=`");
          return List.of();
        }
        assignments.add(new Assignment(word.slice(0, equals), word.slice(equals + 1)));
      }
    }
    boolean sound = true;
    for (Assignment assignment : assignments) {
      sound &= check(assignment.name());
      sound &= check(assignment.value());
    }
    return sound ? assignments : List.of();
  }

  private List<Instruction> args(Statement statement) {
    List<Text> words = Words.quoted(statement.arguments(), escape);
    if (words.isEmpty()) {
      refuse(statement.keyword(), "`ARG` needs a name");
    }
    List<Instruction> args = new ArrayList<>();
    for (Text word : words) {
      int equals = word.chars().indexOf('=');
      if (equals == 0) {
        refuse(word, "a name is missing before the `=`");
        return List.of();
      }
      Default value = equals < 0 ? new Default.None() : new Default.Given(word.slice(equals + 1));
      if (equals > 0 && !check(word.slice(equals + 1))) {
        return List.of();
      }
      Text name = equals < 0 ? word : word.slice(0, equals);
      args.add(new Instruction.Arg(name, value, span(statement)));
    }
    return args;
  }

  private Optional<Instruction> expose(Statement statement) {
    List<Text> words = Words.split(statement.arguments());
    if (words.isEmpty()) {
      return refuse(statement.keyword(), "`EXPOSE` needs a port");
    }
    for (Text word : words) {
      if (word.chars().startsWith("#")) {
        return refuse(word, "a comment needs a line of its own");
      }
      if (!check(word)) {
        return Optional.empty();
      }
      if (word.chars().indexOf('$') < 0) {
        for (Text port : DockerWord.of(word, escape, NOTHING_KNOWN).parts()) {
          if (port.isKnown() && !Ports.isExposable(port.chars())) {
            return refuse(port, "`" + port + "` is no port");
          }
        }
      }
    }
    return Optional.of(new Instruction.Expose(words, span(statement)));
  }

  /** The exec or the shell form; empty if it is refused. */
  private Optional<CommandLine> command(Statement statement) {
    return command(statement.arguments());
  }

  private Optional<CommandLine> command(Text arguments) {
    JsonWords json = JsonWords.of(arguments);
    return switch (json.form()) {
      case STRINGS -> Optional.of(new CommandLine.Exec(json.words()));
      case MIXED -> refuse(json.misfit(), "the exec form takes strings in double quotes only");
      case OTHER -> Optional.of(new CommandLine.Shell(arguments));
    };
  }

  private Optional<Instruction> run(Statement statement) {
    if (statement.documents().isEmpty()) {
      return command(statement).map(c -> run(c, statement));
    }
    Document first = statement.documents().get(0);
    boolean alone = !Heredoc.of(statement.arguments()).isEmpty();
    Text script = first.content();
    if (alone && !script.chars().startsWith("#!")) {
      return Optional.of(run(new CommandLine.Shell(script), statement));
    }
    Text.Builder joined = Text.builder(statement.arguments().site());
    joined.append(statement.arguments());
    for (Document document : statement.documents()) {
      Text content = document.body().content();
      joined.append(content.slice(0, 0).respelt("\n")).append(content);
      joined.append(document.body().terminator());
    }
    return Optional.of(run(new CommandLine.Shell(joined.build()), statement));
  }

  private static Instruction run(CommandLine command, Statement statement) {
    List<Option> options =
        statement.flags().stream().map(flag -> new Option(flag.name(), flag.value())).toList();
    return new Instruction.Run(command, options, span(statement));
  }

  private Optional<Instruction> copy(Statement statement) {
    JsonWords json = JsonWords.of(statement.arguments());
    if (json.form() == JsonWords.Form.MIXED) {
      return refuse(json.misfit(), "the list form takes strings in double quotes only");
    }
    List<Text> words = json.isStrings() ? json.words() : Words.split(statement.arguments());
    if (words.size() < 2) {
      Text at = words.isEmpty() ? statement.keyword() : statement.arguments();
      return refuse(at, named(statement) + " needs a source and a target");
    }
    Text target = words.get(words.size() - 1);
    if (!Heredoc.of(target).isEmpty()) {
      return refuse(target, "a here-document cannot be the target");
    }
    boolean sound = check(target);
    List<Text> sources = new ArrayList<>();
    List<InlineFile> inline = new ArrayList<>();
    for (Text word : words.subList(0, words.size() - 1)) {
      List<Heredoc> heredoc = Heredoc.of(word);
      if (heredoc.isEmpty()) {
        sound &= check(word);
        sources.add(word);
      } else {
        inline.add(inline(heredoc.get(0), statement.documents()));
      }
    }
    Text from = value(statement, "from").orElse(statement.line().slice(0, 0));
    if (from.chars().indexOf('$') >= 0) {
      return refuse(from, "`--from` takes no variables");
    }
    return sound
        ? Optional.of(new Instruction.Copy(from, sources, inline, target, span(statement)))
        : Optional.empty();
  }

  private static InlineFile inline(Heredoc heredoc, List<Document> documents) {
    Text content = heredoc.word().slice(0, 0);
    for (Document document : documents) {
      if (document.heredoc().name().equals(heredoc.name())) {
        content = document.content();
      }
    }
    return new InlineFile(heredoc.name(), content, heredoc.expands());
  }

  private Optional<Instruction> healthcheck(Statement statement) {
    List<Text> parts = Words.cut(statement.arguments());
    Text type = parts.get(0);
    Text rest = parts.get(1);
    if (type.isEmpty()) {
      return refuse(statement.keyword(), "`HEALTHCHECK` needs `CMD` and a command, or `NONE`");
    }
    if (type.chars().equalsIgnoreCase("NONE")) {
      return rest.isEmpty()
          ? Optional.of(new Instruction.NoHealthcheck(span(statement)))
          : refuse(rest, "nothing can follow `HEALTHCHECK NONE`");
    }
    if (!type.chars().equalsIgnoreCase("CMD")) {
      return refuse(type, "`HEALTHCHECK` goes on with `CMD` or `NONE`, not `" + type + "`");
    }
    Optional<CommandLine> command = command(rest);
    if (command.isEmpty()) {
      return Optional.empty();
    }
    if (rest.isEmpty()
        || (command.get() instanceof CommandLine.Exec exec && exec.words().isEmpty())) {
      return refuse(type, "`HEALTHCHECK CMD` needs a command");
    }
    List<Option> options = new ArrayList<>();
    for (Flag flag : statement.flags()) {
      if (!checkOption(flag)) {
        return Optional.empty();
      }
      options.add(new Option(flag.name(), flag.value()));
    }
    return Optional.of(new Instruction.Healthcheck(command.get(), options, span(statement)));
  }

  private boolean checkOption(Flag flag) {
    String value = flag.value().chars();
    if (!flag.value().isKnown() || value.isEmpty()) {
      return true;
    }
    if (flag.name().is("retries")) {
      boolean number = value.length() <= 9 && value.chars().allMatch(c -> c >= '0' && c <= '9');
      if (!number) {
        refuse(flag.value(), "`" + flag.value() + "` is no number of retries");
      }
      return number;
    }
    boolean duration = Durations.isDuration(value);
    if (!duration) {
      refuse(
          flag.value(), "`" + flag.value() + "` is no duration of a millisecond or more, as `30s`");
    }
    return duration;
  }

  private Optional<Text> word(Statement statement) {
    if (statement.arguments().isEmpty()) {
      return refuse(statement.keyword(), named(statement) + " needs a value");
    }
    return check(statement.arguments()) ? Optional.of(statement.arguments()) : Optional.empty();
  }

  private Optional<Instruction> shell(Statement statement) {
    JsonWords json = JsonWords.of(statement.arguments());
    return switch (json.form()) {
      case STRINGS ->
          json.words().isEmpty()
              ? refuse(statement.arguments(), "`SHELL` needs a program")
              : Optional.of(new Instruction.Shell(json.words(), span(statement)));
      case MIXED -> refuse(json.misfit(), "the exec form takes strings in double quotes only");
      case OTHER ->
          refuse(
              statement.arguments().isEmpty() ? statement.keyword() : statement.arguments(),
              "`SHELL` takes the exec form only, as `[\"/bin/sh\", \"-c\"]`");
    };
  }

  private Optional<Instruction> volume(Statement statement) {
    JsonWords json = JsonWords.of(statement.arguments());
    if (json.form() == JsonWords.Form.MIXED) {
      return refuse(json.misfit(), "the list form takes strings in double quotes only");
    }
    List<Text> words = json.isStrings() ? json.words() : Words.split(statement.arguments());
    if (words.isEmpty()) {
      return refuse(statement.keyword(), "`VOLUME` needs a folder");
    }
    boolean sound = true;
    for (Text word : words) {
      sound &= check(word);
    }
    return sound ? Optional.of(other(statement)) : Optional.empty();
  }

  private Optional<Instruction> onbuild(Statement statement) {
    if (statement.arguments().isEmpty()) {
      return refuse(statement.keyword(), "`ONBUILD` needs an instruction");
    }
    Statement trigger = Statement.of(statement.arguments(), escape).with(statement.documents());
    Optional<Keyword> keyword = Keyword.named(trigger.keyword().chars());
    if (keyword.isEmpty()) {
      unknown(trigger.keyword());
      return Optional.empty();
    }
    return switch (keyword.get()) {
      case ONBUILD, FROM, MAINTAINER ->
          refuse(trigger.keyword(), "`ONBUILD` cannot be followed by `" + keyword.get() + "`");
      default -> {
        List<Instruction> triggers = read(keyword.get(), trigger);
        yield triggers.isEmpty()
            ? Optional.empty()
            : Optional.of(new Instruction.Onbuild(triggers, span(statement)));
      }
    };
  }

  private static String named(Statement statement) {
    return "`" + statement.keyword().chars().toUpperCase(Locale.ROOT) + "`";
  }

  private static Optional<Text> value(Statement statement, String flag) {
    for (Flag given : statement.flags()) {
      if (given.name().is(flag)) {
        return Optional.of(given.value());
      }
    }
    return Optional.empty();
  }

  /** Whether all flags of a statement are such as its instruction takes. */
  private boolean flags(Keyword keyword, Statement statement) {
    Set<String> seen = new HashSet<>();
    boolean sound = true;
    for (Flag flag : statement.flags()) {
      String words = misfit(keyword, flag, seen);
      if (!words.isEmpty()) {
        refuse(flag.whole(), words);
        sound = false;
      }
    }
    return sound;
  }

  private static String misfit(Keyword keyword, Flag flag, Set<String> seen) {
    String name = flag.name().chars();
    FlagType type = keyword.flags().get(name);
    if (type == null) {
      List<String> nearest = Nearest.to(name, keyword.flags().keySet());
      String hint = nearest.isEmpty() ? "" : "; did you mean `--" + nearest.get(0) + "`?";
      return "`" + keyword + "` has no flag `--" + flag.name() + "`" + hint;
    }
    if (!seen.add(name) && type != FlagType.TEXTS) {
      return "`--" + name + "` is given twice";
    }
    String value = flag.value().chars().toLowerCase(Locale.ROOT);
    return switch (type) {
      case SWITCH ->
          !flag.valued() || value.equals("true") || value.equals("false")
              ? ""
              : "`--" + name + "` is `true` or `false`";
      case TEXT, TEXTS -> flag.valued() ? "" : "`--" + name + "` needs a value";
    };
  }

  /** Whether the quotes and references of a word can be read. */
  private boolean check(Text word) {
    List<Problem> found = DockerWord.of(word, escape, NOTHING_KNOWN).problems();
    for (Problem problem : found) {
      problems.accept(new Problem(problem.span(), PREFIX + problem.message(), problem.kind()));
    }
    return found.isEmpty();
  }

  private <T> Optional<T> refuse(Text at, String words) {
    problems.accept(Problem.syntax(at.span(), PREFIX + words));
    return Optional.empty();
  }
}
