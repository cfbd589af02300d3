package dev.dialtone.format.rabbitmq;

import dev.dialtone.format.FilledIn;
import dev.dialtone.format.Interfaces;
import dev.dialtone.format.ListenAddress;
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
import dev.dialtone.syntax.ini.IniFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads {@code rabbitmq.conf}, {@code key = value} on every line; of several lines with one key the
 * last one counts.
 *
 * @see <a href="https://www.rabbitmq.com/docs/networking">RabbitMQ, Networking</a>
 */
public final class RabbitmqReader {
  private static final int AMQP_PORT = 5672;
  private static final int AMQPS_PORT = 5671;
  private static final String LISTENERS = "listeners.tcp.";
  private static final String SSL_LISTENERS = "listeners.ssl.";

  /** Plugins that serve HTTP, with their ports without and with TLS. */
  private static final List<Plugin> PLUGINS =
      List.of(new Plugin("management", 15672, 15671), new Plugin("prometheus", 15692, 15691));

  private final Map<String, Text> settings = new LinkedHashMap<>();

  private RabbitmqReader() {}

  /** A plugin that serves HTTP, and where it does if it is told nothing. */
  private record Plugin(String name, int port, int tlsPort) {}

  /**
   * Where the server listens.
   *
   * @param files the main file and its drop-ins
   * @param container the files that its container is seen to have
   */
  public static Reading<Endpoints> read(List<FilePath> files, Workspace container) {
    RabbitmqReader reader = new RabbitmqReader();
    for (FilePath file : new TreeSet<>(files)) {
      if (container.read(file) instanceof Workspace.Content.Readable readable) {
        for (IniFile.Line line : IniFile.read(readable.file())) {
          if (line.assigned()) {
            reader.settings.put(line.name().chars(), value(line.value()));
          }
        }
      }
    }
    return new Reading<>(new Endpoints(reader.binds(), List.of(), List.of(), true), List.of());
  }

  /** The value without quotes and without the comment behind it. */
  private static Text value(Text written) {
    int comment = written.chars().indexOf('#');
    Text value = (comment < 0 ? written : written.slice(0, comment)).strip();
    boolean quoted =
        value.length() > 1 && value.chars().startsWith("'") && value.chars().endsWith("'");
    return FilledIn.holes(quoted ? value.slice(1, value.length() - 1) : value);
  }

  private List<Bind> binds() {
    List<Bind> binds = new ArrayList<>();
    List<Text> none = new ArrayList<>();
    settings.forEach(
        (name, value) -> {
          if (name.equals("listeners.tcp") && value.is("none")) {
            none.add(value);
          } else if (name.startsWith(LISTENERS)) {
            add(listener(value, AMQP_PORT, LISTENERS + "default = " + AMQP_PORT), binds);
          } else if (name.startsWith(SSL_LISTENERS)) {
            String remedy = SSL_LISTENERS + "default = " + AMQPS_PORT;
            add(listener(value, AMQPS_PORT, remedy).inPlaceOf(AMQPS_PORT), binds);
          }
        });
    if (!none.isEmpty()) {
      Text place = none.get(0);
      Value<Port> usual = new Value.Known<>(new Port(AMQP_PORT), place);
      String remedy = LISTENERS + "default = " + AMQP_PORT;
      binds.add(0, new Bind(usual, BindScope.OFF, place, true, Protocol.TCP, remedy));
    }
    PLUGINS.forEach(plugin -> binds.addAll(binds(plugin)));
    return binds;
  }

  /**
   * The sockets of a plugin, of which no more than two are opened: any setting of one opens it, and
   * the usual one is left out then. The old form, which no other plugin has, may be either.
   */
  private List<Bind> binds(Plugin plugin) {
    List<Bind> binds = new ArrayList<>();
    String tcp = plugin.name() + ".tcp";
    String tls = plugin.name() + ".ssl";
    String old = plugin.name() + ".listener";
    boolean both = isSpokenOf(tcp) && isSpokenOf(tls);
    if (isSpokenOf(old) && !both) {
      binds.add(socket(old, plugin.port()));
    }
    if (isSpokenOf(tcp)) {
      binds.add(socket(tcp, plugin.port()));
    }
    if (isSpokenOf(tls)) {
      Bind secured = socket(tls, plugin.tlsPort());
      binds.add(binds.isEmpty() ? secured.inPlaceOf(plugin.port()) : secured);
    }
    return binds;
  }

  private boolean isSpokenOf(String listener) {
    return settings.keySet().stream().anyMatch(name -> name.startsWith(listener + "."));
  }

  private Bind socket(String listener, int usual) {
    Text port = settings.get(listener + ".port");
    Text address = settings.get(listener + ".ip");
    Text place =
        settings.entrySet().stream()
            .filter(setting -> setting.getKey().startsWith(listener + "."))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    Value<Port> number =
        port == null ? new Value.Known<>(new Port(usual), place) : Port.parse(port);
    return new Bind(
            number,
            address == null ? BindScope.ALL : Interfaces.scope(address),
            address == null ? (port == null ? place : port) : address,
            address != null,
            Protocol.TCP,
            listener + ".ip = 0.0.0.0")
        .inPlaceOf(usual);
  }

  /** A port alone is one on every address. */
  private static Bind listener(Text value, int usual, String remedy) {
    boolean bare = value.chars().indexOf(':') < 0;
    return bare
        ? new Bind(Port.parse(value), BindScope.ALL, value, false, Protocol.TCP, remedy)
        : ListenAddress.of(value).bind(usual, Protocol.TCP, remedy);
  }

  /** Adds a socket; those on one port answer wherever one of them does. */
  private static void add(Bind bind, List<Bind> binds) {
    for (int i = 0; i < binds.size(); i++) {
      Bind other = binds.get(i);
      if (other.port().known().equals(bind.port().known())) {
        BindScope widest = BindScope.together(List.of(other.scope(), bind.scope()));
        Bind wider = widest == other.scope() ? other : bind;
        binds.set(
            i,
            new Bind(
                wider.port(),
                widest,
                wider.scopeAt(),
                wider.told(),
                Protocol.TCP,
                wider.remedy(),
                other.usual()));
        return;
      }
    }
    binds.add(bind);
  }
}
