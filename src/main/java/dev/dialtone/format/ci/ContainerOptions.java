package dev.dialtone.format.ci;

import dev.dialtone.model.CommandLine;
import dev.dialtone.model.ExtraHost;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.NetworkMode;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.Variable;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.ShellWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The options of {@code docker create}, as far as they tell of names, ports and health.
 *
 * @param hostname one entry, or none
 * @param containerName one entry, or none
 * @param entrypoint one entry, or none
 * @param networkMode one entry, or none where nothing is said of it
 * @param anyAddress whether its processes may bind to addresses that its network does not give it
 * @see <a href="https://docs.docker.com/reference/cli/docker/container/create/">docker container
 *     create</a>
 */
public record ContainerOptions(
    Healthcheck healthcheck,
    List<Text> aliases,
    List<Text> hostname,
    List<Text> containerName,
    List<Text> entrypoint,
    List<ExtraHost> extraHosts,
    List<Variable> environment,
    List<PublishedPort> ports,
    List<NetworkMode> networkMode,
    boolean anyAddress) {
  /** No options at all. */
  public static final ContainerOptions NONE =
      new ContainerOptions(
          new Healthcheck.Unspecified(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          false);

  private static final Set<String> SWITCHES =
      Set.of(
          "--init",
          "--no-healthcheck",
          "--privileged",
          "--read-only",
          "--rm",
          "--tty",
          "--interactive");

  /** Options with which a process may bind to other addresses than the network gives it. */
  private static final Set<String> ADDRESSING =
      Set.of("--cap-add", "--ip", "--ip6", "--privileged", "--sysctl");

  public ContainerOptions {
    aliases = List.copyOf(aliases);
    hostname = List.copyOf(hostname);
    containerName = List.copyOf(containerName);
    entrypoint = List.copyOf(entrypoint);
    extraHosts = List.copyOf(extraHosts);
    environment = List.copyOf(environment);
    ports = List.copyOf(ports);
    networkMode = List.copyOf(networkMode);
  }

  /** Reads options that stand in one line. */
  public static ContainerOptions read(Text line) {
    List<Text> words = ShellWords.split(line).words();
    Map<String, List<Text>> values = new LinkedHashMap<>();
    for (int i = 0; i < words.size(); i++) {
      Text word = words.get(i);
      String chars = word.chars();
      int equals = chars.indexOf('=');
      if (!chars.startsWith("-")) {
        continue;
      }
      if (chars.startsWith("--") && equals > 0) {
        add(values, chars.substring(0, equals), word.slice(equals + 1));
      } else if (SWITCHES.contains(chars)) {
        add(values, chars, word);
      } else if (!chars.startsWith("--") && chars.length() > 2) {
        add(values, full(chars.substring(0, 2)), word.slice(chars.charAt(2) == '=' ? 3 : 2));
      } else if (i + 1 < words.size()) {
        add(values, full(chars), words.get(i + 1));
        i++;
      }
    }
    return of(line, values);
  }

  private static void add(Map<String, List<Text>> values, String name, Text value) {
    values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
  }

  private static String full(String option) {
    return switch (option) {
      case "-e" -> "--env";
      case "-h" -> "--hostname";
      case "-p" -> "--publish";
      case "--net" -> "--network";
      case "--net-alias" -> "--network-alias";
      default -> option;
    };
  }

  private static ContainerOptions of(Text line, Map<String, List<Text>> values) {
    List<ExtraHost> hosts = new ArrayList<>();
    for (Text entry : values.getOrDefault("--add-host", List.of())) {
      int colon = entry.chars().indexOf(entry.chars().indexOf('=') > 0 ? '=' : ':');
      hosts.add(
          colon < 0
              ? new ExtraHost(entry, entry, entry)
              : new ExtraHost(entry.slice(0, colon), entry.slice(colon + 1), entry));
    }
    List<Variable> variables = new ArrayList<>();
    for (Text entry : values.getOrDefault("--env", List.of())) {
      int equals = entry.chars().indexOf('=');
      Text value =
          equals < 0
              ? Text.unknown(entry.site(), "the machine gives it its value")
              : entry.slice(equals + 1);
      variables.add(
          new Variable(
              equals < 0 ? entry : entry.slice(0, equals), value, Variable.Source.ENVIRONMENT));
    }
    List<NetworkMode> modes = new ArrayList<>();
    for (Text network : values.getOrDefault("--network", List.of())) {
      modes.add(
          network.is("host")
              ? new NetworkMode.HostMode(network)
              : new NetworkMode.Unclear(network));
    }
    return new ContainerOptions(
        healthcheck(line, values),
        values.getOrDefault("--network-alias", List.of()),
        last(values, "--hostname"),
        last(values, "--name"),
        last(values, "--entrypoint"),
        hosts,
        variables,
        values.getOrDefault("--publish", List.of()).stream().map(PortMapping::read).toList(),
        modes,
        !line.isKnown() || values.keySet().stream().anyMatch(ADDRESSING::contains));
  }

  private static List<Text> last(Map<String, List<Text>> values, String name) {
    List<Text> all = values.getOrDefault(name, List.of());
    return all.isEmpty() ? all : all.subList(all.size() - 1, all.size());
  }

  private static Healthcheck healthcheck(Text line, Map<String, List<Text>> values) {
    Text none = line.slice(line.length());
    Healthcheck.Timing timing =
        new Healthcheck.Timing(
            lastOr(values, "--health-interval", none),
            lastOr(values, "--health-timeout", none),
            lastOr(values, "--health-retries", none),
            lastOr(values, "--health-start-period", none),
            lastOr(values, "--health-start-interval", none));
    for (Text at : last(values, "--no-healthcheck")) {
      return new Healthcheck.Disabled(at);
    }
    for (Text command : last(values, "--health-cmd")) {
      return new Healthcheck.Probe(new CommandLine.Shell(command), List.of(), command, timing);
    }
    // What is not known may hold a check as well.
    if (!line.isKnown()) {
      Text unknown = Text.unknown(line.site(), line.whyUnknown());
      return new Healthcheck.Probe(new CommandLine.Shell(unknown), List.of(), line, timing);
    }
    for (String name : List.of("--health-interval", "--health-timeout", "--health-retries")) {
      for (Text at : last(values, name)) {
        return new Healthcheck.Retimed(at, timing);
      }
    }
    return new Healthcheck.Unspecified();
  }

  private static Text lastOr(Map<String, List<Text>> values, String name, Text none) {
    List<Text> last = last(values, name);
    return last.isEmpty() ? none : last.get(0);
  }
}
