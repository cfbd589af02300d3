package dev.dialtone.format.elasticsearch;

import dev.dialtone.format.FilledIn;
import dev.dialtone.format.Interfaces;
import dev.dialtone.format.NestedSettings;
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
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.yaml.YamlReader;
import dev.dialtone.syntax.yaml.YamlStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code elasticsearch.yml} and {@code opensearch.yml}: without an address they serve their
 * own machine only.
 *
 * @see <a
 *     href="https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/networking-settings">
 *     Elasticsearch, Networking settings</a>
 */
public final class ElasticsearchReader {
  private static final int HTTP_PORT = 9200;
  private static final int TRANSPORT_PORT = 9300;
  private static final List<String> TRANSPORT_PORTS =
      List.of("transport.port", "transport.tcp.port");
  private static final String REMEDY = "network.host: 0.0.0.0";

  private final List<Setting> settings;

  private ElasticsearchReader(List<Setting> settings) {
    this.settings = settings;
  }

  /** Where the server listens, what it tells the others of its cluster, and whom it dials. */
  public static Reading<Endpoints> read(SourceFile file) {
    YamlStream stream = YamlReader.read(file);
    List<Setting> settings = new ArrayList<>();
    stream.documents().stream()
        .limit(1)
        .forEach(document -> settings.addAll(NestedSettings.of(document, FilledIn::holes)));
    ElasticsearchReader reader = new ElasticsearchReader(settings);
    List<Bind> binds = new ArrayList<>();
    if (!settings.isEmpty()) {
      binds.add(reader.bind(HTTP_PORT, "http", List.of("http.port")));
      binds.add(reader.bind(TRANSPORT_PORT, "transport", TRANSPORT_PORTS));
    }
    boolean complete = stream.problems().isEmpty();
    return new Reading<>(
        new Endpoints(binds, reader.seeds(), List.of(), complete, reader.published()),
        stream.problems());
  }

  /** The address that others are told where one is said; without one it is that which is bound. */
  private List<Advertised> published() {
    for (String name : List.of("transport.publish_host", "network.publish_host")) {
      List<Text> hosts = values(name);
      if (!hosts.isEmpty()) {
        Text host = hosts.get(0);
        boolean named = hosts.size() == 1 && !host.chars().startsWith("_");
        return named ? List.of(advertised(host)) : List.of();
      }
    }
    return List.of();
  }

  private Advertised advertised(Text host) {
    Text port =
        values("transport.publish_port").stream().findFirst().orElseGet(() -> transportPort(host));
    List<Port> bound = Port.parse(transportPort(host)).known();
    return new Advertised("Elasticsearch", "", host, port, host, bound);
  }

  private Text transportPort(Text otherwise) {
    return TRANSPORT_PORTS.stream()
        .flatMap(name -> values(name).stream())
        .map(ElasticsearchReader::first)
        .findFirst()
        .orElseGet(() -> Text.of(String.valueOf(TRANSPORT_PORT), otherwise.span()));
  }

  private List<Target> seeds() {
    List<Target> targets = new ArrayList<>();
    for (Text seed : values("discovery.seed_hosts")) {
      for (Target target : Targets.ofHostAndPort(seed, "elasticsearch", Role.PEER)) {
        Text port =
            target.port().isEmpty()
                ? Text.of(String.valueOf(TRANSPORT_PORT), target.host().span())
                : target.port();
        targets.add(
            new Target(target.host(), port, target.scheme(), target.whole(), target.role()));
      }
    }
    return targets;
  }

  /** The socket of a module; of a range of ports it takes the first that is free. */
  private Bind bind(int usual, String module, List<String> portNames) {
    List<Text> addresses = addresses(module);
    Text place = addresses.isEmpty() ? settings.get(0).at() : addresses.get(0);
    Value<Port> port =
        portNames.stream()
            .flatMap(name -> values(name).stream())
            .findFirst()
            .map(ElasticsearchReader::first)
            .<Value<Port>>map(Port::parse)
            .orElseGet(() -> new Value.Known<>(new Port(usual), place));
    BindScope scope =
        addresses.isEmpty()
            ? BindScope.LOOPBACK
            : BindScope.together(addresses.stream().map(ElasticsearchReader::scope).toList());
    return new Bind(port, scope, place, !addresses.isEmpty(), Protocol.TCP, REMEDY);
  }

  /** The addresses of a module: its own before those of all, and those to bind before the host. */
  private List<Text> addresses(String module) {
    for (String name :
        List.of(module + ".bind_host", module + ".host", "network.bind_host", "network.host")) {
      List<Text> values = values(name);
      if (!values.isEmpty()) {
        return values;
      }
    }
    return List.of();
  }

  private static Text first(Text ports) {
    int dash = ports.chars().indexOf('-');
    return dash < 0 ? ports : ports.slice(0, dash);
  }

  /** The values of a setting: a list, or one with commas in it. */
  private List<Text> values(String name) {
    List<Text> values = new ArrayList<>();
    for (Setting setting : settings) {
      if (setting.name().equals(name) || setting.name().startsWith(name + "[")) {
        for (Text part : setting.value().split(c -> c == ',')) {
          Optional.of(part.strip()).filter(each -> !each.isEmpty()).ifPresent(values::add);
        }
      }
    }
    return values;
  }

  /** {@code _local_}, {@code _site_} and their like stand for the addresses of interfaces. */
  private static BindScope scope(Text address) {
    String chars = address.chars();
    if (!address.isKnown() || !chars.startsWith("_")) {
      return Interfaces.scope(address);
    }
    return chars.startsWith("_local")
        ? BindScope.LOOPBACK
        : chars.startsWith("_site") || chars.startsWith("_global")
            ? BindScope.ADDRESS
            : BindScope.UNKNOWN;
  }
}
