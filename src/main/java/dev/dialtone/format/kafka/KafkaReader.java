package dev.dialtone.format.kafka;

import dev.dialtone.format.FilledIn;
import dev.dialtone.format.Interfaces;
import dev.dialtone.format.Targets;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Port;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.Value;
import dev.dialtone.model.facts.Endpoints;
import dev.dialtone.model.facts.Endpoints.Advertised;
import dev.dialtone.model.facts.Endpoints.Bind;
import dev.dialtone.model.facts.Endpoints.Role;
import dev.dialtone.model.facts.Endpoints.Target;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.address.NamedListener;
import dev.dialtone.syntax.interpolation.Variables;
import dev.dialtone.syntax.properties.PropertiesReader;
import dev.dialtone.syntax.properties.PropertyLines;
import dev.dialtone.syntax.properties.PropertyLines.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads Kafka's {@code server.properties}; of several lines with one key the last one counts.
 *
 * @see <a href="https://kafka.apache.org/documentation/#brokerconfigs">Kafka, broker
 *     configurations</a>
 */
public final class KafkaReader {
  private static final String SUBJECT = "Kafka";
  private static final String LISTENERS = "listeners";
  private static final String ADVERTISED = "advertised.listeners";
  private static final int DEFAULT_PORT = 9092;
  private static final String DEFAULT_LISTENER = "PLAINTEXT";

  /** Settings without which no server runs: where variables tell them, they tell them all. */
  private static final List<String> NEEDED =
      List.of("process.roles", "node.id", "broker.id", "zookeeper.connect", LISTENERS, ADVERTISED);

  /** Variables of Kafka's scripts with which a JVM may open further ports: JMX, agents. */
  private static final List<String> OF_THE_JVM =
      List.of("JMX_PORT", "KAFKA_JMX_PORT", "KAFKA_JMX_OPTS", "KAFKA_OPTS");

  private final Variables environment;
  private final VariableUse variables;
  private final Map<String, Text> settings = new LinkedHashMap<>();

  private KafkaReader(Variables environment, VariableUse variables) {
    this.environment = environment;
    this.variables = variables;
  }

  /** What an image does with its variables {@code KAFKA_*} where there is such a file. */
  public enum VariableUse {
    /** The file alone is read. */
    NONE,
    /** They are appended to it, so that they win. */
    APPENDED,
    /** The file counts only where there are none. */
    INSTEAD
  }

  /**
   * Where the server listens, what it tells its clients, and whom it dials. What variables decide
   * is left to them: an image's variables are known of the image.
   *
   * @param files the file; of several the last one counts
   * @param container the files that its container is seen to have
   */
  public static Reading<Endpoints> read(
      List<FilePath> files, Workspace container, Variables environment, VariableUse variables) {
    KafkaReader reader = new KafkaReader(environment, variables);
    if (variables == VariableUse.INSTEAD && !NEEDED.stream().allMatch(reader::isUntold)) {
      return new Reading<>(new Endpoints(List.of(), List.of(), List.of(), true), List.of());
    }
    boolean sound = true;
    for (FilePath file : files) {
      if (container.read(file) instanceof Workspace.Content.Readable readable) {
        PropertyLines lines = PropertiesReader.read(readable.file());
        sound &= lines.problems().isEmpty();
        reader.settings.clear();
        for (Entry entry : lines.entries()) {
          reader.settings.put(entry.key().chars(), FilledIn.holes(entry.value()).strip());
        }
      }
    }
    return new Reading<>(reader.endpoints(sound), List.of());
  }

  private Endpoints endpoints(boolean sound) {
    List<NamedListener> listeners = value(LISTENERS).map(NamedListener::list).orElse(List.of());
    List<Bind> binds = new ArrayList<>();
    boolean complete = sound && OF_THE_JVM.stream().allMatch(this::isUnset);
    if (!isTold(ADVERTISED) && !isTold(LISTENERS)) {
      listeners.forEach(listener -> binds.addAll(bind(listener)));
      complete &= binds.size() == listeners.size() && !settings.containsKey("metric.reporters");
      if (listeners.isEmpty()) {
        binds.addAll(byDefault());
        complete &= !binds.isEmpty();
      }
    }
    List<Advertised> advertised = isTold(ADVERTISED) ? List.of() : advertised(listeners, binds);
    return new Endpoints(binds, targets(), List.of(), complete, advertised);
  }

  /** The socket of a listener; the server does not start with one that is not written in full. */
  private List<Bind> bind(NamedListener listener) {
    if (listener.name().isEmpty() || listener.port().isEmpty()) {
      return List.of();
    }
    String remedy = listener.name() + "://:" + listener.port().chars();
    boolean told = !listener.host().isEmpty();
    // Where nothing else is advertised the host cannot become 0.0.0.0: clients are told it.
    Text host = settings.containsKey(ADVERTISED) ? listener.host() : listener.address();
    return List.of(
        new Bind(
            Port.parse(listener.port()),
            scope(listener.host()),
            told ? host : listener.port(),
            told,
            Protocol.TCP,
            listener.port().isKnown() ? remedy : ""));
  }

  /** To Java the wildcard of IPv4 is that of IPv6 too. */
  private static BindScope scope(Text host) {
    BindScope scope = Interfaces.scope(host);
    return scope == BindScope.ALL_IPV4 ? BindScope.ALL : scope;
  }

  /** The one listener of a file without any; releases before 3.0 knew other settings for it. */
  private List<Bind> byDefault() {
    boolean old = settings.containsKey("port") || settings.containsKey("host.name");
    return settings.values().stream()
        .limit(old ? 0 : 1)
        .map(
            place ->
                new Bind(
                    new Value.Known<>(new Port(DEFAULT_PORT), place),
                    BindScope.ALL,
                    place,
                    false,
                    Protocol.TCP,
                    LISTENERS + "=" + DEFAULT_LISTENER + "://:" + DEFAULT_PORT))
        .toList();
  }

  /**
   * What brokers tell their clients: what is advertised, else the listeners themselves. A listener
   * without a host is the server's own name.
   */
  private List<Advertised> advertised(List<NamedListener> written, List<Bind> binds) {
    List<NamedListener> listeners = isTold(LISTENERS) ? told() : written;
    List<NamedListener> given = value(ADVERTISED).map(NamedListener::list).orElse(listeners);
    if (given.isEmpty()) {
      return binds.stream().map(KafkaReader::ownName).toList();
    }
    List<String> controllers =
        value("controller.listener.names").stream()
            .flatMap(names -> names.split(c -> c == ',').stream())
            .map(name -> name.strip().chars())
            .toList();
    List<Advertised> advertised = new ArrayList<>();
    for (NamedListener each : given) {
      List<Port> ports =
          listeners.stream()
              .filter(listener -> listener.name().equals(each.name()))
              .flatMap(listener -> Port.parse(listener.port()).known().stream())
              .toList();
      if (!ports.isEmpty() && !controllers.contains(each.name())) {
        advertised.add(
            new Advertised(SUBJECT, each.name(), each.host(), each.port(), each.address(), ports));
      }
    }
    return advertised;
  }

  /** The listeners that a variable tells; none if it is not known which. */
  private List<NamedListener> told() {
    return environment.lookup(variable(LISTENERS)) instanceof Variables.Answer.Set set
        ? NamedListener.list(set.value())
        : List.of();
  }

  private static Advertised ownName(Bind bind) {
    Text none = bind.scopeAt().slice(0, 0);
    List<Port> ports = bind.port().known();
    return new Advertised(SUBJECT, DEFAULT_LISTENER, none, none, none, ports);
  }

  private List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    for (Text voter : list("controller.quorum.voters")) {
      int id = voter.chars().indexOf('@');
      targets.addAll(Targets.ofHostAndPort(voter.slice(id + 1), "kafka", Role.PEER));
    }
    for (Text server : list("controller.quorum.bootstrap.servers")) {
      targets.addAll(Targets.ofHostAndPort(server, "kafka", Role.PEER));
    }
    boolean quorum = settings.containsKey("process.roles") || isTold("process.roles");
    if (!quorum) {
      for (Text server : list("zookeeper.connect")) {
        int root = server.chars().indexOf('/');
        Text address = root < 0 ? server : server.slice(0, root);
        targets.addAll(Targets.ofHostAndPort(address, "zookeeper", Role.BACKEND));
      }
    }
    return targets;
  }

  /** The parts of a setting; none where a variable decides. */
  private List<Text> list(String name) {
    return value(name).filter(value -> !isTold(name)).stream()
        .flatMap(value -> value.split(c -> c == ',').stream())
        .map(Text::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private Optional<Text> value(String name) {
    return Optional.ofNullable(settings.get(name));
  }

  /** Whether a variable decides a setting beside the file, or may. */
  private boolean isTold(String setting) {
    return variables == VariableUse.APPENDED && !isUntold(setting);
  }

  private boolean isUntold(String setting) {
    return isUnset(variable(setting));
  }

  private boolean isUnset(String variable) {
    return environment.lookup(variable) instanceof Variables.Answer.Unset;
  }

  private static String variable(String setting) {
    return "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
  }
}
