package dev.dialtone.link;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ServerCommand;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Listener.Origin;
import dev.dialtone.model.Port;
import dev.dialtone.model.PortRange;
import dev.dialtone.model.Service;
import dev.dialtone.model.Value;
import dev.dialtone.model.facts.Settings;
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
    boolean told = socket.origin() == Origin.COMMAND && socket.subject().isEmpty();
    return told ? socket : with(socket, BindScope.UNKNOWN, socket.scopeAt(), "");
  }

  private List<Listener> apply(List<Settings> files, Text at, List<Listener> sockets) {
    if (files.isEmpty()) {
      return sockets.stream().map(PostgresServer::unclear).toList();
    }
    List<Setting> settings = files.get(0).all();
    List<Listener> applied = new ArrayList<>();
    for (Listener socket : sockets) {
      Listener moved = socket;
      boolean defaultPort = socket.origin() == Origin.IMAGE || socket.origin() == Origin.PROGRAM;
      for (Setting port : last(settings, "port")) {
        if (defaultPort && Port.parse(port.value()) instanceof Value.Known<Port> known) {
          moved = withPort(moved, known.value(), port.value());
        }
      }
      boolean boundByCommand = socket.origin() == Origin.COMMAND && !socket.remedy().isEmpty();
      if (!boundByCommand) {
        moved = bound(moved, last(settings, "listen_addresses"), settings, at);
      }
      applied.add(moved);
    }
    return applied;
  }

  /** Without {@code listen_addresses} a configuration file of one's own means localhost. */
  private static Listener bound(
      Listener socket, List<Setting> addresses, List<Setting> settings, Text at) {
    if (!addresses.isEmpty()) {
      Text value = addresses.get(0).value();
      return with(socket, scope(value), value, "listen_addresses = '*'");
    }
    boolean includes = settings.stream().anyMatch(s -> s.name().startsWith("include"));
    if (includes || settings.isEmpty()) {
      return with(socket, BindScope.UNKNOWN, at, "");
    }
    Listener loopback = with(socket, BindScope.LOOPBACK, at, "listen_addresses = '*'");
    return new Listener(
        loopback.ports(),
        loopback.at(),
        loopback.scope(),
        settings.get(0).at(),
        loopback.protocol(),
        Origin.PROGRAM,
        "postgres",
        loopback.remedy(),
        loopback.confidence());
  }

  private static List<Setting> last(List<Setting> settings, String name) {
    return settings.stream()
        .filter(setting -> setting.name().toLowerCase(Locale.ROOT).equals(name))
        .reduce((first, second) -> second)
        .stream()
        .toList();
  }

  /** Whether all of a list of addresses are loopback, or one of them is every address. */
  private static BindScope scope(Text addresses) {
    if (!addresses.isKnown()) {
      return BindScope.UNKNOWN;
    }
    boolean loopback = true;
    for (Text address : addresses.split(c -> c == ',')) {
      switch (address.strip().chars().toLowerCase(Locale.ROOT)) {
        case "*", "::" -> {
          return BindScope.ALL;
        }
        case "0.0.0.0" -> {
          return BindScope.ALL_IPV4;
        }
        case "localhost", "127.0.0.1", "::1" -> {
          // One more loopback address changes nothing.
        }
        default -> loopback = false;
      }
    }
    return loopback ? BindScope.LOOPBACK : BindScope.ADDRESS;
  }

  private static Listener withPort(Listener l, Port port, Text at) {
    return new Listener(
        PortRange.of(port),
        at,
        l.scope(),
        l.scopeAt(),
        l.protocol(),
        Origin.CONFIGURATION,
        l.subject(),
        l.remedy(),
        l.confidence());
  }

  private static Listener with(Listener l, BindScope scope, Text at, String remedy) {
    return new Listener(
        l.ports(),
        l.at(),
        scope,
        at,
        l.protocol(),
        l.origin(),
        l.subject(),
        remedy,
        l.confidence());
  }
}
