package dev.dialtone.format.github;

import dev.dialtone.format.ci.ContainerOptions;
import dev.dialtone.format.ci.JobComposition;
import dev.dialtone.format.ci.PortMapping;
import dev.dialtone.format.ci.ServiceDraft;
import dev.dialtone.format.github.Matrix.Combination;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Dependency.Condition;
import dev.dialtone.model.NetworkMode;
import dev.dialtone.model.Premises;
import dev.dialtone.model.Premises.Machine;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Task;
import dev.dialtone.model.Variable;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.ShellWords;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One job of a workflow. */
final class WorkflowJob {
  private static final String MATRIX = "matrix.";

  private final SourceFile file;
  private final YamlNode workflow;
  private final Text name;
  private final YamlNode job;

  WorkflowJob(SourceFile file, YamlNode workflow, YamlNode.Entry job) {
    this.file = file;
    this.workflow = workflow;
    this.name = job.key().text();
    this.job = job.value().resolved();
  }

  /** The job's projects: none if it has no containers beside it. */
  List<Composition> projects() {
    List<YamlNode> services = YamlTree.at(job, "services");
    if (services.isEmpty() || YamlTree.entries(services.get(0)).isEmpty()) {
      return List.of();
    }
    List<Composition> projects = new ArrayList<>();
    List<Combination> combinations = Matrix.of(job, matrixKeys());
    for (Combination combination : combinations) {
      projects.addAll(new Run(combination, combinations.size() > 1).project());
    }
    return projects;
  }

  /** The keys of the matrix that images, ports or variables are made of. */
  private Set<String> matrixKeys() {
    Set<String> keys = new LinkedHashSet<>();
    for (String part : List.of("services", "container", "env", "runs-on")) {
      YamlTree.at(job, part).forEach(node -> addMatrixKeys(node, keys));
    }
    for (YamlNode step : YamlTree.itemsAt(job, "steps")) {
      YamlTree.at(step, "env").forEach(node -> addMatrixKeys(node, keys));
    }
    return keys;
  }

  private static void addMatrixKeys(YamlNode node, Set<String> keys) {
    String text = node.span().text();
    for (int at = text.indexOf(MATRIX); at >= 0; at = text.indexOf(MATRIX, at + 1)) {
      int from = at + MATRIX.length();
      int to = from;
      while (to < text.length() && isNamePart(text.charAt(to))) {
        to++;
      }
      keys.add(text.substring(from, to));
    }
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }

  /** The job with one combination of its matrix. */
  private final class Run {
    private final Combination combination;
    private final boolean oneOfSeveral;
    private final Expressions expressions = new Expressions(this::lookup);
    private final Map<String, Text> variables = new LinkedHashMap<>();
    private final Map<String, List<PublishedPort>> published = new LinkedHashMap<>();

    Run(Combination combination, boolean oneOfSeveral) {
      this.combination = combination;
      this.oneOfSeveral = oneOfSeveral;
    }

    private List<Text> lookup(String path) {
      if (path.startsWith(MATRIX)) {
        return combination.at(path.substring(MATRIX.length()));
      }
      if (path.startsWith("env.")) {
        Text value = variables.get(path.substring("env.".length()));
        return value == null ? List.of() : List.of(value);
      }
      if (path.startsWith("job.services.")) {
        return hostPort(path.substring("job.services.".length()));
      }
      return List.of();
    }

    /** {@code db.ports.5432}: the host's port that leads there, if the workflow chooses it. */
    private List<Text> hostPort(String path) {
      int ports = path.indexOf(".ports.");
      if (ports < 0) {
        return List.of();
      }
      String inside = path.substring(ports + ".ports.".length());
      for (PublishedPort entry : published.getOrDefault(path.substring(0, ports), List.of())) {
        if (entry.containerPorts().text().is(inside) && !entry.hostPorts().known().isEmpty()) {
          return List.of(entry.hostPorts().text());
        }
      }
      return List.of();
    }

    List<Composition> project() {
      Runner runner = Runner.of(name, YamlTree.at(job, "runs-on"), expressions);
      List<Variable> base = new ArrayList<>(variables(YamlTree.at(workflow, "env")));
      base.addAll(variables(YamlTree.at(job, "env")));
      base.forEach(variable -> variables.put(variable.name().chars(), variable.value()));
      List<Service> services = new ArrayList<>();
      ServiceDraft draft = new ServiceDraft(jobName(), name).environment(base);
      for (YamlNode all : YamlTree.at(job, "services")) {
        for (YamlNode.Entry entry : YamlTree.entries(all).values()) {
          for (ServiceDraft service : service(entry)) {
            Service built = service.service();
            services.add(built);
            published.put(built.name().value(), built.ports());
            draft.after(built.name(), entry.key().text(), Condition.HEALTHY_IF_CHECKED);
          }
        }
      }
      if (services.isEmpty() || !runner.runsContainers()) {
        return List.of();
      }
      Steps steps = new Steps(workflow, job, expressions);
      container(draft, runner);
      List<Task> tasks = steps.tasks(draft.service().environment());
      if (steps.signs().names()) {
        draft.extraHost(Text.unknown(name.site(), "a step writes it"), name, name);
      }
      services.add(0, draft.tasks(tasks).service());
      Machine machine = runner.fresh() ? Machine.FRESH : Machine.SOMEBODYS;
      Premises premises =
          new Premises(
              steps.signs().servers() ? Machine.BUSY : machine,
              runner.fresh() ? Confidence.CERTAIN : Confidence.PROBABLE,
              false);
      FilePath root = file.path().parent().parent().parent();
      return List.of(JobComposition.of(shownName(), List.of(file), root, services, premises));
    }

    private Text shownName() {
      String words = combination.words();
      return oneOfSeveral && !words.isEmpty()
          ? Text.of(name.chars() + " (" + words + ")", name.site())
          : name;
    }

    /** The job's id, unless one of its services has the same. */
    private ServiceName jobName() {
      boolean taken =
          YamlTree.at(job, "services").stream()
              .anyMatch(node -> YamlTree.entries(node).containsKey(name.chars()));
      return new ServiceName(taken ? name.chars() + " (job)" : name.chars());
    }

    /** The steps run on the runner itself, or in a container on the network of the services. */
    private void container(ServiceDraft draft, Runner runner) {
      List<YamlNode> written = YamlTree.at(job, "container");
      Text image = name.slice(name.length());
      for (YamlNode container : written) {
        for (Text text : YamlTree.text(container)) {
          image = expressions.replaced(text);
        }
        for (Text text : YamlTree.textAt(container, "image")) {
          image = expressions.replaced(text);
        }
        List<Variable> own = variables(YamlTree.at(container, "env"));
        own.removeIf(variable -> variables.containsKey(variable.name().chars()));
        draft.environment(own).options(options(container));
      }
      if (image.isEmpty()) {
        draft.networkMode(new NetworkMode.HostMode(runner.at()));
      } else if (!image.isKnown() && image.length() == 1) {
        // Whether there is a container at all may depend on what is not known.
        draft.networkMode(new NetworkMode.Unclear(image));
      }
      draft.image(image).idle();
    }

    private ContainerOptions options(YamlNode container) {
      return YamlTree.textAt(container, "options").stream()
          .map(text -> ContainerOptions.read(expressions.replaced(text)))
          .findFirst()
          .orElse(ContainerOptions.NONE);
    }

    /** One entry of {@code services}: one service, or none if its image is empty. */
    private List<ServiceDraft> service(YamlNode.Entry entry) {
      YamlNode node = entry.value().resolved();
      List<Text> image = YamlTree.textAt(node, "image");
      Text reference = image.isEmpty() ? null : expressions.replaced(image.get(0));
      if (reference == null || reference.isEmpty()) {
        return List.of();
      }
      Text key = entry.key().text();
      ServiceDraft draft =
          new ServiceDraft(new ServiceName(key.chars()), key)
              .image(reference)
              .environment(variables(YamlTree.at(node, "env")));
      List<PublishedPort> ports = new ArrayList<>();
      for (YamlNode port : YamlTree.itemsAt(node, "ports")) {
        YamlTree.text(port)
            .forEach(text -> ports.add(PortMapping.read(expressions.replaced(text))));
      }
      draft.ports(ports).options(options(node));
      for (Text command : YamlTree.textAt(node, "command")) {
        draft.command(ShellWords.split(expressions.replaced(command)).words());
      }
      for (Text entrypoint : YamlTree.textAt(node, "entrypoint")) {
        draft.entrypoint(ShellWords.split(expressions.replaced(entrypoint)).words());
      }
      return List.of(draft);
    }

    private List<Variable> variables(List<YamlNode> env) {
      return Steps.variables(env, expressions);
    }
  }
}
