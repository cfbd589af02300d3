package dev.dialtone.format.compose;

import dev.dialtone.format.compose.Tree.Kind;
import dev.dialtone.format.compose.Tree.Leaf;
import dev.dialtone.format.compose.Tree.Member;
import dev.dialtone.format.compose.Tree.Series;
import dev.dialtone.format.compose.Tree.Table;
import dev.dialtone.model.Attachment;
import dev.dialtone.model.Build;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Composition.Misfit;
import dev.dialtone.model.Dependency;
import dev.dialtone.model.Dependency.Condition;
import dev.dialtone.model.ExtraHost;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Link;
import dev.dialtone.model.NetworkMode;
import dev.dialtone.model.NetworkName;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.Restart;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Value;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.ShellWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads one merged service. */
final class ServiceReader {
  private static final String SERVICE = "service:";
  private static final String CONTAINER = "container:";

  private final Text name;
  private final Table service;
  private final Environment environment;
  private final boolean active;
  private final Consumer<Misfit> misfits;

  /**
   * A reader of one service.
   *
   * @param active whether it starts: what does not, Compose checks less
   */
  ServiceReader(
      Text name, Table service, boolean active, Environment environment, Consumer<Misfit> misfits) {
    this.name = name;
    this.active = active;
    this.service = service;
    this.environment = environment;
    this.misfits = misfits;
  }

  /** The service with what other readers made of its variables and mounts. */
  Service read(ServiceVariables variables, MountReader mounts) {
    List<Build> build = build();
    boolean provided = service.has("provider");
    Text image = service.text("image");
    boolean fragment = (image.isEmpty() && build.isEmpty() && !provided) || service.has("extends");
    ServiceVariables.Read environmentRead = variables.environment(service);
    return new Service(
        new ServiceName(name.chars()),
        name,
        image,
        build,
        command("command"),
        command("entrypoint"),
        environmentRead.variables(),
        environmentRead.complete(),
        ports(),
        unique("expose"),
        dependencies(),
        healthcheck(),
        networkMode(),
        attachments(),
        service.text("hostname"),
        containerName(),
        extraHosts(service),
        links(),
        unique("external_links"),
        unique("volumes_from"),
        unique("profiles"),
        replicas(),
        restart(),
        service.text("restart"),
        mounts.read(service),
        variables.labels(service),
        ServiceVariables.swarmLabels(service),
        service.text("working_dir"),
        service.text("user"),
        anyAddress(),
        provided,
        fragment,
        List.of());
  }

  private void report(Text at, String message) {
    misfits.accept(new Misfit(Misfit.Kind.FORM, at, message, List.of(), ""));
  }

  private Text nothing() {
    return name.slice(name.length());
  }

  /** The texts of a list, each once. */
  private List<Text> unique(String key) {
    Map<String, Text> texts = new LinkedHashMap<>();
    for (Tree item : service.items(key)) {
      if (item instanceof Leaf leaf && leaf.kind() != Kind.NULL) {
        texts.put(leaf.text().chars(), leaf.text());
      }
    }
    return List.copyOf(texts.values());
  }

  // What runs.

  private List<Build> build() {
    if (!(service.get("build") instanceof Table build)) {
      return List.of();
    }
    Text context = build.text("context");
    FilePath folder = build.get("context") instanceof Leaf leaf ? leaf.folder() : build.folder();
    List<Build.Argument> arguments = new ArrayList<>();
    build
        .table("args")
        .members()
        .forEach(
            (key, member) -> {
              if (member.value() instanceof Leaf leaf) {
                arguments.add(new Build.Argument(member.key(), given(member.key(), leaf)));
              }
            });
    return List.of(
        new Build(
            context,
            folder(context, folder),
            build.text("dockerfile"),
            build.text("dockerfile_inline"),
            build.text("target"),
            arguments,
            build.text("network"),
            extraHosts(build),
            names(build.table("additional_contexts")),
            build.at()));
  }

  private static List<Text> names(Table table) {
    List<Text> names = new ArrayList<>();
    table.members().forEach((key, member) -> names.add(member.key()));
    return names;
  }

  private static Value<FilePath> folder(Text context, FilePath base) {
    String chars = context.chars();
    if (!context.isKnown()) {
      return new Value.Unknown<>(context, context.whyUnknown());
    }
    if (isRemote(chars)) {
      return new Value.Unknown<>(context, "it is fetched when the image is built");
    }
    return new Value.Known<>(base.resolve(chars.isEmpty() ? "." : chars), context);
  }

  private static boolean isRemote(String context) {
    return context.contains("://")
        || context.startsWith("git@")
        || context.startsWith("github.com/")
        || context.startsWith(SERVICE)
        || context.startsWith("~");
  }

  /** The value of a leaf, or what the surroundings give a name without one. */
  private Text given(Text variable, Leaf leaf) {
    if (!leaf.isNull()) {
      return leaf.text();
    }
    return environment.sets(variable.chars())
        ? Inherited.value(variable, leaf, environment).text()
        : Text.unknown(variable.site(), "the surroundings give `" + variable + "` its value");
  }

  private List<CommandLine> command(String key) {
    Tree tree = service.get(key);
    if (tree instanceof Leaf leaf && !leaf.isNull()) {
      return List.of(new CommandLine.Exec(words(leaf.text())));
    }
    if (tree instanceof Series series) {
      return List.of(new CommandLine.Exec(texts(series)));
    }
    return List.of();
  }

  /** The words of a command that is one string; one unknown word if Compose cannot split it. */
  private List<Text> words(Text line) {
    ShellWords words = ShellWords.split(line);
    if (words.problems().isEmpty()) {
      return words.words();
    }
    Problem problem = words.problems().get(0);
    misfits.accept(
        new Misfit(
            Misfit.Kind.FORM,
            Text.of(problem.span()),
            "Compose cannot split this command into words: " + problem.message(),
            List.of(),
            ""));
    return List.of(Text.unknown(line.site(), "the command cannot be split into words"));
  }

  private static List<Text> texts(Series series) {
    List<Text> texts = new ArrayList<>();
    for (Tree item : series.items()) {
      if (item instanceof Leaf leaf) {
        texts.add(leaf.text());
      }
    }
    return texts;
  }

  private Healthcheck healthcheck() {
    if (!(service.get("healthcheck") instanceof Table check)) {
      return new Healthcheck.Unspecified();
    }
    Healthcheck.Timing timing =
        new Healthcheck.Timing(
            check.text("interval"),
            check.text("timeout"),
            check.text("retries"),
            check.text("start_period"),
            check.text("start_interval"));
    Text disable = check.text("disable");
    if (disable.is("true")) {
      return new Healthcheck.Disabled(disable);
    }
    Tree test = check.get("test");
    if (!disable.isKnown()) {
      return new Healthcheck.Probe(new CommandLine.Shell(disable), List.of(), disable, timing);
    }
    if (test instanceof Leaf leaf && !leaf.isNull()) {
      return new Healthcheck.Probe(
          new CommandLine.Shell(leaf.text()), List.of(), leaf.text(), timing);
    }
    if (!(test instanceof Series series) || series.items().isEmpty()) {
      Text at = check.at();
      return check.members().isEmpty()
          ? new Healthcheck.Unspecified()
          : new Healthcheck.Retimed(at, timing);
    }
    return listed(series, timing);
  }

  private static Healthcheck listed(Series test, Healthcheck.Timing timing) {
    List<Text> words = texts(test);
    Text at = test.at();
    Text form = words.isEmpty() ? at : words.get(0);
    if (!form.isKnown()) {
      return new Healthcheck.Probe(new CommandLine.Shell(form), List.of(), at, timing);
    }
    return switch (form.chars()) {
      case "NONE" -> new Healthcheck.Disabled(at);
      case "CMD" ->
          words.size() < 2
              ? new Healthcheck.Malformed(at, form, Healthcheck.Malformed.Fault.NO_COMMAND)
              : new Healthcheck.Probe(
                  new CommandLine.Exec(words.subList(1, words.size())), List.of(), at, timing);
      case "CMD-SHELL" ->
          words.size() < 2
              ? new Healthcheck.Malformed(at, form, Healthcheck.Malformed.Fault.NO_COMMAND)
              : new Healthcheck.Probe(
                  new CommandLine.Shell(words.get(1)), words.subList(2, words.size()), at, timing);
      default -> new Healthcheck.Malformed(at, form, Healthcheck.Malformed.Fault.FIRST_ITEM);
    };
  }

  private Value<Integer> replicas() {
    Text scale = service.text("scale");
    Text replicas = service.table("deploy").text("replicas");
    Text written = scale.isEmpty() ? replicas : scale;
    if (!written.isKnown()) {
      return new Value.Unknown<>(written, written.whyUnknown());
    }
    int number = written.isEmpty() ? 1 : PortReader.number(written.chars());
    if (number < 0) {
      return new Value.Unknown<>(written, "it is no number");
    }
    return new Value.Known<>(number, written.isEmpty() ? nothing() : written);
  }

  private Restart restart() {
    Text policy = service.text("restart");
    if (policy.isEmpty()) {
      policy = service.table("deploy").table("restart_policy").text("condition");
      if (policy.isEmpty() && service.table("deploy").has("restart_policy")) {
        return Restart.AFTER_FAILURE;
      }
    }
    if (!policy.isKnown()) {
      return Restart.UNCLEAR;
    }
    return switch (policy.chars()) {
      case "", "no", "none", "false" -> Restart.NEVER;
      default -> Restart.AFTER_FAILURE;
    };
  }

  // Where it is reached.

  private List<PublishedPort> ports() {
    PortReader reader = new PortReader(misfits);
    Map<String, PublishedPort> ports = new LinkedHashMap<>();
    for (Tree item : service.items("ports")) {
      for (PublishedPort port : reader.read(item)) {
        ports.put(key(port), port);
      }
    }
    return List.copyOf(ports.values());
  }

  private static String key(PublishedPort port) {
    return port.hostAddress().chars()
        + " "
        + port.hostPorts().text().chars()
        + " "
        + port.containerPorts().text().chars()
        + " "
        + port.protocol()
        + (port.containerPorts().known().isEmpty() ? port.at().site() : "");
  }

  private boolean anyAddress() {
    boolean allowed =
        unique("cap_add").stream()
            .map(capability -> capability.isKnown() ? capability.chars() : "ALL")
            .map(capability -> capability.toUpperCase(Locale.ROOT))
            .anyMatch(c -> c.equals("ALL") || c.equals("NET_ADMIN") || c.equals("CAP_NET_ADMIN"));
    Text privileged = service.text("privileged");
    boolean free = !privileged.isEmpty() && !truth(privileged).is(false);
    return allowed
        || free
        || Stream.of("net.ipv4.ip_nonlocal_bind", "net.ipv6.ip_nonlocal_bind")
            .map(name -> service.table("sysctls").text(name))
            .anyMatch(value -> !value.isEmpty() && !value.is("0"));
  }

  private NetworkMode networkMode() {
    if (!(service.get("network_mode") instanceof Leaf leaf) || leaf.isNull()) {
      return new NetworkMode.Networks();
    }
    Text mode = leaf.text();
    if (!mode.isKnown()) {
      return new NetworkMode.Unclear(mode);
    }
    if (active && service.has("networks")) {
      report(mode, "`network_mode` and `networks` exclude each other");
    }
    String chars = mode.chars();
    if (chars.startsWith(SERVICE)) {
      Text other = mode.slice(SERVICE.length());
      return new NetworkMode.OfService(new ServiceName(other.chars()), other);
    }
    if (chars.startsWith(CONTAINER)) {
      return new NetworkMode.OfContainer(mode.slice(CONTAINER.length()), mode);
    }
    return switch (chars) {
      case "host" -> new NetworkMode.HostMode(mode);
      case "none" -> new NetworkMode.None(mode);
      case "bridge", "default" -> new NetworkMode.Bridge(mode);
      default -> new NetworkMode.Unclear(mode);
    };
  }

  private List<Attachment> attachments() {
    if (service.has("network_mode") || service.has("provider")) {
      return List.of();
    }
    Map<String, Member> networks = service.table("networks").members();
    if (networks.isEmpty()) {
      return List.of(new Attachment(NetworkName.DEFAULT, name, List.of(), List.of()));
    }
    List<Attachment> attachments = new ArrayList<>();
    networks.forEach(
        (key, member) -> {
          List<Text> aliases = new ArrayList<>();
          List<Text> addresses = new ArrayList<>();
          if (member.value() instanceof Table table) {
            Map<String, Text> names = new LinkedHashMap<>();
            for (Tree item : table.items("aliases")) {
              if (item instanceof Leaf leaf) {
                names.put(leaf.text().chars(), leaf.text());
              }
            }
            aliases.addAll(names.values());
            for (String address : List.of("ipv4_address", "ipv6_address")) {
              if (!table.text(address).isEmpty()) {
                addresses.add(table.text(address));
              }
            }
          }
          attachments.add(new Attachment(new NetworkName(key), member.key(), aliases, addresses));
        });
    return attachments;
  }

  private Text containerName() {
    Text written = service.text("container_name");
    boolean named = service.get("container_name") instanceof Leaf leaf && !leaf.isNull();
    if (named && written.isKnown() && !isContainerName(written.chars())) {
      Text at = written.isEmpty() ? service.key("container_name") : written;
      report(at, "`" + written + "` is no name of a container: it needs two letters or digits");
    }
    return written;
  }

  /** {@code [a-zA-Z0-9][a-zA-Z0-9_.-]+}, anywhere. */
  private static boolean isContainerName(String name) {
    for (int i = 0; i + 1 < name.length(); i++) {
      char next = name.charAt(i + 1);
      if (isAlphanumeric(name.charAt(i))
          && (isAlphanumeric(next) || next == '_' || next == '.' || next == '-')) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private List<ExtraHost> extraHosts(Table owner) {
    Tree tree = owner.get("extra_hosts");
    Map<String, ExtraHost> hosts = new LinkedHashMap<>();
    if (tree instanceof Series series) {
      series.items().forEach(item -> addHosts(item, hosts));
    } else {
      addHosts(tree, hosts);
    }
    return List.copyOf(hosts.values());
  }

  private void addHosts(Tree tree, Map<String, ExtraHost> hosts) {
    if (tree instanceof Table table) {
      table
          .members()
          .forEach(
              (key, member) -> {
                for (Text address : addresses(member.value())) {
                  addHost(member.key(), address, member.key(), hosts);
                }
              });
    } else if (tree instanceof Leaf leaf && !leaf.isNull()) {
      Text entry = leaf.text();
      int equals = entry.chars().indexOf('=');
      int at = equals < 0 ? entry.chars().indexOf(':') : equals;
      if (at < 0) {
        if (entry.isKnown()) {
          report(entry, "an extra host is written `NAME=ADDRESS`");
        } else {
          addHost(entry, entry, entry, hosts);
        }
        return;
      }
      for (Text address : entry.slice(at + 1).split(c -> c == ',')) {
        addHost(entry.slice(0, at), address, entry, hosts);
      }
    }
  }

  private static List<Text> addresses(Tree tree) {
    if (tree instanceof Leaf leaf) {
      return List.of(leaf.text());
    }
    return tree instanceof Series series ? texts(series) : List.of();
  }

  private void addHost(Text host, Text written, Text at, Map<String, ExtraHost> hosts) {
    if (host.isEmpty() || host.chars().indexOf(':') >= 0) {
      report(at, "`" + host + "` is no host name");
      return;
    }
    String chars = written.chars();
    boolean bracketed = chars.length() > 2 && chars.startsWith("[") && chars.endsWith("]");
    Text address = bracketed ? written.slice(1, written.length() - 1) : written;
    hosts.put(host.chars() + "=" + address.chars(), new ExtraHost(host, address, at));
  }

  private List<Link> links() {
    List<Link> links = new ArrayList<>();
    for (Text entry : unique("links")) {
      int colon = entry.chars().indexOf(':');
      Text target = colon < 0 ? entry : entry.slice(0, colon);
      links.add(
          new Link(
              new ServiceName(target.chars()), colon < 0 ? entry : entry.slice(colon + 1), entry));
    }
    return links;
  }

  // What comes before it.

  private List<Dependency> dependencies() {
    Map<String, Dependency> dependencies = new LinkedHashMap<>();
    service
        .table("depends_on")
        .members()
        .forEach((key, member) -> dependencies.put(key, written(member)));
    for (Link link : links()) {
      imply(dependencies, link.at().slice(0, link.service().value().length()), true);
    }
    for (String key : List.of("network_mode", "ipc", "pid", "uts", "cgroup")) {
      Text mode = service.text(key);
      if (mode.chars().startsWith(SERVICE)) {
        imply(dependencies, mode.slice(SERVICE.length()), true);
      }
    }
    for (Text source : unique("volumes_from")) {
      if (!source.chars().startsWith(CONTAINER)) {
        int colon = source.chars().indexOf(':');
        imply(dependencies, colon < 0 ? source : source.slice(0, colon), false);
      }
    }
    return List.copyOf(dependencies.values());
  }

  private static void imply(Map<String, Dependency> dependencies, Text target, boolean restart) {
    if (target.isKnown()) {
      dependencies.putIfAbsent(
          target.chars(),
          new Dependency(
              new ServiceName(target.chars()),
              target,
              Condition.STARTED,
              target,
              new Value.Known<>(true, target),
              new Value.Known<>(restart, target)));
    }
  }

  private Dependency written(Member member) {
    Text target = member.key();
    ServiceName service = new ServiceName(target.chars());
    if (!(member.value() instanceof Table table)) {
      return new Dependency(
          service,
          target,
          Condition.UNCLEAR,
          target,
          new Value.Known<>(true, target),
          new Value.Known<>(false, target));
    }
    Text at = table.text("condition");
    Condition condition =
        switch (at.chars()) {
          case "service_started" -> Condition.STARTED;
          case "service_healthy" -> Condition.HEALTHY;
          case "service_completed_successfully" -> Condition.COMPLETED;
          default -> Condition.UNCLEAR;
        };
    if (condition == Condition.UNCLEAR && at.isKnown() && !at.isEmpty()) {
      report(
          at,
          "a condition is `service_started`, `service_healthy` or"
              + " `service_completed_successfully`");
    }
    return new Dependency(
        service,
        target,
        condition,
        at.isEmpty() ? target : at,
        truth(table, "required", true, target),
        truth(table, "restart", false, target));
  }

  private static Value<Boolean> truth(Table table, String key, boolean otherwise, Text at) {
    Text text = table.text(key);
    return text.isEmpty() ? new Value.Known<>(otherwise, at) : truth(text);
  }

  /** A truth value as Compose reads it, old spellings included. */
  static Value<Boolean> truth(Text text) {
    if (!text.isKnown()) {
      return new Value.Unknown<>(text, text.whyUnknown());
    }
    return switch (text.chars().toLowerCase(Locale.ROOT)) {
      case "true", "y", "yes", "on" -> new Value.Known<>(true, text);
      case "false", "n", "no", "off" -> new Value.Known<>(false, text);
      default -> new Value.Unknown<>(text, "it is neither true nor false");
    };
  }
}
