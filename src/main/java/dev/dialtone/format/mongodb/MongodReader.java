package dev.dialtone.format.mongodb;

import dev.dialtone.format.FilledIn;
import dev.dialtone.format.Interfaces;
import dev.dialtone.format.NestedSettings;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Port;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.Value;
import dev.dialtone.model.facts.Endpoints;
import dev.dialtone.model.facts.Endpoints.Bind;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.ini.IniFile;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlReader;
import dev.dialtone.syntax.yaml.YamlStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code mongod.conf}, as YAML or in the style of old, {@code bind_ip = 127.0.0.1}.
 *
 * @see <a href="https://www.mongodb.com/docs/manual/reference/configuration-options/">MongoDB,
 *     Configuration File Options</a>
 */
public final class MongodReader {
  private static final int DEFAULT_PORT = 27017;
  private static final String REMEDY = "bindIpAll: true";

  private MongodReader() {}

  /** Where the server listens. */
  public static Reading<Endpoints> read(SourceFile file) {
    YamlStream stream = YamlReader.read(file);
    List<Setting> settings = new ArrayList<>();
    stream.documents().stream()
        .limit(1)
        .filter(document -> document.resolved() instanceof YamlNode.Mapping)
        .forEach(document -> settings.addAll(NestedSettings.of(document, FilledIn::holes)));
    boolean old = settings.isEmpty();
    if (old) {
      settings.addAll(assignments(file));
    }
    List<Bind> binds = bind(settings).map(List::of).orElse(List.of());
    boolean complete = old || stream.problems().isEmpty();
    return new Reading<>(
        new Endpoints(binds, List.of(), List.of(), complete), old ? List.of() : stream.problems());
  }

  /** The lines of the old style under the names of today. */
  private static List<Setting> assignments(SourceFile file) {
    List<Setting> settings = new ArrayList<>();
    for (IniFile.Line line : IniFile.read(file)) {
      if (line.assigned()) {
        String name =
            switch (line.name().chars()) {
              case "bind_ip" -> "net.bindIp";
              case "bind_ip_all" -> "net.bindIpAll";
              case "port" -> "net.port";
              default -> line.name().chars();
            };
        settings.add(new Setting(name, line.name(), FilledIn.holes(line.value())));
      }
    }
    return settings;
  }

  private static Optional<Text> value(List<Setting> settings, String name) {
    return settings.stream().filter(s -> s.name().equals(name)).map(Setting::value).findFirst();
  }

  private static Optional<Bind> bind(List<Setting> settings) {
    Optional<Text> port = value(settings, "net.port");
    Optional<Text> all = value(settings, "net.bindIpAll").filter(each -> !each.is("false"));
    Optional<Text> address = all.or(() -> value(settings, "net.bindIp"));
    Optional<Text> place =
        port.or(() -> address).or(() -> settings.stream().map(Setting::at).findFirst());
    if (place.isEmpty()) {
      return Optional.empty();
    }
    Value<Port> number =
        port.map(Port::parse)
            .orElseGet(() -> new Value.Known<>(new Port(DEFAULT_PORT), place.get()));
    BindScope scope = BindScope.LOOPBACK_IPV4;
    if (all.isPresent()) {
      scope = all.get().is("true") ? BindScope.ALL : BindScope.UNKNOWN;
    } else if (address.isPresent()) {
      scope = scope(address.get());
    }
    return Optional.of(
        new Bind(
            number, scope, address.orElse(place.get()), address.isPresent(), Protocol.TCP, REMEDY));
  }

  private static BindScope scope(Text addresses) {
    if (!addresses.isKnown()) {
      return BindScope.UNKNOWN;
    }
    List<BindScope> scopes = new ArrayList<>();
    for (Text written : addresses.split(c -> c == ',')) {
      Text address = written.strip();
      // An IPv6 wildcard answers there alone, and only where IPv6 is switched on.
      boolean other = address.is("::") || address.chars().startsWith("/");
      scopes.add(other ? BindScope.UNKNOWN : Interfaces.scope(address));
    }
    boolean ipv4 = scopes.contains(BindScope.ALL_IPV4);
    return ipv4 ? BindScope.ALL_IPV4 : BindScope.together(scopes);
  }
}
