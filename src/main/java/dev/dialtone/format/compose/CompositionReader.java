package dev.dialtone.format.compose;

import dev.dialtone.format.compose.Tree.Leaf;
import dev.dialtone.format.compose.Tree.Member;
import dev.dialtone.format.compose.Tree.Table;
import dev.dialtone.model.Attachment;
import dev.dialtone.model.Composition.Misfit;
import dev.dialtone.model.Composition.MissingFile;
import dev.dialtone.model.Composition.MissingFile.Cause;
import dev.dialtone.model.Composition.MissingFile.Role;
import dev.dialtone.model.Composition.Undefined;
import dev.dialtone.model.Dependency;
import dev.dialtone.model.Network;
import dev.dialtone.model.NetworkName;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Value;
import dev.dialtone.model.Variable;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the merged tree of a project: its services, its networks, and what they lack. */
final class CompositionReader {
  private final Workspace workspace;
  private final Table model;
  private final Environment environment;
  private final Text projectName;
  private final List<String> activeProfiles;
  private final Consumer<Problem> problems;
  private final Consumer<Misfit> misfits;
  private final Consumer<MissingFile> unreadable;
  private final Consumer<FilePath> files;
  private final Set<Undefined> undefined = new LinkedHashSet<>();
  private final Set<Variable> fromEnvFiles = new LinkedHashSet<>();

  CompositionReader(
      Workspace workspace,
      Table model,
      Environment environment,
      Text projectName,
      List<String> activeProfiles,
      Consumer<Problem> problems,
      Consumer<Misfit> misfits,
      Consumer<MissingFile> unreadable,
      Consumer<FilePath> files) {
    this.workspace = workspace;
    this.model = model;
    this.environment = environment;
    this.projectName = projectName;
    this.activeProfiles = activeProfiles;
    this.problems = problems;
    this.misfits = misfits;
    this.unreadable = unreadable;
    this.files = files;
  }

  /** What a tree holds. */
  record Parts(
      Map<ServiceName, Service> services,
      Map<NetworkName, Network> networks,
      List<Undefined> undefined,
      List<Variable> fromEnvFiles,
      boolean fragment) {}

  Parts read() {
    Map<ServiceName, Service> services = new LinkedHashMap<>();
    boolean fragment = false;
    for (Map.Entry<String, Member> entry : model.table("services").members().entrySet()) {
      Text name = entry.getValue().key();
      if (!(entry.getValue().value() instanceof Table table)) {
        continue;
      }
      Service service = service(name, table);
      services.put(service.name(), service);
      fragment |= service.fragment() && isActive(table);
    }
    Map<NetworkName, Network> networks = networks(services);
    requireNetworks(services, networks);
    requireOneOwner(services);
    boolean unfinished = fragment || !undefined.isEmpty();
    requireServices(services);
    requireFiles("configs", Role.CONFIG);
    requireFiles("secrets", Role.SECRET);
    return new Parts(
        services, networks, List.copyOf(undefined), List.copyOf(fromEnvFiles), unfinished);
  }

  private boolean isActive(Table service) {
    List<Tree> profiles = service.items("profiles");
    if (profiles.isEmpty() || activeProfiles.contains("*")) {
      return true;
    }
    for (Tree profile : profiles) {
      if (profile instanceof Leaf leaf && activeProfiles.contains(leaf.text().chars())) {
        return true;
      }
    }
    return false;
  }

  private Service service(Text name, Table table) {
    boolean active = isActive(table);
    MountReader mounts =
        new MountReader(
            model,
            environment,
            misfits,
            missing -> {
              if (active) {
                undefined.add(missing);
              }
            });
    ServiceVariables variables =
        new ServiceVariables(
            workspace,
            environment,
            active,
            problems,
            misfits,
            unreadable,
            files,
            fromEnvFiles::add);
    return new ServiceReader(name, table, active, environment, misfits).read(variables, mounts);
  }

  private Map<NetworkName, Network> networks(Map<ServiceName, Service> services) {
    Map<NetworkName, Network> networks = new LinkedHashMap<>();
    model
        .table("networks")
        .members()
        .forEach(
            (key, member) -> {
              Network network = network(member.key(), member.value());
              networks.put(network.name(), network);
            });
    for (Service service : services.values()) {
      for (Attachment attachment : service.attachments()) {
        if (attachment.network().equals(NetworkName.DEFAULT)
            && !networks.containsKey(NetworkName.DEFAULT)) {
          Span start = new Span(model.span().file(), model.span().start(), model.span().start());
          networks.put(NetworkName.DEFAULT, undeclared(Text.of("", start)));
        }
      }
    }
    return networks;
  }

  private Network undeclared(Text nowhere) {
    return new Network(
        NetworkName.DEFAULT,
        nowhere,
        new Value.Known<>(false, nowhere),
        prefixed(NetworkName.DEFAULT.value(), nowhere),
        new Value.Known<>(false, nowhere),
        nowhere,
        List.of());
  }

  private Network network(Text key, Tree tree) {
    Text nowhere = key.slice(key.length());
    Value<Boolean> external = new Value.Known<>(false, nowhere);
    Value<Boolean> internal = new Value.Known<>(false, nowhere);
    Text driver = nowhere;
    Text outside = nowhere;
    List<Text> subnets = List.of();
    if (tree instanceof Table table) {
      external = table.has("external") ? truth(table.text("external")) : external;
      internal = table.has("internal") ? truth(table.text("internal")) : internal;
      driver = table.text("driver");
      outside = table.text("name");
      subnets = subnets(table.table("ipam"));
    }
    if (outside.isEmpty() && !(tree instanceof Table given && given.has("name"))) {
      boolean unclear = external.known().isEmpty();
      outside =
          external.is(true)
              ? key
              : unclear
                  ? Text.unknown(key.site(), "it may be external")
                  : prefixed(key.chars(), key);
    }
    return new Network(
        new NetworkName(key.chars()), key, external, outside, internal, driver, subnets);
  }

  /** The ranges of a network's addresses; another driver than the engine's own may give any. */
  private static List<Text> subnets(Table ipam) {
    Text driver = ipam.text("driver");
    if (!driver.isEmpty() && !driver.is("default")) {
      return List.of(Text.unknown(driver.site(), "a driver of its own gives the addresses"));
    }
    List<Text> subnets = new ArrayList<>();
    for (Tree pool : ipam.items("config")) {
      if (pool instanceof Table table && !table.text("subnet").isEmpty()) {
        subnets.add(table.text("subnet"));
      }
    }
    return subnets;
  }

  private static Value<Boolean> truth(Text text) {
    return ServiceReader.truth(text);
  }

  private Text prefixed(String name, Text at) {
    return Text.builder(at.site()).append(projectName).append("_" + name, at.site()).build();
  }

  private void requireNetworks(
      Map<ServiceName, Service> services, Map<NetworkName, Network> networks) {
    for (Service service : services.values()) {
      for (Attachment attachment : service.attachments()) {
        if (!networks.containsKey(attachment.network()) && isActive(service)) {
          undefined.add(new Undefined(Undefined.Kind.NETWORK, attachment.at()));
        }
      }
    }
  }

  private boolean isActive(Service service) {
    return service.profiles().isEmpty()
        || activeProfiles.contains("*")
        || service.profiles().stream().anyMatch(p -> activeProfiles.contains(p.chars()));
  }

  /** Two services that start together cannot give their containers one name. */
  private void requireOneOwner(Map<ServiceName, Service> services) {
    Map<String, Service> owners = new LinkedHashMap<>();
    for (Service service : services.values()) {
      Text name = service.containerName();
      if (name.isKnown() && !name.isEmpty() && isActive(service)) {
        Service owner = owners.putIfAbsent(name.chars(), service);
        if (owner != null) {
          misfits.accept(
              new Misfit(
                  Misfit.Kind.FORM,
                  name,
                  "the container name `" + name + "` is taken by `" + owner.name() + "`",
                  List.of(),
                  ""));
        }
      }
    }
  }

  private void requireServices(Map<ServiceName, Service> services) {
    for (Service service : services.values()) {
      for (Dependency dependency : service.dependencies()) {
        if (!services.containsKey(dependency.service())
            && !dependency.required().is(false)
            && isActive(service)) {
          undefined.add(new Undefined(Undefined.Kind.SERVICE, dependency.at()));
        }
      }
    }
  }

  /** Notes files of configs and secrets that are not there. */
  private void requireFiles(String key, Role role) {
    List<Member> members = new ArrayList<>(model.table(key).members().values());
    for (Member member : members) {
      if (member.value() instanceof Table table
          && table.get("file") instanceof Leaf leaf
          && leaf.text().isKnown()
          && !leaf.text().isEmpty()
          && !leaf.text().chars().startsWith("~")) {
        FilePath path = leaf.folder().resolve(leaf.text().chars());
        if (workspace.kind(path) == Workspace.Kind.MISSING) {
          unreadable.accept(
              new MissingFile(path, leaf.text(), role, true, Cause.MISSING, "no such file"));
        }
      }
    }
  }
}
