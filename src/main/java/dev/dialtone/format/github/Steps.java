package dev.dialtone.format.github;

import dev.dialtone.catalogue.Answer;
import dev.dialtone.format.ci.ScriptSigns;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Task;
import dev.dialtone.model.Task.Pace;
import dev.dialtone.model.Variable;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The steps of a job, in their order. */
final class Steps {
  /** More than a job may have. */
  private static final int MOST = 1000;

  /** Variables in all steps together: more than anybody writes. */
  private static final int MOST_VARIABLES = 100_000;

  private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=");

  /** What the name of an action says of one that starts a server on the machine. */
  private static final List<String> SERVERS =
      List.of(
          "postgres",
          "mysql",
          "maria",
          "redis",
          "mongo",
          "elastic",
          "opensearch",
          "rabbit",
          "kafka",
          "memcached",
          "database",
          "compose",
          "minikube",
          "kind-action",
          "k3",
          "supabase");

  private final YamlNode workflow;
  private final YamlNode job;
  private final Expressions expressions;
  private ScriptSigns signs = ScriptSigns.NONE;

  /** The variables that an earlier step sets, with a hole for each. */
  private final Map<String, Variable> forgotten = new LinkedHashMap<>();

  Steps(YamlNode workflow, YamlNode job, Expressions expressions) {
    this.workflow = workflow;
    this.job = job;
    this.expressions = expressions;
  }

  /** What the steps do to the machine, once their tasks are read. */
  ScriptSigns signs() {
    return signs;
  }

  /** What the steps do in an environment that begins with these variables. */
  List<Task> tasks(List<Variable> base) {
    List<Task> tasks = new ArrayList<>();
    int room = MOST_VARIABLES;
    List<YamlNode> steps = YamlTree.itemsAt(job, "steps");
    for (YamlNode step : steps.subList(0, Math.min(steps.size(), MOST))) {
      Answer runs = Answer.YES;
      for (Text condition : YamlTree.textAt(step, "if")) {
        runs = expressions.holds(condition);
      }
      if (runs == Answer.NO || YamlTree.entries(step).isEmpty()) {
        continue;
      }
      Map<String, Variable> environment = new LinkedHashMap<>();
      base.forEach(variable -> environment.put(variable.name().chars(), variable));
      environment.putAll(forgotten);
      variables(YamlTree.at(step, "env"), expressions)
          .forEach(variable -> environment.put(variable.name().chars(), variable));
      room -= environment.size();
      if (room < 0) {
        break;
      }
      Confidence confidence = runs == Answer.YES ? Confidence.CERTAIN : Confidence.PROBABLE;
      tasks.add(task(step, List.copyOf(environment.values()), confidence));
    }
    return tasks;
  }

  private Task task(YamlNode step, List<Variable> environment, Confidence confidence) {
    Text at = YamlTree.entries(step).values().iterator().next().key().text();
    for (Text run : YamlTree.textAt(step, "run")) {
      Text script = expressions.replaced(run);
      signs = signs.and(ScriptSigns.of(script.chars()));
      noteAssignments(script);
      return new Task(
          at, environment, isShell(step) ? List.of(script) : List.of(), confidence, Pace.WORK);
    }
    for (Text uses : YamlTree.textAt(step, "uses")) {
      String action = uses.chars().toLowerCase(Locale.ROOT);
      signs = signs.and(new ScriptSigns(SERVERS.stream().anyMatch(action::contains), false));
      List<Text> script =
          action.contains("retry")
              ? YamlTree.textAt(step, "with", "command").stream()
                  .map(expressions::replaced)
                  .toList()
              : List.of();
      return new Task(at, environment, script, confidence, pace(action));
    }
    return new Task(at, environment, List.of(), confidence, Pace.BRIEF);
  }

  private static Pace pace(String action) {
    if (action.contains("wait") || action.contains("retry") || action.contains("sleep")) {
      return Pace.WAIT;
    }
    return action.startsWith("actions/checkout") ? Pace.BRIEF : Pace.WORK;
  }

  /** Whether the step's script is for a POSIX shell. */
  private boolean isShell(YamlNode step) {
    List<Text> shell = new ArrayList<>(YamlTree.textAt(step, "shell"));
    shell.addAll(YamlTree.textAt(job, "defaults", "run", "shell"));
    shell.addAll(YamlTree.textAt(workflow, "defaults", "run", "shell"));
    return shell.isEmpty()
        || shell.get(0).chars().startsWith("bash")
        || shell.get(0).chars().startsWith("sh");
  }

  /** What a script writes to {@code $GITHUB_ENV} counts in the steps behind it. */
  private void noteAssignments(Text script) {
    if (!script.chars().contains("GITHUB_ENV")) {
      return;
    }
    Matcher matcher = ASSIGNMENT.matcher(script.chars());
    while (matcher.find()) {
      Text name = script.slice(matcher.start(1), matcher.end(1));
      Text value = Text.unknown(name.site(), "a step sets `" + name + "`");
      forgotten.put(name.chars(), new Variable(name, value, Variable.Source.ENVIRONMENT));
    }
  }

  /** The variables of an {@code env}. */
  static List<Variable> variables(List<YamlNode> env, Expressions expressions) {
    List<Variable> variables = new ArrayList<>();
    for (YamlNode node : env) {
      for (YamlNode.Entry entry : YamlTree.entries(node).values()) {
        Text name = entry.key().text();
        Text value =
            entry.value().resolved() instanceof YamlNode.Scalar scalar
                ? scalar.isNull() ? name.slice(name.length()) : expressions.replaced(scalar.text())
                : Text.unknown(name.site(), "it is no text");
        variables.add(new Variable(name, value, Variable.Source.ENVIRONMENT));
      }
    }
    return variables;
  }
}
