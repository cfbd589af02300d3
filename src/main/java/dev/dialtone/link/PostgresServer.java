package dev.dialtone.link;

import dev.dialtone.catalogue.Bind;
import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ServerCommand;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Listener.Origin;
import dev.dialtone.model.Port;
import dev.dialtone.model.PortRange;
import dev.dialtone.model.Service;
import dev.dialtone.model.facts.Settings;
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.postgres.ListenAddresses;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@code postgresql.conf} makes of a PostgreSQL server's sockets, if the server really reads
 * it: its command line names it, or it is mounted where the data directory has it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-connection.html">PostgreSQL,
 *     Connections and Authentication</a>
 */
final class PostgresServer {

  private final Catalogue catalogue;
  private final FactReader reader;
  private final FileShelf shelf;

  PostgresServer(Catalogue catalogue, FactReader reader, FileShelf shelf) {
    this.catalogue = catalogue;
    this.reader = reader;
    this.shelf = shelf;
  }

  /** The sockets with what the configuration file decides where the command line does not. */
  List<Listener> configured(
      Service service, Startup startup, List<ImageFacts> image, List<Listener> sockets) {
    List<Text> named = new ArrayList<>();
    boolean isPostgres =
        startup.launch().isEmpty() && image.stream().anyMatch(f -> f.server().equals("postgres"));
    for (Launch launch : startup.launch()) {
      for (Program program : launch.programs()) {
        if (catalogue.server(program.words()) instanceof ServerCommand.Listens listens
            && listens.server().name().equals("postgres")) {
          isPostgres = true;
          listens.settings().stream()
              .filter(setting -> setting.name().equals("config_file"))
              .forEach(setting -> named.addAll(setting.values()));
          named.addAll(listens.configFiles());
        }
      }
    }
    if (!isPostgres) {
      return sockets;
    }
    Text path = named.isEmpty() ? Text.of("", service.at().site()) : named.get(named.size() - 1);
    return path.isEmpty() ? ofDataDirectory(service, sockets) : ofFile(service, path, sockets);
  }

  /** Whether the configuration files that a command names are all seen, and say all there is. */
  boolean reads(Service service, ServerCommand.Listens listens) {
    return listens.server().name().equals("postgres")
        && listens.configFiles().stream()
            .allMatch(
                path ->
                    Mounted.into(service, shelf.workspace()).stream()
                        .filter(file -> path.is(file.target()))
                        .flatMap(file -> settings(file).stream())
                        .anyMatch(
                            settings ->
                                settings.all().stream()
                                    .noneMatch(s -> s.name().startsWith("include"))));
  }

  /** A file that is mounted into the data directory is the server's own, whatever its version. */
  private List<Listener> ofDataDirectory(Service service, List<Listener> sockets) {
    for (Mounted file : Mounted.into(service, shelf.workspace())) {
      String target = file.target();
      if (target.endsWith("/postgresql.conf") && target.startsWith("/var/lib/postgresql/")) {
        return apply(settings(file), file.at(), sockets);
      }
    }
    return sockets;
  }

  private List<Listener> ofFile(Service service, Text path, List<Listener> sockets) {
    for (Mounted file : Mounted.into(service, shelf.workspace())) {
      if (path.is(file.target())) {
        return apply(settings(file), file.at(), sockets);
      }
    }
    // The file is in the image or cannot be seen: what it says of addresses is not known.
    return sockets.stream().map(PostgresServer::unclear).toList();
  }

  private List<Settings> settings(Mounted file) {
    return shelf.read(file.path(), reader::postgres);
  }

  private static Listener unclear(Listener socket) {
    return socket.scopeTold() ? socket : socket.boundByDefault(BindScope.UNKNOWN, socket.scopeAt());
  }

  private List<Listener> apply(List<Settings> files, Text at, List<Listener> sockets) {
    if (files.isEmpty()) {
      return sockets.stream().map(PostgresServer::unclear).toList();
    }
    Settings settings = files.get(0);
    List<Listener> applied = new ArrayList<>();
    for (Listener socket : sockets) {
      Listener moved = socket;
      // PGPORT counts least.
      boolean defaultPort = socket.origin() != Origin.COMMAND;
      for (Setting port : settings.last("port")) {
        for (Port number : defaultPort ? number(port.value()) : List.<Port>of()) {
          moved = moved.movedTo(PortRange.of(number), port.value(), Origin.CONFIGURATION);
        }
      }
      boolean unclear = defaultPort && !isLastWord(settings, "port");
      Listener placed = unclear ? unclear(moved) : moved;
      applied.add(socket.scopeTold() || unclear ? placed : bound(placed, settings, at));
    }
    return applied;
  }

  /** A number as C writes it: {@code 5433}, {@code 0x1539}; one, or none. */
  private static List<Port> number(Text value) {
    try {
      int number = value.isKnown() ? Integer.decode(value.chars()) : 0;
      return number >= 1 && number <= 65_535 ? List.of(new Port(number)) : List.of();
    } catch (NumberFormatException e) {
      return List.of();
    }
  }

  /** Whether no file that is included behind a setting, and is not looked at, may change it. */
  private static boolean isLastWord(Settings settings, String name) {
    boolean last = settings.all().stream().noneMatch(s -> s.name().startsWith("include"));
    for (Setting setting : settings.all()) {
      last = setting.name().startsWith("include") ? false : last || setting.name().equals(name);
    }
    return last;
  }

  /** Without {@code listen_addresses} a configuration file of one's own means localhost. */
  private static Listener bound(Listener socket, Settings settings, Text at) {
    for (Setting addresses : settings.last("listen_addresses")) {
      if (!isLastWord(settings, "listen_addresses")) {
        break;
      }
      return socket
          .boundTo(
              scope(addresses.value()),
              addresses.value().isEmpty() ? addresses.at() : addresses.value())
          .mendedBy("listen_addresses = '*'");
    }
    boolean includes = settings.all().stream().anyMatch(s -> s.name().startsWith("include"));
    return includes || settings.all().isEmpty()
        ? socket.boundByDefault(BindScope.UNKNOWN, at)
        : socket
            .boundByDefault(BindScope.LOOPBACK, settings.all().get(0).at())
            .defaultOf("postgres")
            .mendedBy("listen_addresses = '*'");
  }

  /** From where a list of addresses can be reached. */
  private static BindScope scope(Text addresses) {
    if (!addresses.isKnown()) {
      return BindScope.UNKNOWN;
    }
    List<Text> names = ListenAddresses.parse(addresses).names();
    return names.isEmpty()
        ? BindScope.OFF
        : BindScope.together(names.stream().map(PostgresServer::scopeOf).toList());
  }

  private static BindScope scopeOf(Text name) {
    return switch (name.chars()) {
      case "*" -> BindScope.ALL;
      case "::" -> BindScope.ALL_IPV6;
      default -> Bind.Scope.of(name).inModel();
    };
  }
}
