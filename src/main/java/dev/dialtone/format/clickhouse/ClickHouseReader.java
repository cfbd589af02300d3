package dev.dialtone.format.clickhouse;

import dev.dialtone.format.Interfaces;
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
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.interpolation.Variables;
import dev.dialtone.syntax.xml.XmlReader;
import dev.dialtone.syntax.yaml.YamlReader;
import dev.dialtone.syntax.yaml.YamlStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads ClickHouse's configuration: the main file, or the one that the image ships, and the
 * drop-ins beside it in the order of their paths.
 *
 * @see <a
 *     href="https://clickhouse.com/docs/operations/server-configuration-parameters/settings">ClickHouse,
 *     Server settings</a>, and programs/server/config.xml
 */
public final class ClickHouseReader {
  private static final String FOLDER = "/etc/clickhouse-server";
  private static final String MAIN = FOLDER + "/config.xml";
  private static final List<String> DROP_INS = List.of(FOLDER + "/conf.d", FOLDER + "/config.d");

  /** The drop-in with which the image opens the server to other containers. */
  private static final String OF_THE_IMAGE = FOLDER + "/config.d/docker_related_config.xml";

  private static final String REMEDY = "<listen_host>::</listen_host>";

  /** Sockets by the elements that tell their ports. */
  private static final List<Socket> SOCKETS =
      List.of(
          new Socket(8123, true, "http_port"),
          new Socket(9000, true, "tcp_port"),
          new Socket(9004, true, "mysql_port"),
          new Socket(9005, true, "postgresql_port"),
          new Socket(9009, true, "interserver_http_port"),
          new Socket(8443, false, "https_port"),
          new Socket(9440, false, "tcp_port_secure"),
          new Socket(9010, false, "interserver_https_port"),
          new Socket(9100, false, "grpc_port"),
          new Socket(9363, false, "prometheus", "port"));

  private final Workspace container;
  private final Variables environment;
  private boolean complete = true;

  private ClickHouseReader(Workspace container, Variables environment) {
    this.container = container;
    this.environment = environment;
  }

  /** A socket, its usual port, and whether the shipped configuration opens it. */
  private record Socket(int usual, boolean shipped, List<String> path) {
    Socket(int usual, boolean shipped, String... path) {
      this(usual, shipped, List.of(path));
    }
  }

  /**
   * Where the server listens and whom it dials.
   *
   * @param files the files of the project that the server reads
   * @param container the files that its container is seen to have
   */
  public static Reading<Endpoints> read(
      List<FilePath> files, Workspace container, Variables environment) {
    ClickHouseReader reader = new ClickHouseReader(container, environment);
    return new Reading<>(reader.endpoints(files), List.of());
  }

  private Endpoints endpoints(List<FilePath> files) {
    complete = environment.lookup("CLICKHOUSE_CONFIG") instanceof Variables.Answer.Unset;
    Set<FilePath> paths = new TreeSet<>(files);
    for (String folder : DROP_INS) {
      for (String name : container.list(new FilePath(folder))) {
        if (isConfiguration(name)) {
          paths.add(new FilePath(folder).resolve(name));
        }
      }
    }
    boolean ownMain = paths.remove(new FilePath(MAIN));
    Optional<Text> place =
        (ownMain ? List.of(new FilePath(MAIN)) : paths)
            .stream().flatMap(path -> root(path).stream()).map(ConfigNode::name).findFirst();
    if (place.isEmpty()) {
      return new Endpoints(List.of(), List.of(), List.of(), false);
    }
    Optional<ConfigNode> main = ownMain ? root(new FilePath(MAIN)) : Optional.empty();
    ConfigNode merged = main.orElseGet(() -> shipped(place.get()));
    boolean hidden =
        container.kind(new FilePath(FOLDER)) == Workspace.Kind.FOLDER
            || container.kind(new FilePath(DROP_INS.get(1))) == Workspace.Kind.FOLDER;
    if (!hidden) {
      paths.add(new FilePath(OF_THE_IMAGE));
    }
    List<ConfigNode> removed = new ArrayList<>();
    for (FilePath path : paths) {
      boolean shipped = path.value().equals(OF_THE_IMAGE) && !container.isFile(path);
      Optional<ConfigNode> with = shipped ? Optional.of(opening(place.get())) : root(path);
      with.ifPresent(root -> merged.merge(root, removed));
    }
    complete &= merged.at("include").isEmpty();
    return new Endpoints(
        binds(merged, removed, hidden, place.get()), targets(merged), List.of(), complete);
  }

  private static boolean isConfiguration(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && List.of(".xml", ".conf", ".yaml", ".yml").stream().anyMatch(lower::endsWith);
  }

  /** The outermost element of a file that is seen and understood. */
  private Optional<ConfigNode> root(FilePath path) {
    if (!(container.read(path) instanceof Workspace.Content.Readable readable)) {
      return Optional.empty();
    }
    SourceFile file = readable.file();
    String name = path.name().toLowerCase(Locale.ROOT);
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      YamlStream stream = YamlReader.read(file);
      complete &= stream.problems().isEmpty();
      Text start = Text.of(file.span(0, 0));
      return stream.documents().stream().findFirst().map(root -> ConfigNode.of(root, start));
    }
    XmlReader.Document document = XmlReader.read(file);
    complete &= document.sound();
    return document.sound()
        ? document.roots().stream().findFirst().map(ConfigNode::of)
        : Optional.empty();
  }

  /** The configuration that the image ships, as far as it concerns sockets. */
  private static ConfigNode shipped(Text place) {
    ConfigNode root = ConfigNode.shipped("clickhouse", "", place);
    for (Socket socket : SOCKETS) {
      if (socket.shipped()) {
        root.add(ConfigNode.shipped(socket.path().get(0), String.valueOf(socket.usual()), place));
      }
    }
    return root;
  }

  private static ConfigNode opening(Text place) {
    ConfigNode root = ConfigNode.shipped("clickhouse", "", place);
    root.add(ConfigNode.shipped("listen_host", "::", place));
    root.add(ConfigNode.shipped("listen_host", "0.0.0.0", place));
    return root;
  }

  private List<Bind> binds(ConfigNode root, List<ConfigNode> removed, boolean hidden, Text place) {
    List<ConfigNode> hosts = root.at("listen_host");
    Optional<Text> told = hosts.stream().filter(ConfigNode::isOwn).map(this::value).findFirst();
    BindScope scope =
        hosts.isEmpty()
            ? BindScope.LOOPBACK
            : BindScope.together(hosts.stream().map(this::value).map(Interfaces::scope).toList());
    // The server's own default is written nowhere: it comes about where the image's is hidden.
    Text at =
        told.orElseGet(() -> hosts.isEmpty() ? Text.of("::1 and 127.0.0.1", place.span()) : place);
    boolean opened = told.isPresent() || hidden || hosts.isEmpty();
    List<Bind> binds = new ArrayList<>();
    for (Socket socket : SOCKETS) {
      for (ConfigNode port :
          root.at(socket.path().toArray(String[]::new)).stream().limit(1).toList()) {
        if (port.isOwn() || opened) {
          Value<Port> number =
              port.isOwn()
                  ? Port.parse(value(port))
                  : new Value.Known<>(new Port(socket.usual()), at);
          binds.add(
              new Bind(number, scope, opened ? at : value(port), opened, Protocol.TCP, REMEDY)
                  .inPlaceOf(socket.usual()));
        }
      }
      for (ConfigNode gone : removed) {
        if (gone.name().is(socket.path().get(0)) && socket.path().size() == 1) {
          Value<Port> usual = new Value.Known<>(new Port(socket.usual()), gone.name());
          binds.add(
              new Bind(usual, BindScope.OFF, gone.name(), true, Protocol.TCP, "")
                  .inPlaceOf(socket.usual()));
        }
      }
    }
    return binds;
  }

  /** The other servers of its clusters, and the keepers that it agrees with them through. */
  private List<Target> targets(ConfigNode root) {
    List<Target> targets = new ArrayList<>();
    for (ConfigNode node : root.at("zookeeper", "node")) {
      add(node, "zookeeper", Role.BACKEND, targets);
    }
    for (ConfigNode clusters : root.at("remote_servers")) {
      for (ConfigNode cluster : clusters.all()) {
        cluster.at("shard", "replica").forEach(r -> add(r, "clickhouse", Role.PEER, targets));
      }
    }
    return targets;
  }

  private void add(ConfigNode node, String scheme, Role role, List<Target> targets) {
    for (ConfigNode host : node.at("host")) {
      Text none = value(host).slice(value(host).length());
      Text port = node.at("port").stream().findFirst().map(this::value).orElse(none);
      Targets.ofHostAndPort(value(host), scheme, role).stream()
          .map(target -> new Target(target.host(), port, scheme, target.whole(), role))
          .forEach(targets::add);
    }
  }

  /** What an element comes to, a variable that it names replaced. */
  private Text value(ConfigNode node) {
    Optional<Text> variable = node.attribute("from_env");
    boolean elsewhere = node.attribute("incl").isPresent() || node.attribute("from_zk").isPresent();
    if (elsewhere || (variable.isPresent() && !node.text().isEmpty())) {
      return Text.unknown(node.name().span(), "it is included from elsewhere");
    }
    if (variable.isEmpty()) {
      return node.text();
    }
    return environment.lookup(variable.get().chars()) instanceof Variables.Answer.Set set
        ? set.value()
        : Text.unknown(node.name().span(), "a variable says it");
  }
}
