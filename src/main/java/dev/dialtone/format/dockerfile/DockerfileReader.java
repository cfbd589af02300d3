package dev.dialtone.format.dockerfile;

import dev.dialtone.format.dockerfile.Statement.Document;
import dev.dialtone.model.facts.ImageRecipe;
import dev.dialtone.model.facts.ImageRecipe.Instruction;
import dev.dialtone.model.facts.ImageRecipe.Stage;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads Dockerfiles as BuildKit does.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference</a>
 */
public final class DockerfileReader {
  private static final List<String> TEMPLATE_MARKS = List.of("{{", "{%", "<%");

  private final Text text;
  private final Lines lines;
  private final Directives directives;
  private final List<Problem> problems = new ArrayList<>();
  private final InstructionReader instructions;
  private final List<Instruction.Arg> globals = new ArrayList<>();
  private final List<Stage> stages = new ArrayList<>();
  private final List<Instruction> current = new ArrayList<>();
  private final List<Text> templateMarks = new ArrayList<>();
  private boolean anything;
  private boolean misplaced;

  private DockerfileReader(Text text) {
    this.text = text;
    this.lines = new Lines(text);
    this.directives = Directives.of(text);
    this.problems.addAll(directives.problems());
    this.instructions = new InstructionReader(directives.escape(), problems::add);
  }

  /** Reads a file; never throws, whatever it holds. */
  public static Reading<ImageRecipe> read(SourceFile file) {
    return read(Text.of(file.span()));
  }

  /** Reads a Dockerfile that another file holds. */
  public static Reading<ImageRecipe> read(Text text) {
    return new DockerfileReader(text).read();
  }

  private Reading<ImageRecipe> read() {
    while (lines.hasNext()) {
      Text line = lines.next(directives.escape());
      if (!line.isEmpty()) {
        anything = true;
        int before = problems.size();
        read(Statement.of(line, directives.escape()));
        if (problems.size() > before) {
          mark(line);
        }
      }
    }
    closeStage();
    if (stages.isEmpty() && problems.isEmpty()) {
      Text at = text.slice(0, 0);
      problems.add(problem(at, anything ? "there is no `FROM`" : "there is no instruction in it"));
    }
    checkSources();
    return reading();
  }

  private Reading<ImageRecipe> reading() {
    ImageRecipe recipe = new ImageRecipe(directives.escape(), globals, stages);
    if (directives.foreign()) {
      return new Reading<>(recipe, List.of());
    }
    if (!templateMarks.isEmpty()) {
      Problem template =
          new Problem(
              templateMarks.get(0).span(),
              "this looks like a template that is filled in before it is a Dockerfile",
              Problem.Kind.TEMPLATE);
      // What a template leaves open could be anything: nothing is concluded from the rest.
      ImageRecipe nothing = new ImageRecipe(directives.escape(), List.of(), List.of());
      return new Reading<>(nothing, List.of(template));
    }
    return new Reading<>(recipe, problems);
  }

  private void read(Statement plain) {
    Optional<Keyword> keyword = Keyword.named(plain.keyword().chars());
    if (keyword.isEmpty()) {
      instructions.unknown(plain.keyword());
      // It may have been meant as the `FROM` that seems to be missing.
      misplaced = true;
      return;
    }
    Statement statement = withDocuments(keyword.get(), plain);
    if (keyword.get() == Keyword.FROM) {
      closeStage();
      if (hasMark(statement.arguments())) {
        mark(statement.line());
      }
      // Of a stage that cannot be read the instructions still belong to no other.
      stages.add(instructions.stage(statement).orElseGet(() -> unreadable(statement)));
      return;
    }
    List<Instruction> facts = instructions.read(keyword.get(), statement);
    if (!stages.isEmpty()) {
      current.addAll(facts);
    } else if (keyword.get() == Keyword.ARG) {
      for (Instruction fact : facts) {
        if (fact instanceof Instruction.Arg arg) {
          globals.add(arg);
        }
      }
    } else if (!misplaced) {
      misplaced = true;
      problems.add(
          problem(statement.keyword(), "`" + keyword.get() + "` stands before the first `FROM`"));
    }
  }

  private static Stage unreadable(Statement from) {
    Text nothing = from.line().slice(from.line().length());
    Text base = Text.unknown(from.line().site(), "the `FROM` cannot be read");
    return new Stage(base, nothing, nothing, List.of(), from.line().site());
  }

  private void closeStage() {
    if (!stages.isEmpty() && !current.isEmpty()) {
      Stage open = stages.remove(stages.size() - 1);
      stages.add(new Stage(open.base(), open.name(), open.platform(), current, open.span()));
    }
    current.clear();
  }

  /** The statement with the bodies of the here-documents that its line announces. */
  private Statement withDocuments(Keyword keyword, Statement statement) {
    Statement inner =
        keyword == Keyword.ONBUILD
            ? Statement.of(statement.arguments(), directives.escape())
            : statement;
    boolean takes =
        Keyword.named(inner.keyword().chars()).filter(Keyword::takesHeredocs).isPresent();
    if (!takes || JsonWords.of(inner.arguments()).form() != JsonWords.Form.OTHER) {
      return statement;
    }
    List<Document> documents = new ArrayList<>();
    for (Heredoc heredoc : Heredoc.in(statement.line())) {
      Lines.Body body = lines.body(heredoc.name().chars(), heredoc.chomp());
      if (!body.terminated()) {
        problems.add(
            problem(
                heredoc.word(),
                "the here-document is not ended by a line `" + heredoc.name() + "`"));
      }
      documents.add(new Document(heredoc, body));
    }
    return statement.with(documents);
  }

  /** Checks that files are copied from stages that are built before. */
  private void checkSources() {
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < stages.size(); i++) {
      first.putIfAbsent(stages.get(i).name().chars().toLowerCase(Locale.ROOT), i);
    }
    for (int i = 0; i < stages.size(); i++) {
      for (Instruction instruction : stages.get(i).instructions()) {
        if (instruction instanceof Instruction.Copy copy && !copy.from().isEmpty()) {
          String name = copy.from().chars().toLowerCase(Locale.ROOT);
          // What is neither a number nor the name of a stage is an image.
          if (Math.max(number(name), first.getOrDefault(name, -1)) >= i) {
            problems.add(
                problem(copy.from(), "the stage `" + copy.from() + "` is not built before this"));
          }
        }
      }
    }
  }

  /** The number that {@code digits} make, or -1 if they make none. */
  private static int number(String digits) {
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = Math.min(number * 10 + c - '0', 1_000_000);
    }
    return digits.isEmpty() ? -1 : number;
  }

  private static boolean hasMark(Text text) {
    return TEMPLATE_MARKS.stream().anyMatch(text.chars()::contains);
  }

  /** Remembers the first mark of a template in a line that is no sound instruction. */
  private void mark(Text line) {
    for (String mark : TEMPLATE_MARKS) {
      int at = line.chars().indexOf(mark);
      if (at >= 0) {
        String closing = mark.equals("{{") ? "}}" : mark.equals("{%") ? "%}" : "%>";
        int close = line.chars().indexOf(closing, at);
        templateMarks.add(line.slice(at, close < 0 ? at + 2 : close + 2));
        return;
      }
    }
  }

  private static Problem problem(Text at, String words) {
    return Problem.syntax(at.span(), InstructionReader.PREFIX + words);
  }
}
