package dev.dialtone.format.opentelemetry;

import dev.dialtone.format.FilledIn;
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
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlReader;
import dev.dialtone.syntax.yaml.YamlStream;
import dev.dialtone.syntax.yaml.YamlTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the configuration of the OpenTelemetry Collector: only what a pipeline or the list of
 * extensions names is started.
 *
 * @see <a href="https://opentelemetry.io/docs/collector/configuration/">Collector,
 *     Configuration</a>
 * @see <a href="https://github.com/open-telemetry/opentelemetry-collector/issues/8510">#8510: since
 *     0.104 an endpoint that is not written is one on localhost</a>
 */
public final class CollectorReader {
  /** A server that a component starts: where below it the endpoint is, its usual port. */
  private record Server(List<String> path, int port, Protocol protocol) {
    static Server of(int port, String... path) {
      return new Server(List.of(path), port, Protocol.TCP);
    }
  }

  private static final Map<String, List<Server>> SERVERS =
      Map.of(
          "otlp",
          List.of(Server.of(4317, "protocols", "grpc"), Server.of(4318, "protocols", "http")),
          "jaeger",
          List.of(
              Server.of(14250, "protocols", "grpc"),
              Server.of(14268, "protocols", "thrift_http"),
              new Server(List.of("protocols", "thrift_compact"), 6831, Protocol.UDP),
              new Server(List.of("protocols", "thrift_binary"), 6832, Protocol.UDP)),
          "zipkin",
          List.of(Server.of(9411)),
          "opencensus",
          List.of(Server.of(55678)),
          "health_check",
          List.of(Server.of(13133)),
          "pprof",
          List.of(Server.of(1777)),
          "zpages",
          List.of(Server.of(55679)));

  /** Receivers that open no socket. */
  private static final Set<String> QUIET = Set.of("prometheus", "hostmetrics", "filelog");

  /** The exporters that dial what {@code endpoint} says, and what they speak. */
  private static final Map<String, String> CLIENTS =
      Map.of(
          "otlp", "grpc",
          "otlphttp", "http",
          "otlp_grpc", "grpc",
          "otlp_http", "http",
          "jaeger", "grpc",
          "zipkin", "http",
          "loki", "http",
          "prometheusremotewrite", "http");

  private final boolean open;
  private final List<Bind> binds = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();
  private boolean complete = true;

  private CollectorReader(boolean open) {
    this.open = open;
  }

  /**
   * Where the collector listens and whom it dials.
   *
   * @param open whether it is older than 0.104 and listens everywhere unless told otherwise
   */
  public static Reading<Endpoints> read(SourceFile file, boolean open) {
    YamlStream stream = YamlReader.read(file);
    CollectorReader reader = new CollectorReader(open);
    stream.documents().stream().limit(1).forEach(reader::readDocument);
    boolean complete = reader.complete && stream.problems().isEmpty();
    return new Reading<>(
        new Endpoints(reader.binds, reader.targets, List.of(), complete), stream.problems());
  }

  private void readDocument(YamlNode document) {
    List<Text> receivers = new ArrayList<>();
    List<Text> exporters = new ArrayList<>();
    for (YamlNode pipelines : YamlTree.at(document, "service", "pipelines")) {
      for (YamlNode.Entry pipeline : YamlTree.entries(pipelines).values()) {
        receivers.addAll(names(pipeline.value(), "receivers"));
        exporters.addAll(names(pipeline.value(), "exporters"));
      }
    }
    // Without a pipeline it does not start: the rest is in another file.
    complete &= !receivers.isEmpty();
    started(document, "receivers", receivers).forEach(this::addReceiver);
    for (YamlNode service : YamlTree.at(document, "service")) {
      started(document, "extensions", names(service, "extensions")).forEach(this::addServer);
      addOwnMetrics(service);
    }
    started(document, "exporters", exporters).forEach(this::addExporter);
  }

  private static List<Text> names(YamlNode node, String key) {
    List<Text> names = new ArrayList<>();
    YamlTree.itemsAt(node, key).forEach(item -> names.addAll(YamlTree.text(item)));
    return names;
  }

  /** The components that are defined and used. */
  private static List<YamlNode.Entry> started(YamlNode document, String kind, List<Text> used) {
    List<YamlNode.Entry> started = new ArrayList<>();
    for (YamlNode components : YamlTree.at(document, kind)) {
      for (YamlNode.Entry component : YamlTree.entries(components).values()) {
        if (used.stream().anyMatch(name -> name.is(component.key().text().chars()))) {
          started.add(component);
        }
      }
    }
    return started;
  }

  /** The type of a component: {@code otlp/internal} is an {@code otlp}. */
  private static String type(YamlNode.Entry component) {
    String name = component.key().text().chars();
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }

  private void addReceiver(YamlNode.Entry receiver) {
    if (SERVERS.containsKey(type(receiver))) {
      addServer(receiver);
    } else {
      complete &= QUIET.contains(type(receiver));
    }
  }

  private void addServer(YamlNode.Entry component) {
    List<Server> servers = SERVERS.getOrDefault(type(component), List.of());
    complete &= !servers.isEmpty();
    for (Server server : servers) {
      Text place = component.key().text();
      List<YamlNode> at = List.of(component.value());
      for (String key : server.path()) {
        List<YamlNode.Entry> entry =
            at.stream()
                .flatMap(node -> YamlTree.entries(node).values().stream())
                .filter(each -> each.key().text().is(key))
                .toList();
        at = entry.stream().map(YamlNode.Entry::value).toList();
        place = entry.isEmpty() ? place : entry.get(0).key().text();
      }
      if (!at.isEmpty()) {
        binds.add(bind(server, at.get(0), place));
      }
    }
  }

  private Bind bind(Server server, YamlNode settings, Text place) {
    String remedy = "endpoint: 0.0.0.0:" + server.port();
    for (Text endpoint : YamlTree.textAt(settings, "endpoint")) {
      return ListenAddress.of(endpoint).bind(server.port(), server.protocol(), remedy);
    }
    Value<Port> usual = new Value.Known<>(new Port(server.port()), place);
    BindScope scope = open ? BindScope.ALL : BindScope.LOOPBACK;
    return new Bind(usual, scope, place, false, server.protocol(), remedy);
  }

  /** Its own metrics are on 8888; at which address, every few releases have said otherwise. */
  private void addOwnMetrics(YamlNode service) {
    for (YamlNode.Entry entry : YamlTree.entries(service).values()) {
      Value<Port> port = new Value.Known<>(new Port(8888), entry.key().text());
      Text place = entry.key().text();
      binds.add(new Bind(port, BindScope.UNKNOWN, place, false, Protocol.TCP, ""));
      return;
    }
  }

  private void addExporter(YamlNode.Entry exporter) {
    String type = type(exporter);
    List<Text> endpoint = YamlTree.textAt(exporter.value(), "endpoint");
    if (type.equals("prometheus")) {
      for (Text each : endpoint) {
        binds.add(ListenAddress.of(each).bind(8889, Protocol.TCP, "endpoint: 0.0.0.0:8889"));
      }
    } else if (CLIENTS.containsKey(type)) {
      for (Text each : endpoint) {
        Text address = FilledIn.holes(each);
        List<Target> byUrl = Targets.ofUrl(address, Role.BACKEND);
        targets.addAll(
            byUrl.isEmpty()
                ? Targets.ofHostAndPort(address, CLIENTS.get(type), Role.BACKEND)
                : byUrl);
      }
    }
  }
}
