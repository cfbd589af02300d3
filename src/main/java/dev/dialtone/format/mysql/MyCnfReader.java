package dev.dialtone.format.mysql;

import dev.dialtone.format.Interfaces;
import dev.dialtone.format.mysql.OptionFiles.Option;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Port;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.Value;
import dev.dialtone.model.facts.Endpoints;
import dev.dialtone.model.facts.Endpoints.Bind;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads where a MySQL or MariaDB server listens from the groups of the option files that servers
 * read. Sockets of which the files say nothing are left to the image.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/8.4/en/server-options.html">MySQL, Server Command
 *     Options</a>
 */
public final class MyCnfReader {
  private static final int CLASSIC = 3306;
  private static final int X_PROTOCOL = 33_060;
  private static final int ADMIN = 33_062;

  private final OptionFiles files;
  private final boolean strict;
  private final List<Option> options = new ArrayList<>();
  private boolean complete = true;

  private MyCnfReader(OptionFiles files, boolean strict) {
    this.files = files;
    this.strict = strict;
  }

  /**
   * Where the server listens.
   *
   * @param files the files in the order in which they are read
   * @param container the files that its container is seen to have
   * @param strict whether it is MySQL 8.0.3 or later, which switches its network off where it
   *     checks no passwords
   */
  public static Reading<Endpoints> read(List<FilePath> files, Workspace container, boolean strict) {
    OptionFiles optionFiles = new OptionFiles(container);
    files.forEach(optionFiles::read);
    MyCnfReader reader = new MyCnfReader(optionFiles, strict);
    return reader.read();
  }

  private Reading<Endpoints> read() {
    boolean versioned = false;
    for (Option option : files.options()) {
      String group = option.group();
      if (isServers(group)) {
        options.add(option);
      } else if (isOneVersions(group)) {
        versioned |= isOfNetwork(option.name());
      }
    }
    // Which version runs, the image's tag tells at best.
    complete = !versioned && files.problems().isEmpty();
    List<Option> off = switchedOff();
    List<Bind> binds = off.isEmpty() ? binds(versioned) : List.of(off(off.get(0), versioned));
    return new Reading<>(
        new Endpoints(binds, List.of(), files.unseen(), complete), files.problems());
  }

  private static boolean isServers(String group) {
    return switch (group) {
      case "mysqld", "server", "mariadb", "mariadbd", "client-server", "galera" -> true;
      default -> false;
    };
  }

  private static boolean isOneVersions(String group) {
    return group.startsWith("mysqld-")
        || group.startsWith("mariadb-")
        || group.startsWith("mariadbd-");
  }

  private static boolean isOfNetwork(String name) {
    String plain = withoutPrefix(name);
    return isBindAddress(plain)
        || plain.equals("port")
        || plain.endsWith("skip-networking")
        || plain.startsWith("mysqlx")
        || plain.startsWith("admin-")
        || plain.equals("extra-port");
  }

  /** An option may be marked as one that a server need not know. */
  private static String withoutPrefix(String name) {
    return name.startsWith("loose-") ? name.substring("loose-".length()) : name;
  }

  /** Names may be cut short as long as they are unambiguous. */
  private static boolean isBindAddress(String name) {
    return name.length() >= "bind".length() && "bind-address".startsWith(name);
  }

  private Optional<Option> last(String name) {
    Optional<Option> found = Optional.empty();
    for (Option option : options) {
      String plain = withoutPrefix(option.name());
      boolean same = name.equals("bind-address") ? isBindAddress(plain) : plain.equals(name);
      if (same) {
        found = Optional.of(option);
      }
    }
    return found;
  }

  /** The option that switches the network off: one, or none. */
  private List<Option> switchedOff() {
    List<Option> off = List.of();
    List<Option> unchecked = List.of();
    boolean told = false;
    for (Option option : options) {
      String name = withoutPrefix(option.name());
      String value = option.value().chars().toLowerCase(Locale.ROOT);
      boolean no = value.equals("0") || value.equals("off") || value.equals("false");
      switch (name) {
        case "skip-networking", "enable-skip-networking" -> {
          off = no ? List.of() : List.of(option);
          told = true;
        }
        case "disable-skip-networking", "networking", "skip-skip-networking" -> {
          off = no ? List.of(option) : List.of();
          told = true;
        }
        case "skip-grant-tables" -> unchecked = no ? List.of() : List.of(option);
        default -> {
          // It says nothing of the network as a whole.
        }
      }
    }
    // Where the files speak of the network as well, versions differ in which of both counts.
    return off.isEmpty() && strict && !told ? unchecked : off;
  }

  private Bind off(Option option, boolean versioned) {
    Value<Port> port = port(last("port"), CLASSIC, option.at());
    BindScope scope = versioned ? BindScope.UNKNOWN : BindScope.OFF;
    return new Bind(port, scope, option.at(), true, Protocol.TCP, "");
  }

  private List<Bind> binds(boolean versioned) {
    List<Bind> binds = new ArrayList<>();
    Optional<Option> address = last("bind-address");
    Optional<Option> everywhere = last("skip-bind-address");
    BindScope unsaid = versioned ? BindScope.UNKNOWN : BindScope.ALL;
    Optional<Option> port = last("port");
    // The first socket is always that of the classic protocol.
    Optional<Option> any = port.or(() -> address).or(this::ofFurtherSockets);
    if (any.isPresent()) {
      Text place = any.get().at();
      Value<Port> number = port(port, CLASSIC, place);
      Bind classic = new Bind(number, unsaid, place, false, Protocol.TCP, "bind-address = 0.0.0.0");
      binds.add(
          everywhere.isPresent()
              ? new Bind(number, BindScope.UNKNOWN, place, false, Protocol.TCP, classic.remedy())
              : address.map(option -> bound(classic, option, versioned)).orElse(classic));
    }
    last("extra-port")
        .filter(option -> !option.value().is("0"))
        .ifPresent(
            option -> {
              Bind extra =
                  // The command line may say the address of both sockets.
                  new Bind(
                      Port.parse(option.value()),
                      BindScope.UNKNOWN,
                      option.at(),
                      false,
                      Protocol.TCP,
                      "bind-address = 0.0.0.0");
              binds.add(address.map(told -> bound(extra, told, versioned)).orElse(extra));
            });
    add(binds, "mysqlx-port", "mysqlx-bind-address", X_PROTOCOL, unsaid);
    if (last("admin-address").isPresent()) {
      add(binds, "admin-port", "admin-address", ADMIN, unsaid);
    }
    return binds;
  }

  /** An option that speaks of another socket than that of the classic protocol. */
  private Optional<Option> ofFurtherSockets() {
    return last("extra-port")
        .or(() -> last("mysqlx-port"))
        .or(() -> last("mysqlx-bind-address"))
        .or(() -> last("admin-address"));
  }

  /** A further socket, if anything is said of it. */
  private void add(
      List<Bind> binds, String portName, String addressName, int usual, BindScope unsaid) {
    Optional<Option> port = last(portName);
    Optional<Option> address = last(addressName);
    if (port.isEmpty() && address.isEmpty()) {
      return;
    }
    Text place = port.or(() -> address).map(Option::at).orElseThrow();
    Bind bind =
        new Bind(
            port(port, usual, place),
            unsaid,
            place,
            false,
            Protocol.TCP,
            addressName + " = 0.0.0.0");
    binds.add(address.map(option -> bound(bind, option, false)).orElse(bind));
  }

  /** The port that an option gives; without one, or for 0, the usual one. */
  private static Value<Port> port(Optional<Option> option, int usual, Text place) {
    Value<Port> fallback = new Value.Known<>(new Port(usual), place);
    return option
        .filter(given -> !given.value().is("0"))
        .map(given -> Port.parse(given.value()))
        .orElse(fallback);
  }

  private static Bind bound(Bind bind, Option option, boolean versioned) {
    Text value = option.value();
    List<BindScope> scopes = new ArrayList<>();
    for (Text part : value.split(c -> c == ',')) {
      // Behind a slash stands a network namespace.
      int slash = part.chars().indexOf('/');
      Text address = (slash < 0 ? part : part.slice(0, slash)).strip();
      // MySQL takes `::` for both protocols, MariaDB for IPv6 only.
      boolean unclear = address.isEmpty() || address.is("::");
      scopes.add(unclear ? BindScope.UNKNOWN : Interfaces.scope(address));
    }
    BindScope scope = versioned ? BindScope.UNKNOWN : BindScope.together(scopes);
    return new Bind(
        bind.port(),
        scope,
        value.isEmpty() ? option.at() : value,
        true,
        bind.protocol(),
        bind.remedy());
  }
}
