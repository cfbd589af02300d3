package dev.dialtone.format.traefik;

import dev.dialtone.format.ListenAddress;
import dev.dialtone.format.Targets;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Port;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.Value;
import dev.dialtone.model.facts.Endpoints;
import dev.dialtone.model.facts.Endpoints.Bind;
import dev.dialtone.model.facts.Endpoints.Role;
import dev.dialtone.model.facts.Endpoints.Target;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads Traefik's static configuration, and the files of its file provider: the services that its
 * routers name.
 *
 * @see <a href="https://doc.traefik.io/traefik/reference/install-configuration/entrypoints/">
 *     Traefik, EntryPoints</a>, and pkg/config/static/static_config.go (SetEffectiveConfiguration)
 * @see <a
 *     href="https://doc.traefik.io/traefik/reference/install-configuration/providers/others/file/">
 *     Traefik, File</a>
 */
public final class TraefikReader {
  private static final String ENTRY_POINTS = "entrypoints.";
  private static final String ADDRESS = ".address";
  private static final String INTERNAL = "traefik";

  /** What may be served on the entry point that is called as the program is. */
  private static final List<String> OF_ITSELF =
      List.of("api.insecure", "providers.rest.insecure", "ping", "metrics.prometheus");

  private static final int DEFAULT_PORT = 80;
  private static final int INTERNAL_PORT = 8080;

  private final List<Bind> binds = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();
  private boolean complete = true;

  private TraefikReader() {}

  /**
   * What the static configuration says.
   *
   * @param files those that are there, in the order in which Traefik looks: the first one counts
   * @param container the files that its container is seen to have
   */
  public static Reading<Endpoints> read(List<FilePath> files, Workspace container) {
    TraefikReader reader = new TraefikReader();
    for (FilePath path : files) {
      if (container.read(path) instanceof Workspace.Content.Readable readable) {
        reader.readStatic(readable.file(), container);
        break;
      }
    }
    return reader.reading();
  }

  /** What files of the file provider say. */
  public static Reading<Endpoints> readDynamic(List<FilePath> files, Workspace container) {
    TraefikReader reader = new TraefikReader();
    reader.readServices(files, container);
    return reader.reading();
  }

  private Reading<Endpoints> reading() {
    return new Reading<>(new Endpoints(binds, targets, List.of(), complete), List.of());
  }

  private void readStatic(SourceFile source, Workspace container) {
    TraefikFile file = TraefikFile.of(source);
    complete = file.sound();
    Text place =
        file.settings().stream()
            .map(Setting::at)
            .findFirst()
            .orElseGet(() -> Text.of("", source.span(0, 0)));
    for (Setting setting : file.settings()) {
      String name = setting.name();
      if (name.startsWith(ENTRY_POINTS) && name.endsWith(ADDRESS)) {
        String entryPoint =
            name.substring(
                ENTRY_POINTS.length(),
                Math.max(name.length() - ADDRESS.length(), ENTRY_POINTS.length()));
        boolean plain = !entryPoint.isEmpty() && entryPoint.indexOf('.') < 0;
        if (plain) {
          addEntryPoint(setting.value(), file.mentions(ENTRY_POINTS + entryPoint + ".http3"));
        }
      }
      if (name.equals("providers.docker.endpoint") || name.equals("providers.swarm.endpoint")) {
        targets.addAll(Targets.ofUrl(setting.value(), Role.BACKEND));
      }
    }
    if (binds.isEmpty()) {
      complete &= !file.mentions("entrypoints");
      binds.add(byDefault(DEFAULT_PORT, place));
    }
    if (servesItself(file) && !file.mentions(ENTRY_POINTS + INTERNAL)) {
      binds.add(
          byDefault(
              INTERNAL_PORT,
              file.settings().stream()
                  .filter(setting -> OF_ITSELF.stream().anyMatch(setting.name()::startsWith))
                  .map(Setting::at)
                  .findFirst()
                  .orElse(place)));
    }
    readServices(provided(file, container), container);
  }

  /** {@code :443}, {@code 127.0.0.1:8080}, {@code :53/udp}. */
  private void addEntryPoint(Text written, boolean http3) {
    int slash = written.chars().indexOf('/');
    String protocol =
        slash < 0 ? "" : written.chars().substring(slash + 1).toLowerCase(Locale.ROOT);
    Text address = slash < 0 ? written : written.slice(0, slash);
    ListenAddress listen = ListenAddress.of(address);
    if (listen.port().isEmpty()) {
      // Traefik does not start without a port.
      complete = false;
      return;
    }
    String remedy = listen.port().isKnown() ? "address: \":" + listen.port().chars() + "\"" : "";
    Protocol spoken = protocol.equals("udp") ? Protocol.UDP : Protocol.TCP;
    binds.add(listen.bind(DEFAULT_PORT, spoken, remedy));
    if (http3) {
      binds.add(listen.bind(DEFAULT_PORT, Protocol.UDP, remedy));
    }
  }

  private static Bind byDefault(int port, Text place) {
    return new Bind(
        new Value.Known<>(new Port(port), place), BindScope.ALL, place, false, Protocol.TCP, "");
  }

  /** Whether something is served on the entry point that is called as the program is. */
  private static boolean servesItself(TraefikFile file) {
    return isTrue(file, "api.insecure")
        || isTrue(file, "providers.rest.insecure")
        || isOnItsOwn(file, "ping")
        || isOnItsOwn(file, "metrics.prometheus");
  }

  private static boolean isOnItsOwn(TraefikFile file, String section) {
    Optional<Text> entryPoint = value(file, section + ".entrypoint");
    return file.mentions(section)
        && !isTrue(file, section + ".manualrouting")
        && (entryPoint.isEmpty() || entryPoint.get().is(INTERNAL) || !entryPoint.get().isKnown());
  }

  private static boolean isTrue(TraefikFile file, String name) {
    return value(file, name).filter(text -> text.is("true")).isPresent();
  }

  private static Optional<Text> value(TraefikFile file, String name) {
    return file.settings().stream()
        .filter(setting -> setting.name().equals(name))
        .map(Setting::value)
        .findFirst();
  }

  /** The files of the file provider, as far as they are seen. */
  private static List<FilePath> provided(TraefikFile file, Workspace container) {
    List<FilePath> files = new ArrayList<>();
    value(file, "providers.file.filename")
        .filter(name -> name.isKnown() && name.chars().startsWith("/"))
        .ifPresent(name -> files.add(new FilePath(name.chars())));
    value(file, "providers.file.directory")
        .filter(name -> name.isKnown() && name.chars().startsWith("/"))
        .map(name -> new FilePath(name.chars()))
        .ifPresent(folder -> container.list(folder).forEach(n -> files.add(folder.resolve(n))));
    return files;
  }

  private void readServices(List<FilePath> files, Workspace container) {
    List<TraefikFile> read = new ArrayList<>();
    for (FilePath path : files) {
      String name = path.name().toLowerCase(Locale.ROOT);
      boolean known = name.endsWith(".toml") || name.endsWith(".yml") || name.endsWith(".yaml");
      if (known && container.read(path) instanceof Workspace.Content.Readable readable) {
        TraefikFile file = TraefikFile.of(readable.file());
        if (file.sound()) {
          read.add(file);
        }
      }
    }
    Set<String> named = new HashSet<>();
    for (TraefikFile file : read) {
      for (Setting setting : file.settings()) {
        String value = setting.value().chars().toLowerCase(Locale.ROOT);
        int provider = value.indexOf('@');
        named.add(provider < 0 ? value : value.substring(0, provider));
      }
    }
    for (TraefikFile file : read) {
      file.settings().forEach(setting -> addTarget(setting, named));
    }
  }

  /** Adds whom a service passes on to, if a router or another service names it. */
  private void addTarget(Setting setting, Set<String> named) {
    String[] parts = setting.name().split("\\.", -1);
    boolean service = parts.length > 4 && parts[1].equals("services") && named.contains(parts[2]);
    if (service && setting.name().contains(".loadbalancer.servers[")) {
      String last = parts[parts.length - 1];
      if (parts[0].equals("http") && last.equals("url")) {
        targets.addAll(Targets.ofUrl(setting.value(), Role.UPSTREAM));
      } else if (parts[0].equals("tcp") && last.equals("address")) {
        targets.addAll(Targets.ofHostAndPort(setting.value(), "tcp", Role.UPSTREAM));
      }
    }
    boolean middleware =
        parts.length == 5 && parts[0].equals("http") && parts[1].equals("middlewares");
    if (middleware
        && named.contains(parts[2])
        && parts[3].equals("forwardauth")
        && parts[4].equals("address")) {
      targets.addAll(Targets.ofUrl(setting.value(), Role.UPSTREAM));
    }
  }
}
