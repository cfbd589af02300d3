package dev.dialtone.link;

import dev.dialtone.link.BuiltImage.Copied;
import dev.dialtone.model.Build;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Healthcheck.Timing;
import dev.dialtone.model.Variable;
import dev.dialtone.model.facts.ImageRecipe;
import dev.dialtone.model.facts.ImageRecipe.Assignment;
import dev.dialtone.model.facts.ImageRecipe.Default;
import dev.dialtone.model.facts.ImageRecipe.Instruction;
import dev.dialtone.model.facts.ImageRecipe.Option;
import dev.dialtone.model.facts.ImageRecipe.Stage;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Span;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.dockerfile.BuildVariables;
import dev.dialtone.syntax.dockerfile.DockerWord;
import dev.dialtone.syntax.interpolation.Allowance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts together what the stages of a Dockerfile say of the image that one of them comes to.
 *
 * @see <a
 *     href="https://github.com/moby/buildkit/blob/master/frontend/dockerfile/dockerfile2llb/convert.go">
 *     BuildKit's own way from stages to images</a>
 */
final class ImageAssembly {
  /** Values that are made of others, of others...: more than anybody writes. */
  private static final int MAX_DEPTH = 10;

  /** Of one image, whose commands are looked at: each is put together from all below it. */
  private static final int MOST_STAGES = 200;

  /** Arguments that every build has; they tell of the machine. */
  private static final Set<String> PLATFORM =
      Set.of(
          "BUILDPLATFORM",
          "BUILDOS",
          "BUILDOSVERSION",
          "BUILDARCH",
          "BUILDVARIANT",
          "TARGETPLATFORM",
          "TARGETOS",
          "TARGETOSVERSION",
          "TARGETARCH",
          "TARGETVARIANT",
          "TARGETSTAGE");

  private static final Set<String> POSIX_SHELLS = Set.of("sh", "bash", "ash", "dash", "ksh", "zsh");

  private final ImageRecipe recipe;
  private final Map<String, Bound> given = new HashMap<>();
  private final Map<String, Bound> globals = new HashMap<>();
  private final Set<String> contexts = new HashSet<>();
  private final Map<Integer, BuiltImage> images = new HashMap<>();
  private final Allowance allowance = new Allowance();

  /**
   * The value of a variable.
   *
   * @param origin the step that its characters take to where it is used
   * @param depth how many values it was made of, one in the other
   */
  private record Bound(Text value, Step.Kind origin, int depth) {}

  /**
   * @param others names of further contexts of the build
   */
  ImageAssembly(ImageRecipe recipe, List<Build.Argument> arguments, List<Text> others) {
    this.recipe = recipe;
    others.forEach(name -> contexts.add(name.chars().toLowerCase(Locale.ROOT)));
    for (Build.Argument argument : arguments) {
      given.put(argument.name().chars(), new Bound(argument.value(), Step.Kind.BUILD, 1));
    }
    Words words = new Words(this::global);
    for (Instruction.Arg arg : recipe.globalArguments()) {
      String name = arg.name().chars();
      Bound own = given.get(name);
      if (own != null) {
        globals.put(name, own);
      } else if (arg.value() instanceof Default.Given value) {
        globals.put(name, words.bound(value.value(), Step.Kind.DEFAULT));
      }
    }
  }

  /** What a variable of a {@code FROM} is. */
  private BuildVariables.Answer global(String name, Words words) {
    Bound bound = globals.get(name);
    if (bound != null) {
      return words.used(bound);
    }
    return PLATFORM.contains(name) ? ofTheMachine(name) : new BuildVariables.Answer.Unset();
  }

  private static BuildVariables.Answer ofTheMachine(String name) {
    return new BuildVariables.Answer.Unknown("`" + name + "` depends on the machine");
  }

  /** Where words find variables, told who asks. */
  private interface Scope {
    BuildVariables.Answer lookup(String name, Words words);
  }

  /** Replaces variables in words, and counts how deep values are made of others. */
  private final class Words {
    private final Scope scope;
    private int depth;

    Words(Scope scope) {
      this.scope = scope;
    }

    BuildVariables.Answer used(Bound bound) {
      depth = Math.max(depth, bound.depth());
      return new BuildVariables.Answer.Set(bound.value(), bound.origin());
    }

    DockerWord expanded(Text word) {
      depth = 0;
      return DockerWord.of(word, recipe.escape(), name -> scope.lookup(name, this));
    }

    Text text(Text word) {
      return limited(word, expanded(word).text());
    }

    /** What came of a word; beyond the allowance a hole, of which nothing is concluded. */
    private Text limited(Text word, Text text) {
      return allowance.limited(word, text, problem -> {});
    }

    /** The words that came of one. */
    List<Text> parts(Text word) {
      DockerWord expanded = expanded(word);
      Text whole = expanded.text();
      return limited(word, whole).equals(whole) ? expanded.parts() : List.of();
    }

    Bound bound(Text word, Step.Kind origin) {
      Text text = text(word);
      return depth < MAX_DEPTH
          ? new Bound(text, origin, depth + 1)
          : new Bound(Text.unknown(word.site(), "it is made of too many values"), origin, 1);
    }
  }

  /** How many stages there are. */
  int stages() {
    return recipe.stages().size();
  }

  /** The number of the stage that {@code target} names, the last for an empty one; -1 for none. */
  int stage(Text target) {
    int last = recipe.stages().size() - 1;
    return target.isEmpty() ? last : numbered(target.chars(), last + 1);
  }

  /**
   * The number of a stage before {@code limit}, by its name or number; -1 if there is none, or a
   * further context of the build stands in for it.
   */
  int stage(String name, int limit) {
    return contexts.contains(name.toLowerCase(Locale.ROOT)) ? -1 : numbered(name, limit);
  }

  private int numbered(String name, int limit) {
    for (int i = limit - 1; i >= 0; i--) {
      Text own = recipe.stages().get(i).name();
      if (!own.isEmpty() && own.chars().equalsIgnoreCase(name)) {
        return i;
      }
    }
    boolean number = !name.isEmpty() && name.length() < 6;
    for (int i = 0; i < name.length(); i++) {
      number &= name.charAt(i) >= '0' && name.charAt(i) <= '9';
    }
    return number && Integer.parseInt(name) < limit ? Integer.parseInt(name) : -1;
  }

  /** The image that a stage comes to. */
  BuiltImage image(int stage) {
    BuiltImage known = images.get(stage);
    if (known != null) {
      return known;
    }
    BuiltImage image = draft(stage).image();
    images.put(stage, image);
    return image;
  }

  /**
   * What is executed to build a stage: the commands of the stage and of those that it is based on
   * or takes files from. BuildKit leaves all others out.
   *
   * @see <a
   *     href="https://docs.docker.com/build/building/multi-stage/#differences-between-legacy-builder-and-buildkit">
   *     Differences between legacy builder and BuildKit</a>
   */
  List<BuildStep> steps(int stage) {
    NavigableMap<Integer, List<BuildStep>> steps = new TreeMap<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(stage));
    while (!open.isEmpty() && steps.size() < MOST_STAGES) {
      int next = open.pop();
      if (!steps.containsKey(next)) {
        Draft draft = draft(next);
        steps.put(next, draft.steps);
        draft.needed.forEach(open::push);
      }
    }
    return steps.values().stream().flatMap(List::stream).toList();
  }

  private Draft draft(int stage) {
    Words words = new Words(this::global);
    Deque<Stage> chain = new ArrayDeque<>();
    Text base;
    int next = stage;
    do {
      Stage current = recipe.stages().get(next);
      chain.push(current);
      base = words.text(current.base());
      next = base.isKnown() ? named(base.chars(), next) : -1;
    } while (next >= 0);
    Draft draft = new Draft(base, stage);
    List<Instruction> triggers = List.of();
    for (Stage each : chain) {
      draft.apply(triggers, each.instructions());
      triggers = new ArrayList<>();
      for (Instruction instruction : each.instructions()) {
        if (instruction instanceof Instruction.Onbuild onbuild) {
          triggers.addAll(onbuild.instructions());
        }
      }
    }
    Text own = words.text(recipe.stages().get(stage).base());
    draft.needs(own.isKnown() ? named(own.chars(), stage) : -1);
    return draft;
  }

  /** {@code FROM} takes names only. */
  private int named(String name, int limit) {
    int found = stage(name, limit);
    return found >= 0 && recipe.stages().get(found).name().isEmpty() ? -1 : found;
  }

  /** An image in the making. */
  private final class Draft {
    private final Text base;
    private final int stage;
    private final boolean fromScratch;
    private final Words words = new Words(this::variable);
    private final Map<String, Bound> variables = new LinkedHashMap<>();
    private final Set<String> declared = new HashSet<>();
    private final Map<String, Variable> environment = new LinkedHashMap<>();
    private final List<Text> exposed = new ArrayList<>();
    private final List<Copied> copies = new ArrayList<>();
    private final List<CommandLine> runs = new ArrayList<>();

    /** What is executed in the stage itself. */
    private final List<BuildStep> steps = new ArrayList<>();

    /** The stages that the stage itself is based on or takes files from. */
    private final Set<Integer> needed = new HashSet<>();

    private List<CommandLine> entrypoint = List.of();
    private List<CommandLine> command = List.of();
    private boolean commandOfThisStage;
    private List<Instruction> healthcheck = List.of();
    private List<Text> shell = List.of();
    private String folder;

    Draft(Text base, int stage) {
      this.base = base;
      this.stage = stage;
      this.fromScratch = base.is("scratch");
      this.folder = fromScratch ? "/" : "";
    }

    BuildVariables.Answer variable(String name, Words asking) {
      Bound bound = variables.get(name);
      if (bound != null) {
        return asking.used(bound);
      }
      // Who declares an argument expects that nothing else gives it a value.
      return declared.contains(name) || (fromScratch && !name.equals("PATH"))
          ? new BuildVariables.Answer.Unset()
          : new BuildVariables.Answer.Unknown("the image may set `" + name + "`");
    }

    void apply(List<Instruction> triggers, List<Instruction> instructions) {
      commandOfThisStage = false;
      steps.clear();
      needed.clear();
      triggers.forEach(this::apply);
      instructions.forEach(this::apply);
    }

    private void apply(Instruction instruction) {
      if (instruction instanceof Instruction.Arg arg) {
        declare(arg);
      } else if (instruction instanceof Instruction.Env env) {
        set(env);
      } else if (instruction instanceof Instruction.Expose expose) {
        expose.ports().forEach(this::expose);
      } else if (instruction instanceof Instruction.Cmd cmd) {
        command = List.of(inShell(cmd.command()));
        commandOfThisStage = true;
      } else if (instruction instanceof Instruction.Entrypoint its) {
        entrypoint = List.of(inShell(its.command()));
        // A command that an earlier stage or the base gives was meant for another entrypoint.
        command = commandOfThisStage ? command : List.of();
      } else if (instruction instanceof Instruction.Run run) {
        run(run);
      } else if (instruction instanceof Instruction.Copy copy) {
        copies.add(copied(copy));
        needs(stage(copy.from().chars(), stage));
      } else if (instruction instanceof Instruction.Workdir workdir) {
        folder = place(words.text(workdir.folder()));
      } else if (instruction instanceof Instruction.Shell its) {
        shell = its.words();
      } else if (instruction instanceof Instruction.Healthcheck
          || instruction instanceof Instruction.NoHealthcheck) {
        healthcheck = List.of(instruction);
      }
    }

    private void run(Instruction.Run run) {
      CommandLine command = inShell(run.command());
      runs.add(command);
      List<Variable> seen = new ArrayList<>();
      variables.forEach(
          (name, bound) -> {
            Text written = Text.of(name, bound.value().site());
            seen.add(new Variable(written, bound.value(), Variable.Source.IMAGE));
          });
      steps.add(new BuildStep(command, seen, run.span()));
      for (Option option : run.options()) {
        if (option.name().is("mount")) {
          for (Text part : option.value().split(c -> c == ',')) {
            boolean from = part.chars().startsWith("from=");
            needs(from ? stage(part.chars().substring("from=".length()), stage) : -1);
          }
        }
      }
    }

    /** Remembers a stage, if there is one. */
    void needs(int other) {
      if (other >= 0) {
        needed.add(other);
      }
    }

    private void declare(Instruction.Arg arg) {
      String name = arg.name().chars();
      declared.add(name);
      Bound own = given.get(name);
      Bound global = globals.get(name);
      if (own != null) {
        variables.put(name, own);
      } else if (arg.value() instanceof Default.Given its) {
        variables.put(name, words.bound(its.value(), Step.Kind.DEFAULT));
      } else if (global != null) {
        variables.put(name, global);
      } else if (PLATFORM.contains(name)) {
        Text hole = Text.unknown(arg.name().site(), "`" + name + "` depends on the machine");
        variables.put(name, new Bound(hole, Step.Kind.DEFAULT, 1));
      }
    }

    private void set(Instruction.Env env) {
      Map<Text, Bound> values = new LinkedHashMap<>();
      for (Assignment assignment : env.assignments()) {
        Bound value = words.bound(assignment.value(), Step.Kind.INTERPOLATED);
        values.put(words.text(assignment.name()), value);
      }
      values.forEach(
          (name, bound) -> {
            if (name.isKnown()) {
              variables.put(name.chars(), bound);
              Variable variable = new Variable(name, bound.value(), Variable.Source.IMAGE);
              environment.put(name.chars(), variable);
            }
          });
    }

    private void expose(Text word) {
      for (Text port : words.parts(word)) {
        exposed.add(port.slice(port.chars().lastIndexOf(':') + 1));
      }
    }

    private Copied copied(Instruction.Copy copy) {
      List<Text> sources = new ArrayList<>();
      copy.sources().forEach(source -> sources.add(words.text(source)));
      Text target = words.text(copy.target());
      String place = place(target);
      String last = target.chars().substring(target.chars().lastIndexOf('/') + 1);
      boolean isFolder = last.isEmpty() || last.equals(".") || last.equals("..");
      boolean marked = isFolder && !place.isEmpty() && !place.endsWith("/");
      return new Copied(copy.from(), sources, target, marked ? place + "/" : place);
    }

    /** The absolute path that {@code path} means in the working folder; empty if not known. */
    private String place(Text path) {
      boolean absolute = path.chars().startsWith("/");
      if (!path.isKnown() || (!absolute && folder.isEmpty())) {
        return "";
      }
      return new FilePath(absolute ? path.chars() : folder + "/" + path.chars()).value();
    }

    /** A shell form as the shell in force takes it. */
    private CommandLine inShell(CommandLine written) {
      if (!(written instanceof CommandLine.Shell line) || shell.isEmpty() || isPosix()) {
        return written;
      }
      List<Text> all = new ArrayList<>(shell);
      all.add(line.line());
      return new CommandLine.Exec(all);
    }

    private boolean isPosix() {
      String program = shell.get(0).chars();
      String options = shell.get(shell.size() - 1).chars();
      return POSIX_SHELLS.contains(program.substring(program.lastIndexOf('/') + 1))
          && options.startsWith("-")
          && options.endsWith("c");
    }

    BuiltImage image() {
      return new BuiltImage(
          base,
          List.copyOf(environment.values()),
          exposed,
          entrypoint,
          command,
          health(),
          copies,
          runs,
          List.of(),
          List.of(),
          List.of(),
          true);
    }

    private Healthcheck health() {
      for (Instruction instruction : healthcheck) {
        Text at = Text.of(instruction.span());
        return instruction instanceof Instruction.Healthcheck check
            ? new Healthcheck.Probe(inShell(check.command()), List.of(), at, timing(check))
            : new Healthcheck.Disabled(at);
      }
      return new Healthcheck.Unspecified();
    }
  }

  private static Timing timing(Instruction.Healthcheck check) {
    return new Timing(
        option(check, "interval"),
        option(check, "timeout"),
        option(check, "retries"),
        option(check, "start-period"),
        option(check, "start-interval"));
  }

  private static Text option(Instruction.Healthcheck check, String name) {
    for (Option option : check.options()) {
      if (option.name().is(name)) {
        return option.value();
      }
    }
    Span at = check.span();
    return Text.of("", at.slice(0, 0));
  }
}
