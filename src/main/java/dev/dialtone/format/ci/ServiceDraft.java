package dev.dialtone.format.ci;

import dev.dialtone.model.Attachment;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Dependency;
import dev.dialtone.model.ExtraHost;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Mount;
import dev.dialtone.model.NetworkMode;
import dev.dialtone.model.NetworkName;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.Restart;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Task;
import dev.dialtone.model.Value;
import dev.dialtone.model.Variable;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A service of a CI job, or the job itself, in the making. Whatever is not said stays as it is for
 * a container that is simply run.
 */
public final class ServiceDraft {
  private final ServiceName name;
  private final Text at;
  private final Map<String, Variable> environment = new LinkedHashMap<>();
  private final List<CommandLine> command = new ArrayList<>();
  private final List<CommandLine> entrypoint = new ArrayList<>();
  private final List<PublishedPort> ports = new ArrayList<>();
  private final List<Dependency> dependencies = new ArrayList<>();
  private final List<Text> aliases = new ArrayList<>();
  private final List<ExtraHost> extraHosts = new ArrayList<>();
  private final List<Mount> mounts = new ArrayList<>();
  private final List<Task> tasks = new ArrayList<>();
  private Text image;
  private Text hostname;
  private Text containerName;
  private Text workingDirectory;
  private Healthcheck healthcheck = new Healthcheck.Unspecified();
  private NetworkMode networkMode = new NetworkMode.Networks();
  private boolean anyAddress;

  /** Starts a service with a name that is written at {@code at}. */
  public ServiceDraft(ServiceName name, Text at) {
    this.name = name;
    this.at = at;
    this.image = nothing();
    this.hostname = nothing();
    this.containerName = nothing();
    this.workingDirectory = nothing();
  }

  private Text nothing() {
    return at.slice(at.length());
  }

  /** Sets the image. */
  public ServiceDraft image(Text reference) {
    image = reference;
    return this;
  }

  /** Adds variables, which win over those that are there. */
  public ServiceDraft environment(Iterable<Variable> variables) {
    variables.forEach(variable -> environment.put(variable.name().chars(), variable));
    return this;
  }

  /** Replaces the image's command by these words. */
  public ServiceDraft command(List<Text> words) {
    command.clear();
    command.add(new CommandLine.Exec(words));
    return this;
  }

  /** Replaces the image's entrypoint by these words. */
  public ServiceDraft entrypoint(List<Text> words) {
    entrypoint.clear();
    entrypoint.add(new CommandLine.Exec(words));
    return this;
  }

  /** Lets it do nothing of its own: it is there for its tasks. */
  public ServiceDraft idle() {
    entrypoint(
        List.of(
            Text.of("tail", at.site()), Text.of("-f", at.site()), Text.of("/dev/null", at.site())));
    return this;
  }

  /** Adds published ports. */
  public ServiceDraft ports(List<PublishedPort> more) {
    ports.addAll(more);
    return this;
  }

  /** Adds what must come before it. */
  public ServiceDraft after(ServiceName other, Text written, Dependency.Condition condition) {
    dependencies.add(
        new Dependency(
            other,
            written,
            condition,
            written,
            new Value.Known<>(true, written),
            new Value.Known<>(false, written)));
    return this;
  }

  /** Adds names that it answers to beside its own. */
  public ServiceDraft aliases(List<Text> more) {
    aliases.addAll(more);
    return this;
  }

  /** Puts it into another namespace than one of its own. */
  public ServiceDraft networkMode(NetworkMode mode) {
    networkMode = mode;
    return this;
  }

  /** Adds a line of its hosts file. */
  public ServiceDraft extraHost(Text host, Text address, Text written) {
    extraHosts.add(new ExtraHost(host, address, written));
    return this;
  }

  /** Adds a mount, which is the folder it works in. */
  public ServiceDraft workingIn(Mount mount) {
    mounts.add(mount);
    workingDirectory = mount.target();
    return this;
  }

  /** Adds what it is given to do. */
  public ServiceDraft tasks(List<Task> more) {
    tasks.addAll(more);
    return this;
  }

  /** Adds what the options of {@code docker create} say. */
  public ServiceDraft options(ContainerOptions options) {
    environment(options.environment());
    ports(options.ports());
    aliases(options.aliases());
    extraHosts.addAll(options.extraHosts());
    options.entrypoint().forEach(word -> entrypoint(List.of(word)));
    options.hostname().forEach(text -> hostname = text);
    options.containerName().forEach(text -> containerName = text);
    options.networkMode().forEach(mode -> networkMode = mode);
    anyAddress |= options.anyAddress();
    if (!(options.healthcheck() instanceof Healthcheck.Unspecified)) {
      healthcheck = options.healthcheck();
    }
    return this;
  }

  /** The service as it is now. */
  public Service service() {
    boolean networked = networkMode instanceof NetworkMode.Networks;
    return new Service(
        name,
        at,
        image,
        List.of(),
        command,
        entrypoint,
        List.copyOf(environment.values()),
        true,
        ports,
        List.of(),
        dependencies,
        healthcheck,
        networkMode,
        networked
            ? List.of(new Attachment(NetworkName.DEFAULT, at, aliases, List.of()))
            : List.of(),
        hostname,
        containerName,
        extraHosts,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Value.Known<>(1, nothing()),
        Restart.NEVER,
        nothing(),
        mounts,
        List.of(),
        List.of(),
        workingDirectory,
        nothing(),
        anyAddress,
        false,
        false,
        tasks);
  }
}
