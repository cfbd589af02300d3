package dev.dialtone.format.compose;

import dev.dialtone.model.Attachment;
import dev.dialtone.model.Build;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Dependency;
import dev.dialtone.model.ExtraHost;
import dev.dialtone.model.GoDuration;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Mount;
import dev.dialtone.model.Network;
import dev.dialtone.model.NetworkMode;
import dev.dialtone.model.PortRange;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.Service;
import dev.dialtone.model.Variable;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Prints a composition in the shape of {@code docker compose config --format json}, as far as it is
 * modelled: without what no active service uses, keys sorted, {@code $} doubled, paths as the
 * composition has them, unknown parts as {@code …}.
 */
public final class ComposeJson {
  private static final String NULL = "null";

  private final UnaryOperator<List<String>> hiding;

  private ComposeJson(UnaryOperator<List<String>> hiding) {
    this.hiding = hiding;
  }

  /** The composition as one JSON object; services that no active profile starts are left out. */
  static String print(Composition composition) {
    return print(composition, UnaryOperator.identity());
  }

  /**
   * The same with {@code hiding} applied to every value, and to the words of a list together; a
   * variable's value comes behind its name.
   */
  public static String print(Composition composition, UnaryOperator<List<String>> hiding) {
    return new ComposeJson(hiding).composition(composition);
  }

  private String composition(Composition composition) {
    Map<String, String> root = new TreeMap<>();
    root.put("name", string(composition.name()));
    Map<String, String> services = new TreeMap<>();
    for (Service service : composition.services().values()) {
      if (composition.isActive(service)) {
        services.put(service.name().value(), service(service));
      }
    }
    root.put("services", object(services));
    Map<String, String> networks = new TreeMap<>();
    for (Service service : composition.services().values()) {
      for (Attachment attachment : service.attachments()) {
        Network network = composition.networks().get(attachment.network());
        if (network != null && composition.isActive(service)) {
          networks.put(network.name().value(), network(network));
        }
      }
    }
    if (!networks.isEmpty()) {
      root.put("networks", object(networks));
    }
    return object(root);
  }

  private String network(Network network) {
    Map<String, String> json = new TreeMap<>();
    putText(json, "name", network.externalName());
    putText(json, "driver", network.driver());
    if (network.external().is(true)) {
      json.put("external", "true");
    }
    if (network.internal().is(true)) {
      json.put("internal", "true");
    }
    return object(json);
  }

  private String service(Service service) {
    Map<String, String> json = new TreeMap<>();
    putText(json, "image", service.image());
    for (Build build : service.build()) {
      json.put("build", build(build));
    }
    json.put("command", command(service.command()));
    json.put("entrypoint", command(service.entrypoint()));
    putObject(json, "environment", variables(service.environment()));
    putList(json, "ports", ports(service));
    putList(json, "expose", strings(service.expose()));
    putObject(json, "depends_on", dependencies(service));
    healthcheck(json, service.healthcheck());
    networkMode(json, service);
    putList(json, "extra_hosts", hosts(service));
    putList(json, "links", strings(service.links().stream().map(link -> link.at()).toList()));
    putList(json, "external_links", strings(service.externalLinks()));
    putList(json, "volumes_from", strings(service.volumesFrom()));
    putList(json, "profiles", strings(service.profiles()));
    putObject(json, "labels", variables(service.labels()));
    putList(json, "volumes", mounts(service, Mount.Kind.BIND, Mount.Kind.VOLUME, Mount.Kind.OTHER));
    putList(json, "configs", mounts(service, Mount.Kind.CONFIG));
    putList(json, "secrets", mounts(service, Mount.Kind.SECRET));
    putText(json, "hostname", service.hostname());
    putText(json, "container_name", service.containerName());
    putText(json, "restart", service.restartPolicy());
    putText(json, "working_dir", service.workingDirectory());
    putText(json, "user", service.user());
    for (int replicas : service.replicas().known()) {
      if (!service.replicas().text().isEmpty()) {
        json.put("scale", Integer.toString(replicas));
      }
    }
    return object(json);
  }

  private String build(Build build) {
    Map<String, String> json = new TreeMap<>();
    json.put(
        "context",
        build.folder().known().isEmpty()
            ? string(build.context())
            : quoted(build.folder().known().get(0).value()));
    if (!build.inline().isEmpty()) {
      json.put("dockerfile_inline", string(build.inline()));
    }
    if (!build.dockerfile().isEmpty()) {
      json.put("dockerfile", string(build.dockerfile()));
    } else if (build.inline().isEmpty()) {
      json.put("dockerfile", quoted("Dockerfile"));
    }
    putText(json, "target", build.target());
    putText(json, "network", build.network());
    Map<String, String> arguments = new TreeMap<>();
    for (Build.Argument argument : build.arguments()) {
      if (argument.value().isKnown()) {
        String name = argument.name().chars();
        arguments.put(name, named(name, argument.value()));
      }
    }
    putObject(json, "args", arguments);
    return object(json);
  }

  /** A value whose name tells whether it is secret. */
  private String named(String name, Text value) {
    String shown = hidden(name + "=" + value);
    return shown.startsWith(name + "=")
        ? quoted(shown.substring(name.length() + 1))
        : quoted(hidden(value.toString()));
  }

  private String command(List<CommandLine> command) {
    if (command.isEmpty()) {
      return NULL;
    }
    return command.get(0) instanceof CommandLine.Exec exec
        ? list(strings(exec.words()))
        : list(strings(List.of(((CommandLine.Shell) command.get(0)).line())));
  }

  private Map<String, String> variables(List<Variable> variables) {
    Map<String, String> json = new TreeMap<>();
    for (Variable variable : variables) {
      boolean inherited = variable.value().chars().equals(String.valueOf(Text.HOLE));
      String name = variable.name().chars();
      json.put(name, inherited ? NULL : named(name, variable.value()));
    }
    return json;
  }

  private List<String> ports(Service service) {
    Set<String> ports = new LinkedHashSet<>();
    for (PublishedPort port : service.ports()) {
      for (PortRange targets : port.containerPorts().known()) {
        for (int i = 0; i < targets.size(); i++) {
          ports.add(port(port, targets, i));
        }
      }
    }
    return List.copyOf(ports);
  }

  private String port(PublishedPort port, PortRange targets, int i) {
    Map<String, String> json = new TreeMap<>();
    putText(json, "host_ip", port.hostAddress());
    json.put("protocol", quoted(port.protocol().name().toLowerCase(Locale.ROOT)));
    json.put("target", Integer.toString(targets.first() + i));
    for (PortRange hosts : port.hostPorts().known()) {
      String one = Integer.toString(hosts.first() + i);
      json.put("published", quoted(targets.size() == hosts.size() ? one : hosts.toString()));
    }
    if (port.ephemeral()) {
      putText(json, "published", port.hostPorts().text());
    }
    return object(json);
  }

  private Map<String, String> dependencies(Service service) {
    Map<String, String> json = new TreeMap<>();
    for (Dependency dependency : service.dependencies()) {
      Map<String, String> one = new TreeMap<>();
      one.put(
          "condition",
          quoted(
              switch (dependency.condition()) {
                case STARTED -> "service_started";
                case HEALTHY, HEALTHY_IF_CHECKED -> "service_healthy";
                case COMPLETED -> "service_completed_successfully";
                case UNCLEAR -> dependency.conditionAt().toString();
              }));
      one.put("required", Boolean.toString(!dependency.required().is(false)));
      if (dependency.restart().is(true)) {
        one.put("restart", "true");
      }
      json.put(dependency.service().value(), object(one));
    }
    return json;
  }

  private void healthcheck(Map<String, String> json, Healthcheck healthcheck) {
    Map<String, String> check = new TreeMap<>();
    if (healthcheck instanceof Healthcheck.Disabled) {
      check.put("disable", "true");
    } else if (healthcheck instanceof Healthcheck.Retimed retimed) {
      timing(check, retimed.timing());
    } else if (healthcheck instanceof Healthcheck.Probe probe) {
      List<Text> words = new ArrayList<>();
      String form;
      if (probe.command() instanceof CommandLine.Exec exec) {
        form = "CMD";
        words.addAll(exec.words());
      } else {
        form = "CMD-SHELL";
        words.add(((CommandLine.Shell) probe.command()).line());
        words.addAll(probe.ignored());
      }
      List<String> test = new ArrayList<>();
      test.add(quoted(form));
      test.addAll(strings(words));
      check.put("test", list(test));
      timing(check, probe.timing());
    }
    putObject(json, "healthcheck", check);
  }

  private void timing(Map<String, String> check, Healthcheck.Timing timing) {
    putDuration(check, "interval", timing.interval());
    putDuration(check, "timeout", timing.timeout());
    putDuration(check, "start_period", timing.startPeriod());
    putDuration(check, "start_interval", timing.startInterval());
    if (!timing.retries().isEmpty()) {
      check.put(
          "retries",
          timing.retries().isKnown() ? timing.retries().chars() : string(timing.retries()));
    }
  }

  private static void putDuration(Map<String, String> json, String key, Text text) {
    if (!text.isEmpty()) {
      json.put(key, quoted(GoDuration.print(text.toString())));
    }
  }

  private void networkMode(Map<String, String> json, Service service) {
    NetworkMode mode = service.networkMode();
    if (mode instanceof NetworkMode.Networks) {
      Map<String, String> networks = new TreeMap<>();
      for (Attachment attachment : service.attachments()) {
        networks.put(attachment.network().value(), attachment(attachment));
      }
      putObject(json, "networks", networks);
      return;
    }
    String printed = "";
    if (mode instanceof NetworkMode.OfService of) {
      printed = "service:" + of.service();
    } else if (mode instanceof NetworkMode.OfContainer of) {
      printed = of.at().toString();
    } else if (mode instanceof NetworkMode.HostMode host) {
      printed = host.at().toString();
    } else if (mode instanceof NetworkMode.Bridge bridge) {
      printed = bridge.at().toString();
    } else if (mode instanceof NetworkMode.None none) {
      printed = none.at().toString();
    } else if (mode instanceof NetworkMode.Unclear unclear) {
      printed = unclear.at().toString();
    }
    if (!printed.isEmpty()) {
      json.put("network_mode", quoted(printed));
    }
  }

  private String attachment(Attachment attachment) {
    Map<String, String> json = new TreeMap<>();
    putList(json, "aliases", strings(attachment.aliases()));
    for (Text address : attachment.addresses()) {
      json.put(address.chars().indexOf(':') < 0 ? "ipv4_address" : "ipv6_address", string(address));
    }
    return json.isEmpty() ? NULL : object(json);
  }

  private List<String> hosts(Service service) {
    TreeSet<String> hosts = new TreeSet<>();
    for (ExtraHost host : service.extraHosts()) {
      hosts.add(quoted(host.name() + "=" + host.address()));
    }
    return List.copyOf(hosts);
  }

  private List<String> mounts(Service service, Mount.Kind... kinds) {
    Set<Mount.Kind> wanted = Set.of(kinds);
    List<String> mounts = new ArrayList<>();
    for (Mount mount : service.mounts()) {
      if (!wanted.contains(mount.kind())) {
        continue;
      }
      Map<String, String> json = new TreeMap<>();
      json.put("target", string(mount.target()));
      putText(json, "source", mount.name());
      if (mount.kind() == Mount.Kind.BIND || mount.kind() == Mount.Kind.VOLUME) {
        json.put("type", quoted(mount.kind().name().toLowerCase(Locale.ROOT)));
        if (mount.readOnly()) {
          json.put("read_only", "true");
        }
        if (mount.source() instanceof Mount.Source.HostPath path) {
          boolean absolute = path.path().isAbsolute();
          json.put("source", absolute ? string(path.written()) : quoted(path.path().value()));
        }
      }
      if (mount.source() instanceof Mount.Source.Unseen unseen) {
        putText(json, "source", unseen.written());
      }
      mounts.add(object(json));
    }
    return mounts;
  }

  private void putText(Map<String, String> json, String key, Text text) {
    if (!text.isEmpty()) {
      json.put(key, string(text));
    }
  }

  private static void putList(Map<String, String> json, String key, List<String> items) {
    if (!items.isEmpty()) {
      json.put(key, list(items));
    }
  }

  private static void putObject(Map<String, String> json, String key, Map<String, String> object) {
    if (!object.isEmpty()) {
      json.put(key, object(object));
    }
  }

  private List<String> strings(List<Text> texts) {
    List<String> words = texts.stream().map(Text::toString).toList();
    return hiding.apply(words).stream().map(ComposeJson::quoted).toList();
  }

  private String string(Text text) {
    return quoted(hidden(text.toString()));
  }

  private String hidden(String value) {
    return hiding.apply(List.of(value)).get(0);
  }

  private static String object(Map<String, String> members) {
    StringBuilder json = new StringBuilder("{");
    members.forEach(
        (key, value) -> {
          json.append(json.length() > 1 ? "," : "").append(quoted(key)).append(':').append(value);
        });
    return json.append('}').toString();
  }

  private static String list(List<String> items) {
    return "[" + String.join(",", items) + "]";
  }

  private static String quoted(String value) {
    StringBuilder json = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '$' -> json.append("$$");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < 0x20) {
            json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }
}
