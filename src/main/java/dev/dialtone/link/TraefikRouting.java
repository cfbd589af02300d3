package dev.dialtone.link;

import dev.dialtone.model.Mount;
import dev.dialtone.model.Routing.Routed;
import dev.dialtone.model.Routing.Router;
import dev.dialtone.model.Routing.Taking;
import dev.dialtone.model.Service;
import dev.dialtone.model.Variable;
import dev.dialtone.model.facts.Settings;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads over which networks Traefik dials the services that it finds: what itself is told, and what
 * their labels say.
 *
 * @see <a
 *     href="https://doc.traefik.io/traefik/reference/install-configuration/providers/docker/#network">
 *     Traefik, the option {@code network} of the Docker provider</a>
 * @see <a href="https://github.com/traefik/traefik/blob/v3.5.0/pkg/provider/docker/config.go">how
 *     it picks an address: any, if the network is not found</a>
 */
final class TraefikRouting {
  /** How the options of the provider begin, in all its versions. */
  private static final List<String> PROVIDERS =
      List.of("providers.docker", "providers.swarm", "docker");

  private static final Set<String> FILES = Set.of("traefik.yml", "traefik.yaml", "traefik.toml");
  private static final FilePath FOLDER = new FilePath("/etc/traefik");
  private static final FilePath NOTHING = new FilePath("/dev/null");
  private static final String VARIABLE = "TRAEFIK_";

  /** The labels that name the network; those of a swarm have a provider of their own since 3. */
  private static final Set<String> NETWORK =
      Set.of("traefik.docker.network", "traefik.swarm.network");

  private final FactReader reader;
  private final FileShelf shelf;

  TraefikRouting(FactReader reader, FileShelf shelf) {
    this.reader = reader;
    this.shelf = shelf;
  }

  /** The proxy that a service is: one, or none. */
  Optional<Router> router(
      Service service,
      ServiceImage image,
      Startup startup,
      Environment environment,
      List<Mounted> visible) {
    if (!RoutedPorts.imageName(image.reference()).equals("traefik")) {
      return Optional.empty();
    }
    Map<String, Text> options = options(startup, environment, visible);
    boolean hidden =
        !service.build().isEmpty()
            || !service.environmentComplete()
            || service.mounts().stream().anyMatch(mount -> isHidden(mount, visible));
    if (!hidden && options.keySet().stream().noneMatch(TraefikRouting::isOfProvider)) {
      return Optional.empty();
    }
    Optional<Text> network = option("network", options);
    if (network.isEmpty() && (hidden || option("usebindportip", options).isPresent())) {
      network = Optional.of(Text.unknown(service.at().site(), "its configuration may name one"));
    }
    return Optional.of(
        new Router(service.name(), network.stream().toList(), taking(options, hidden)));
  }

  private static Taking taking(Map<String, Text> options, boolean hidden) {
    if (option("constraints", options).isPresent()) {
      return Taking.CHOSEN;
    }
    boolean all =
        option("exposedbydefault", options).map(text -> !text.is("false")).orElse(!hidden);
    return all ? Taking.ALL : Taking.ASKING;
  }

  private static boolean isOfProvider(String option) {
    return PROVIDERS.stream().anyMatch(p -> option.equals(p) || option.startsWith(p + "."));
  }

  private static Optional<Text> option(String name, Map<String, Text> options) {
    return PROVIDERS.stream()
        .flatMap(provider -> Optional.ofNullable(options.get(provider + "." + name)).stream())
        .findFirst();
  }

  /** What it is told, by the names of its options in lower case. */
  private Map<String, Text> options(
      Startup startup, Environment environment, List<Mounted> visible) {
    Map<String, Text> options = new LinkedHashMap<>();
    for (Mounted file : visible) {
      if (FILES.contains(new FilePath(file.target()).name())) {
        for (Settings settings : shelf.readQuietly(file.path(), reader::settings)) {
          settings.all().forEach(each -> put(each.name(), each.value(), options));
        }
      }
    }
    for (Variable variable : environment.variables()) {
      String name = variable.name().chars();
      if (name.startsWith(VARIABLE)) {
        put(name.substring(VARIABLE.length()).replace('_', '.'), variable.value(), options);
      }
    }
    for (Launch launch : startup.launch()) {
      for (Program program : launch.programs()) {
        ofArguments(program.arguments(), options);
      }
    }
    return options;
  }

  private static void ofArguments(List<Text> arguments, Map<String, Text> options) {
    for (int i = 0; i < arguments.size(); i++) {
      Text argument = arguments.get(i);
      String chars = argument.chars();
      int equals = chars.indexOf('=');
      if (!chars.startsWith("--")) {
        continue;
      }
      boolean apart =
          equals < 0 && i + 1 < arguments.size() && !arguments.get(i + 1).chars().startsWith("-");
      Text value =
          apart
              ? arguments.get(i + 1)
              : argument.slice(equals < 0 ? argument.length() : equals + 1);
      put(chars.substring(2, equals < 0 ? chars.length() : equals), value, options);
    }
  }

  private static void put(String name, Text value, Map<String, Text> options) {
    options.put(name.toLowerCase(Locale.ROOT), value);
  }

  /** Whether something is mounted where its configuration is that cannot be seen here. */
  private static boolean isHidden(Mount mount, List<Mounted> visible) {
    FilePath target = new FilePath(mount.target().chars());
    boolean its = FILES.contains(target.name()) || target.equals(FOLDER);
    boolean empty =
        mount.source() instanceof Mount.Source.HostPath host && host.path().equals(NOTHING);
    return its
        && !empty
        && visible.stream().noneMatch(file -> new FilePath(file.target()).isIn(target));
  }

  /** What a service asks of Traefik: one entry, or none where its labels do not speak of it. */
  static Optional<Routed> routed(Service service) {
    List<Variable> labels = new ArrayList<>(service.labels());
    labels.addAll(service.swarmLabels());
    Optional<Text> at = Optional.empty();
    Optional<Text> network = Optional.empty();
    boolean portSeen = false;
    boolean asking = false;
    for (Variable label : labels) {
      String name = label.name().chars().toLowerCase(Locale.ROOT);
      Text value = label.value().strip();
      if (!name.startsWith("traefik.")) {
        continue;
      }
      boolean port = RoutedPorts.isTraefikPort(name);
      if (name.equals("traefik.enable")) {
        if (!value.is("true")) {
          return Optional.empty();
        }
        asking = true;
      } else if (NETWORK.contains(name)) {
        network = Optional.of(value);
      } else if (!portSeen && (port || at.isEmpty())) {
        at = Optional.of(value);
        portSeen = port;
      }
    }
    boolean asks = asking;
    List<Text> over = network.stream().toList();
    return at.map(told -> new Routed(service.name(), told, over, asks));
  }
}
