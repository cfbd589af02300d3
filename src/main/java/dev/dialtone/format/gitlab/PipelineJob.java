package dev.dialtone.format.gitlab;

import dev.dialtone.format.ci.JobComposition;
import dev.dialtone.format.ci.ScriptSigns;
import dev.dialtone.format.ci.ServiceDraft;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Dependency.Condition;
import dev.dialtone.model.Premises;
import dev.dialtone.model.Premises.Machine;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Task;
import dev.dialtone.model.Task.Pace;
import dev.dialtone.model.Variable;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One job of a pipeline. */
final class PipelineJob {
  private final Pipeline pipeline;
  private final Text name;
  private final List<YamlNode> job;
  private final PipelineVariables variables = new PipelineVariables();

  PipelineJob(Pipeline pipeline, YamlNode.Entry entry) {
    this.pipeline = pipeline;
    this.name = entry.key().text();
    this.job = pipeline.job(entry);
  }

  /** The job's project: none if it has no services, or a part of it is not here. */
  List<Composition> projects() {
    if (at("script").isEmpty()) {
      return List.of();
    }
    List<YamlNode> entries =
        effective("services").stream().flatMap(n -> pipeline.items(n).stream()).toList();
    if (entries.isEmpty()) {
      return List.of();
    }
    readVariables();
    List<Service> services = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (YamlNode entry : entries) {
      service(entry, taken).forEach(service -> services.add(service.service()));
    }
    String own = taken.contains(name.chars()) ? name + " (job)" : name.chars();
    ServiceDraft draft = new ServiceDraft(new ServiceName(own), name);
    // The runner waits for a while until a port is open, and goes on if none is.
    services.forEach(service -> draft.after(service.name(), service.at(), Condition.UNCLEAR));
    for (YamlNode image : effective("image")) {
      for (Text reference : name(image)) {
        draft.image(variables.expand(reference)).idle();
      }
    }
    List<Variable> environment = new ArrayList<>(variables.expanded());
    environment.addAll(DockerClient.variables(draft.service().image(), services, variables));
    draft.environment(environment);
    ScriptSigns signs = ScriptSigns.NONE;
    List<Task> tasks = new ArrayList<>();
    for (Text script : scripts()) {
      signs = signs.and(ScriptSigns.of(script.chars()));
      tasks.add(new Task(name, environment, List.of(script), Confidence.CERTAIN, Pace.WORK));
    }
    if (signs.names()) {
      draft.extraHost(Text.unknown(name.site(), "a script writes it"), name, name);
    }
    services.add(0, draft.tasks(tasks).service());
    // Runners and projects have settings of their own, and in a Kubernetes pod all is localhost.
    Premises premises =
        new Premises(signs.servers() ? Machine.BUSY : Machine.FRESH, Confidence.PROBABLE, false);
    return List.of(JobComposition.of(name, pipeline.files(), pipeline.root(), services, premises));
  }

  private List<YamlNode> at(String key) {
    return job.stream()
        .flatMap(node -> YamlTree.at(node, key).stream())
        .map(pipeline::resolved)
        .toList();
  }

  /** The job's own word, else the default of the pipeline. */
  private List<YamlNode> effective(String key) {
    List<YamlNode> own = at(key);
    if (!own.isEmpty() || !inherits("default", key)) {
      return own;
    }
    List<YamlNode> byDefault = pipeline.at("default", key);
    return byDefault.isEmpty() ? pipeline.at(key) : byDefault;
  }

  private boolean inherits(String kind, String key) {
    for (YamlNode inherit : at("inherit")) {
      for (YamlNode told : YamlTree.at(inherit, kind)) {
        boolean listed = told instanceof YamlNode.Sequence;
        return listed
            ? Pipeline.words(YamlTree.items(told)).contains(key)
            : YamlTree.text(told).stream().noneMatch(text -> text.is("false"));
      }
    }
    return true;
  }

  private void readVariables() {
    if (inherits("variables", "")) {
      pipeline.at("variables").forEach(variables::add);
    } else {
      for (YamlNode inherit : at("inherit")) {
        pipeline.at("variables").forEach(variables::add);
        variables.keep(Pipeline.words(YamlTree.itemsAt(inherit, "variables")));
      }
    }
    at("variables").forEach(variables::add);
    for (YamlNode rules : at("rules")) {
      for (YamlNode rule : pipeline.items(rules)) {
        YamlTree.at(rule, "variables").forEach(variables::forget);
      }
    }
    for (YamlNode parallel : at("parallel")) {
      for (YamlNode combination : YamlTree.itemsAt(parallel, "matrix")) {
        variables.forget(combination);
      }
    }
    for (YamlNode rule : pipeline.at("workflow", "rules")) {
      for (YamlNode each : pipeline.items(rule)) {
        YamlTree.at(each, "variables").forEach(variables::forget);
      }
    }
  }

  /** What one shell runs after the other. */
  private List<Text> scripts() {
    List<YamlNode> main = new ArrayList<>();
    for (String key : List.of("before_script", "script")) {
      List<YamlNode> lines = key.equals("script") ? at(key) : effective(key);
      lines.forEach(node -> main.addAll(pipeline.items(node)));
    }
    List<YamlNode> after = new ArrayList<>();
    effective("after_script").forEach(node -> after.addAll(pipeline.items(node)));
    List<Text> scripts = new ArrayList<>();
    for (List<YamlNode> lines : List.of(main, after)) {
      if (!lines.isEmpty()) {
        scripts.add(joined(lines));
      }
    }
    return scripts;
  }

  private static Text joined(List<YamlNode> lines) {
    Text.Builder script = Text.builder(lines.get(0).span());
    for (YamlNode line : lines) {
      for (Text text : YamlTree.text(line)) {
        Span end = line.span().slice(line.span().length(), line.span().length());
        script.append(text).append("\n", end);
      }
    }
    return script.build();
  }

  /** The image of an entry, which is a word or a mapping with a name. */
  private static List<Text> name(YamlNode entry) {
    List<Text> name = new ArrayList<>(YamlTree.text(entry));
    name.addAll(YamlTree.textAt(entry, "name"));
    return name;
  }

  /** One entry of {@code services}: one service, or none if it names no image. */
  private List<ServiceDraft> service(YamlNode entry, Set<String> taken) {
    for (Text written : name(entry)) {
      Text image = variables.expand(written);
      ServiceNames names = ServiceNames.of(image, aliases(entry));
      String own = names.first().toString();
      for (int i = 2; !taken.add(own); i++) {
        own = names.first() + " (" + i + ")";
      }
      ServiceDraft draft =
          new ServiceDraft(new ServiceName(own), written)
              .image(image)
              .aliases(names.all())
              .environment(variables.with(YamlTree.at(entry, "variables")).expanded());
      words(entry, "command").forEach(draft::command);
      words(entry, "entrypoint").forEach(draft::entrypoint);
      return List.of(draft);
    }
    return List.of();
  }

  private List<Text> aliases(YamlNode entry) {
    List<Text> aliases = new ArrayList<>();
    for (Text written : YamlTree.textAt(entry, "alias")) {
      for (Text alias : variables.expand(written).split(c -> c == ',' || c == ' ')) {
        if (!alias.isEmpty()) {
          aliases.add(alias);
        }
      }
    }
    return aliases;
  }

  /** The words of a command: one list, or none if there is no command. */
  private List<List<Text>> words(YamlNode entry, String key) {
    List<Text> words = new ArrayList<>();
    for (YamlNode command : YamlTree.at(entry, key)) {
      for (YamlNode word : pipeline.items(command)) {
        YamlTree.text(word).forEach(text -> words.add(variables.expand(text)));
      }
    }
    return words.isEmpty() ? List.of() : List.of(words);
  }
}
