package dev.dialtone.format.mosquitto;

import dev.dialtone.format.FilledIn;
import dev.dialtone.format.Interfaces;
import dev.dialtone.format.RefusedPort;
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
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code mosquitto.conf}. From version 2 on, a broker without a listener serves its own
 * machine only, and one with a listener serves nobody whom it is not told to let in.
 *
 * @see <a href="https://mosquitto.org/man/mosquitto-conf-5.html">mosquitto.conf(5)</a>
 * @see <a href="https://mosquitto.org/documentation/migrating-to-2-0/">Migrating from 1.x to
 *     2.0</a>
 */
public final class MosquittoReader {
  private static final int DEFAULT_PORT = 1883;
  private static final int MAX_DEPTH = 8;
  private static final String LISTENER = "listener 1883";

  private final Workspace container;
  private final boolean open;
  private final List<Socket> listeners = new ArrayList<>();
  private final Socket standard = new Socket();
  private final List<Target> targets = new ArrayList<>();
  private final List<Text> includes = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Text> first = new ArrayList<>();
  private final List<Boolean> everybody = new ArrayList<>();
  private Socket current = standard;
  private boolean perListener;
  private boolean authenticated;
  private boolean inBridge;

  private MosquittoReader(Workspace container, boolean open) {
    this.container = container;
    this.open = open;
  }

  /** A listener that is being read. */
  private static final class Socket {
    private final List<Text> port = new ArrayList<>();
    private final List<Text> address = new ArrayList<>();
    private final List<Text> domain = new ArrayList<>();
    private final List<Boolean> anonymous = new ArrayList<>();
    private boolean authenticated;
    private boolean told;
    private boolean onInterface;
    private boolean file;
  }

  /**
   * Where a broker listens and whom it dials.
   *
   * @param files the files in the order in which they are read
   * @param container the files that its container is seen to have
   * @param open whether it is of version 1, which listens everywhere and lets everybody in
   */
  public static Reading<Endpoints> read(List<FilePath> files, Workspace container, boolean open) {
    MosquittoReader reader = new MosquittoReader(container, open);
    List<SourceFile> seen = new ArrayList<>();
    for (FilePath file : files) {
      if (container.read(file) instanceof Workspace.Content.Readable readable) {
        seen.add(readable.file());
        reader.readFile(readable.file(), 0);
      }
    }
    List<Bind> binds = reader.binds(seen);
    boolean complete = reader.includes.isEmpty() && reader.problems.isEmpty();
    return new Reading<>(
        new Endpoints(binds, reader.targets, reader.includes, complete), reader.problems);
  }

  private void readFile(SourceFile file, int depth) {
    for (int number = 1; number <= file.lineCount(); number++) {
      Span line = file.lineSpan(number);
      if (!line.text().startsWith("#") && !line.text().isBlank()) {
        readLine(Text.of(line).strip(), depth);
      }
    }
  }

  private void readLine(Text line, int depth) {
    if (line.chars().startsWith("{%") || line.chars().startsWith("{{")) {
      problems.add(
          new Problem(line.span(), "this is a template, no configuration", Problem.Kind.TEMPLATE));
      return;
    }
    List<Text> words = new ArrayList<>();
    for (Text word : line.split(c -> c == ' ')) {
      if (!word.isEmpty()) {
        words.add(FilledIn.holes(word));
      }
    }
    Text name = words.get(0);
    first.add(name);
    if (words.size() < 2) {
      return;
    }
    Text value = words.get(1);
    switch (name.chars()) {
      case "include_dir" -> include(FilledIn.holes(line.slice(name.length()).strip()), depth);
      case "listener" -> {
        inBridge = false;
        current = new Socket();
        current.port.add(value);
        words.stream().skip(2).limit(1).forEach(current.address::add);
        current.file = value.is("0") && words.size() > 2;
        if (!current.file) {
          checkPort(value);
        }
        listeners.add(current);
      }
      case "port" -> {
        set(standard.port, value);
        checkPort(value);
      }
      case "bind_address" -> setOnce(standard.address, name, value);
      case "socket_domain" -> set(current.domain, value);
      case "bind_interface" -> {
        if (current.onInterface) {
          refuseTwice(name);
        }
        current.onInterface = true;
      }
      case "max_connections", "mount_point" -> current.told = true;
      case "protocol" -> current.told |= !value.is("mqtt");
      case "per_listener_settings" -> perListener = isTrue(value);
      case "allow_anonymous" -> set(perListener ? current.anonymous : everybody, isTrue(value));
      case "password_file", "psk_file", "plugin", "auth_plugin", "global_plugin" ->
          authenticate(true);
      case "use_identity_as_username", "use_subject_as_username", "require_certificate" ->
          authenticate(isTrue(value));
      case "connection" -> inBridge = true;
      case "address", "addresses" -> {
        if (inBridge) {
          words
              .subList(1, words.size())
              .forEach(w -> targets.addAll(Targets.ofHostAndPort(w, "mqtt", Role.BACKEND)));
        }
      }
      default -> {
        // It says nothing of connections.
      }
    }
  }

  private static <T> void set(List<T> setting, T value) {
    setting.clear();
    setting.add(value);
  }

  private void setOnce(List<Text> setting, Text name, Text value) {
    if (!setting.isEmpty()) {
      refuseTwice(name);
    }
    set(setting, value);
  }

  private void refuseTwice(Text name) {
    problems.add(
        Problem.rejected(
            name.span(), "Mosquitto does not start: `" + name + "` is said more than once"));
  }

  private void checkPort(Text port) {
    problems.addAll(RefusedPort.of("Mosquitto", Port.parse(port)));
  }

  private static boolean isTrue(Text value) {
    return !value.isKnown() || value.is("true") || value.is("1");
  }

  private void authenticate(boolean on) {
    if (on) {
      current.authenticated = true;
      authenticated = true;
    }
  }

  private void include(Text folder, int depth) {
    FilePath path = new FilePath(folder.chars());
    // Each file begins with the broker's own socket, whatever stood before its inclusion.
    Socket outer = current;
    for (String name : container.list(path)) {
      if (name.endsWith(".conf")
          && depth < MAX_DEPTH
          && container.read(path.resolve(name)) instanceof Workspace.Content.Readable readable) {
        current = standard;
        readFile(readable.file(), depth + 1);
      }
    }
    current = outer;
    if (!folder.isKnown() || container.kind(path) != Workspace.Kind.FOLDER) {
      includes.add(folder);
    }
  }

  private List<Bind> binds(List<SourceFile> files) {
    List<Bind> binds = new ArrayList<>();
    boolean standardTold =
        !standard.port.isEmpty()
            || !standard.address.isEmpty()
            || !standard.domain.isEmpty()
            || standard.onInterface
            || standard.told;
    if (standardTold) {
      Text place =
          standard.port.isEmpty()
              ? standard.address.isEmpty() ? first.get(0) : standard.address.get(0)
              : standard.port.get(0);
      binds.add(bind(standard, place, standard.port.isEmpty()));
    }
    for (Socket listener : listeners) {
      if (!listener.file) {
        binds.add(bind(listener, listener.port.get(0), false));
      }
    }
    if (binds.isEmpty() && listeners.isEmpty()) {
      files.stream().limit(1).forEach(file -> binds.add(unsaid(file)));
    }
    return binds;
  }

  /** The socket of a file that speaks of none. */
  private Bind unsaid(SourceFile file) {
    Text place = first.isEmpty() ? Text.of(file.lineSpan(1)) : first.get(0);
    BindScope local = open ? BindScope.ALL : BindScope.LOOPBACK;
    BindScope scope = includes.isEmpty() ? local : BindScope.UNKNOWN;
    return new Bind(port(place), scope, place, false, Protocol.TCP, LISTENER);
  }

  private static Value<Port> port(Text place) {
    return new Value.Known<>(new Port(DEFAULT_PORT), place);
  }

  private Bind bind(Socket socket, Text place, boolean standardPort) {
    Value<Port> port = standardPort ? port(place) : Port.parse(place);
    boolean told = !socket.address.isEmpty();
    BindScope scope = BindScope.ALL;
    if (socket.onInterface) {
      scope = BindScope.UNKNOWN;
    } else if (told) {
      Text address = socket.address.get(0);
      scope = address.is("::") ? BindScope.ALL_IPV6 : Interfaces.scope(address);
    }
    for (Text domain : socket.domain) {
      scope = within(domain, scope);
      socket.address.forEach(address -> checkProtocol(address, domain));
    }
    if (scope.isEverywhere() && !letsAnybodyIn(socket)) {
      return new Bind(
          port,
          includes.isEmpty() ? BindScope.GUARDED : BindScope.UNKNOWN,
          place,
          true,
          Protocol.TCP,
          "allow_anonymous true");
    }
    Text at = told ? socket.address.get(0) : place;
    return new Bind(port, scope, at, told, Protocol.TCP, LISTENER);
  }

  private void checkProtocol(Text address, Text domain) {
    boolean six = address.chars().indexOf(':') >= 0;
    boolean four = Interfaces.isIpv4(address);
    if ((six && domain.is("ipv4")) || (four && domain.is("ipv6"))) {
      problems.add(
          Problem.rejected(
              address.span(),
              "Mosquitto does not start: `socket_domain " + domain + "` has no such address"));
    }
  }

  /** The scope where one protocol only is taken. */
  private static BindScope within(Text domain, BindScope scope) {
    boolean four = domain.is("ipv4");
    if (!four && !domain.is("ipv6")) {
      return scope;
    }
    return switch (scope) {
      case ALL -> four ? BindScope.ALL_IPV4 : BindScope.ALL_IPV6;
      case LOOPBACK -> four ? BindScope.LOOPBACK_IPV4 : BindScope.LOOPBACK_IPV6;
      default -> scope;
    };
  }

  /** Whether there is anybody at all whom the broker does not send away. */
  private boolean letsAnybodyIn(Socket socket) {
    boolean credentials = perListener ? socket.authenticated : authenticated;
    List<Boolean> anonymous = perListener ? socket.anonymous : everybody;
    return open || credentials || anonymous.contains(true);
  }
}
