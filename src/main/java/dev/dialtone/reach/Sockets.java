package dev.dialtone.reach;

import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Container;
import dev.dialtone.model.Container.ImageOrigin;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Mount;
import dev.dialtone.model.Platform;
import dev.dialtone.model.Premises;
import dev.dialtone.model.Project;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceKind;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.SocketDial;
import dev.dialtone.model.SocketFault;
import dev.dialtone.model.Verdict;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Decides whether the unix sockets that processes connect to are in their file systems: a socket is
 * shared through a volume, never through a network.
 */
final class Sockets {
  /** Where MySQL's servers put their socket, and its clients look for it. */
  private static final List<FilePath> MYSQL_FOLDERS =
      List.of(
          new FilePath("/run/mysqld"),
          new FilePath("/var/run/mysqld"),
          new FilePath("/var/lib/mysql"));

  private final Project project;

  Sockets(Project project) {
    this.project = project;
  }

  List<SocketFault> faults(List<Connection> connections) {
    List<SocketFault> faults = new ArrayList<>();
    for (Connection connection : connections) {
      if (connection.verdict() instanceof Verdict.Connects connects) {
        faults.addAll(implied(connection.dial(), connects.server()));
      }
    }
    if (!project.composition().fragment()) {
      for (SocketDial dial : project.hints().sockets()) {
        faults.addAll(fault(dial));
      }
    }
    return faults;
  }

  // MySQL's clients and localhost.

  private List<SocketFault> implied(Dial dial, ServiceName server) {
    Container client = project.containers().get(dial.from());
    boolean busy = project.composition().premises().machine() == Premises.Machine.BUSY;
    return client == null
            || server.equals(dial.from())
            || busy
            || !takesForSocket(dial, client)
            || tellsOfSocket(client)
        ? List.of()
        : List.of(new SocketFault.Implied(dial, server, dial.confidence()));
  }

  /**
   * Whether the client takes {@code localhost} for a socket, whatever the port: MySQL's C library,
   * which is beneath Ruby's mysql2 and Python's mysqlclient, and PHP do. Other drivers open the
   * port.
   */
  private static boolean takesForSocket(Dial dial, Container client) {
    String scheme = dial.scheme().toLowerCase(Locale.ROOT);
    if (client.platform() == Platform.PHP) {
      boolean mysql = scheme.equals("mysql") || scheme.equals("mariadb");
      return mysql
          && dial.host().chars().equalsIgnoreCase("localhost")
          && !isInScript(dial, client);
    }
    // Node has a driver called mysql2, too, which opens the port.
    boolean library = scheme.equals("mysql2") || scheme.equals("mysql+mysqldb");
    return library && client.platform() != Platform.NODE && dial.host().is("localhost");
  }

  /** A command in a script is another client, with options of its own. */
  private static boolean isInScript(Dial dial, Container client) {
    return client.service().tasks().stream()
        .flatMap(task -> task.script().stream())
        .anyMatch(script -> script.span().contains(dial.host().span()));
  }

  /** Whether the client is told of a socket, or has a folder where one may be from elsewhere. */
  private static boolean tellsOfSocket(Container client) {
    boolean told =
        client.environment().stream()
            .map(variable -> variable.name().chars().toUpperCase(Locale.ROOT))
            .anyMatch(name -> name.contains("SOCK") || name.equals("MYSQL_UNIX_PORT"));
    return told
        || client.service().mounts().stream()
            .map(mount -> new FilePath(mount.target().chars()))
            .anyMatch(
                target ->
                    MYSQL_FOLDERS.stream()
                        .anyMatch(folder -> folder.isIn(target) || target.isIn(folder)));
  }

  // Sockets that are written.

  private List<SocketFault> fault(SocketDial dial) {
    Container client = project.containers().get(dial.from());
    if (client == null || client.service().mounts().stream().anyMatch(m -> !m.target().isKnown())) {
      return List.of();
    }
    List<Confidence> alone = aloneWithout(dial, client);
    if (alone.isEmpty()) {
      return List.of();
    }
    FilePath path = new FilePath(dial.path().chars());
    List<Mount> mount = mountAt(client.service(), path);
    List<Service> sharing = new ArrayList<>();
    for (Mount own : mount) {
      if (!(own.source() instanceof Mount.Source.NamedVolume volume)
          || volume.external()
          || volume.name().isEmpty()
          || !volume.name().isKnown()) {
        return List.of();
      }
      for (Service other : project.composition().services().values()) {
        boolean mounts = other.mounts().stream().anyMatch(m -> isSameVolume(m, own));
        if (mounts && !other.name().equals(dial.from())) {
          sharing.add(other);
        }
      }
    }
    Confidence confidence = alone.get(0).and(dial.confidence());
    return sharing.isEmpty()
        ? List.of(new SocketFault.Unshared(dial, mount, meant(dial), confidence))
        : elsewhere(dial, path, mount.get(0), sharing, confidence);
  }

  /** How sure it is that no server in the client's own container opens the socket; else empty. */
  private List<Confidence> aloneWithout(SocketDial dial, Container client) {
    if (meant(dial).isEmpty()) {
      return List.of();
    }
    if (isBacking(dial.kind())) {
      boolean other = client.kind() != dial.kind() && client.origin() == ImageOrigin.BUILT_HERE;
      return other ? List.of(Confidence.CERTAIN) : List.of();
    }
    // A proxy: nothing but itself runs in it if its image is started as it was made.
    Service service = client.service();
    boolean asMade =
        client.origin() == ImageOrigin.CATALOGUED
            && client.kind() == ServiceKind.PROXY
            && service.entrypoint().isEmpty()
            && service.command().isEmpty()
            // Some images of proxies bring other programs: all of their ports are not known.
            && client.listeners().closed();
    boolean onlyProxy = !client.lasts().isEmpty() && client.platform() == Platform.NGINX;
    if (asMade) {
      return List.of(Confidence.CERTAIN);
    }
    return onlyProxy ? List.of(Confidence.PROBABLE) : List.of();
  }

  private static boolean isBacking(ServiceKind kind) {
    return kind == ServiceKind.SQL || kind == ServiceKind.CACHE;
  }

  /** Services that may open the socket: for a proxy those whose command, or kind, says so. */
  private List<ServiceName> meant(SocketDial dial) {
    List<ServiceName> meant = new ArrayList<>();
    for (Container container : project.containers().values()) {
      ServiceName name = container.service().name();
      boolean serves =
          isBacking(dial.kind())
              ? container.kind() == dial.kind()
              : !socketsOf(container.service()).isEmpty() || isPool(dial, container);
      if (serves && !name.equals(dial.from())) {
        meant.add(name);
      }
    }
    return meant;
  }

  private static boolean isPool(SocketDial dial, Container container) {
    return dial.scheme().equals("fastcgi") && container.platform() == Platform.PHP;
  }

  private static List<SocketFault> elsewhere(
      SocketDial dial, FilePath path, Mount own, List<Service> sharing, Confidence confidence) {
    if (sharing.size() != 1) {
      return List.of();
    }
    Service server = sharing.get(0);
    List<Text> opened = socketsOf(server);
    if (opened.size() != 1) {
      return List.of();
    }
    FilePath target = new FilePath(own.target().chars());
    FilePath within = path.from(target);
    FilePath socket = new FilePath(opened.get(0).chars());
    boolean same =
        server.mounts().stream()
            .filter(mount -> isSameVolume(mount, own))
            .map(mount -> new FilePath(mount.target().chars()))
            .anyMatch(there -> socket.isIn(there) && socket.from(there).equals(within));
    return same
        ? List.of()
        : List.of(
            new SocketFault.Elsewhere(
                dial, server.name(), opened.get(0), confidence.and(Confidence.PROBABLE)));
  }

  /** The sockets that the words of a service's command name. */
  private static List<Text> socketsOf(Service service) {
    List<Text> sockets = new ArrayList<>();
    List<CommandLine> lines = new ArrayList<>(service.entrypoint());
    lines.addAll(service.command());
    for (CommandLine line : lines) {
      for (Text word : words(line)) {
        Text value = word.slice(word.chars().lastIndexOf('=') + 1);
        int prefix = value.chars().startsWith("unix:") ? "unix:".length() : 0;
        int slashes = value.chars().startsWith("unix:///") ? "unix://".length() : prefix;
        Text path = value.slice(slashes);
        boolean socket =
            prefix > 0 || path.chars().endsWith(".sock") || path.chars().endsWith(".socket");
        if (socket && path.isKnown() && path.chars().startsWith("/")) {
          sockets.add(path);
        }
      }
    }
    return sockets;
  }

  private static List<Text> words(CommandLine line) {
    if (line instanceof CommandLine.Shell shell) {
      return shell.line().split(c -> Character.isWhitespace(c) || c == '"' || c == '\'');
    }
    List<Text> words = new ArrayList<>();
    for (Text word : ((CommandLine.Exec) line).words()) {
      words.addAll(word.split(c -> Character.isWhitespace(c) || c == '"' || c == '\''));
    }
    return words;
  }

  /** What is mounted at a path: the innermost entry, or none. */
  private static List<Mount> mountAt(Service service, FilePath path) {
    List<Mount> innermost = new ArrayList<>();
    for (Mount mount : service.mounts()) {
      FilePath target = new FilePath(mount.target().chars());
      if (path.isIn(target)
          && innermost.stream()
              .allMatch(other -> target.isIn(new FilePath(other.target().chars())))) {
        innermost.clear();
        innermost.add(mount);
      }
    }
    return innermost;
  }

  private static boolean isSameVolume(Mount one, Mount other) {
    return one.source() instanceof Mount.Source.NamedVolume first
        && other.source() instanceof Mount.Source.NamedVolume second
        && first.name().equals(second.name());
  }
}
