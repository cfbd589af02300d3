package dev.dialtone.link;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.ImageFacts.DialDefault;
import dev.dialtone.catalogue.KeyMeaning;
import dev.dialtone.catalogue.KeyMeaning.Role;
import dev.dialtone.catalogue.ServiceType;
import dev.dialtone.catalogue.ServiceType.Use;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Dial.Audience;
import dev.dialtone.model.Port;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.ServiceKind;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.SocketDial;
import dev.dialtone.model.Value;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.address.Address;
import dev.dialtone.syntax.address.Addresses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the addresses that a process is told to connect to, in settings of any origin. */
final class DialFinder {
  private final Catalogue catalogue;
  private final Logins logins;

  DialFinder(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.logins = new Logins(catalogue);
  }

  /**
   * One setting of a process: an environment variable, a property.
   *
   * @param name its name in the form of an environment variable
   * @param confidence how sure it is that the process reads it
   */
  record Setting(String name, Text value, Confidence confidence) {
    /** A setting that the process is sure to read. */
    static Setting certain(String name, Text value) {
      return new Setting(name, value, Confidence.CERTAIN);
    }

    /** The same setting with another value. */
    Setting valued(Text other) {
      return new Setting(name, other, confidence);
    }
  }

  /** The dials of {@code from}'s process that these settings of it amount to, in their order. */
  List<Dial> find(ServiceName from, List<Setting> settings) {
    List<Dial> dials = new ArrayList<>();
    Map<String, Text> ports = ports(settings);
    for (Setting setting : settings) {
      KeyMeaning meaning = catalogue.key(setting.name());
      boolean name = meaning.role() == Role.DATABASE;
      if (!mayDial(meaning.role()) && !name) {
        continue;
      }
      for (Address address : Addresses.parse(setting.value().strip())) {
        if (name && !isUnmistakable(address)) {
          continue;
        }
        dial(from, setting, meaning, address, ports)
            .map(dial -> dial.with(logins.of(address, meaning, settings)))
            .ifPresent(dials::add);
      }
    }
    return dials;
  }

  /** The unix sockets that the process is told to connect to, in the order of the settings. */
  List<SocketDial> findSockets(ServiceName from, List<Setting> settings) {
    List<SocketDial> sockets = new ArrayList<>();
    for (Setting setting : settings) {
      KeyMeaning meaning = catalogue.key(setting.name());
      if (!mayDial(meaning.role())) {
        continue;
      }
      for (Address address : Addresses.parse(setting.value().strip())) {
        Text path = address.socket();
        ServiceKind told = Kinds.ofScheme(catalogue, address.protocol());
        ServiceKind kind = told == ServiceKind.UNKNOWN ? meaning.kind() : told;
        if (path.chars().startsWith("/") && path.isKnown() && kind != ServiceKind.UNKNOWN) {
          String scheme = address.scheme().isEmpty() ? meaning.service() : address.protocol();
          sockets.add(new SocketDial(from, path, scheme, kind, setting.confidence()));
        }
      }
    }
    return sockets;
  }

  /** The dials that a variable of a known image amounts to. */
  List<Dial> findKnown(
      ServiceName from,
      DialDefault known,
      Setting setting,
      List<Text> ports,
      List<Setting> settings) {
    List<Dial> dials = new ArrayList<>();
    KeyMeaning meaning = catalogue.key(setting.name());
    for (Address address : Addresses.parse(setting.value().strip())) {
      if (address.host().isEmpty() || !address.socket().isEmpty()) {
        continue;
      }
      boolean own = !address.port().isEmpty();
      boolean written = own || !ports.isEmpty();
      Value<Port> port =
          own
              ? Port.parse(address.port())
              : written ? Port.parse(ports.get(0)) : defaultPort(known, address);
      Dial dial = known(from, known, address.host(), port, written, together(address));
      dials.add(dial.with(logins.of(address, meaning, settings)));
    }
    return dials;
  }

  /** A host by itself has no scheme to take a port from. */
  private Value<Port> defaultPort(DialDefault known, Address address) {
    boolean url = address.form() != Address.Form.HOST && known.port() == 0;
    return url
        ? usualPort(address.scheme().chars(), address.host())
        : defaultPort(known, address.host());
  }

  /** The dial that a known image makes when nobody tells it whom to dial. */
  List<Dial> findDefault(ServiceName from, DialDefault known, Text image) {
    Text host = Text.of(known.host(), image.span()).through(Step.Kind.CATALOGUE, image.span());
    return List.of(known(from, known, host, defaultPort(known, host), false, host));
  }

  private Value<Port> defaultPort(DialDefault known, Text host) {
    return known.port() > 0
        ? new Value.Known<>(new Port(known.port()), host)
        : new Value.Unknown<>(host, "no port is given");
  }

  private Dial known(
      ServiceName from,
      DialDefault known,
      Text host,
      Value<Port> port,
      boolean written,
      Text address) {
    return new Dial(
        from,
        Dial.Role.CLIENT,
        host,
        port,
        written,
        address,
        Protocol.TCP,
        known.scheme(),
        Kinds.ofScheme(catalogue, known.scheme()),
        Audience.PROCESS,
        confidence(host, Confidence.CERTAIN));
  }

  /** Whether no name of a database looks like this, but only the way to one. */
  private boolean isUnmistakable(Address address) {
    return switch (address.form()) {
      case CONNECTION_STRING -> !address.path().isEmpty() && !address.user().isEmpty();
      case JDBC -> true;
      case URL ->
          catalogue.scheme(address.protocol()).stream().anyMatch(t -> t.use() == Use.BACKING);
      default -> false;
    };
  }

  private static boolean mayDial(Role role) {
    return role == Role.DIAL_HOST
        || role == Role.DIAL_URL
        || role == Role.PUBLIC_AND_DIALLED
        || role == Role.UNKNOWN;
  }

  private Optional<Dial> dial(
      ServiceName from,
      Setting setting,
      KeyMeaning meaning,
      Address address,
      Map<String, Text> ports) {
    if (!address.socket().isEmpty()) {
      return Optional.empty();
    }
    if (address.host().isEmpty()) {
      return withoutHost(from, setting, meaning, address);
    }
    return switch (address.form()) {
      case HOST ->
          meaning.role() == Role.DIAL_HOST && !isPlainWord(address.host())
              ? Optional.of(dialHost(from, setting, meaning, address, ports))
              : Optional.empty();
      case HOST_PORT ->
          meaning.role() == Role.DIAL_HOST || meaning.role() == Role.DIAL_URL
              ? Optional.of(dialHost(from, setting, meaning, address, ports))
              : Optional.empty();
      default -> dialUrl(from, setting, meaning, address);
    };
  }

  /**
   * An address that has all but its host, as it is left by a variable without a value. What a
   * client makes of it differs, and is never the server that was meant.
   */
  private Optional<Dial> withoutHost(
      ServiceName from, Setting setting, KeyMeaning meaning, Address address) {
    boolean told = !meaning.weak() && meaning.role() != Role.UNKNOWN;
    return switch (address.form()) {
      case URL, JDBC ->
          address.port().isEmpty() || !address.port().isKnown()
              ? Optional.empty()
              : dialUrl(from, setting, meaning, address);
      case HOST_PORT, GO_MYSQL ->
          told && !address.port().isEmpty() && address.port().isKnown()
              ? Optional.of(dialHost(from, setting, meaning, address, Map.of()))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** A word that switches something on or off, or stands for nothing, is no host. */
  private static boolean isPlainWord(Text host) {
    return switch (host.chars().toLowerCase(Locale.ROOT)) {
      case "true",
          "false",
          "yes",
          "no",
          "y",
          "n",
          "on",
          "off",
          "null",
          "none",
          "nil",
          "undefined" ->
          true;
      case "auto", "default", "enabled", "disabled" -> true;
      default -> false;
    };
  }

  /** A bare host or {@code host:port}: the key tells what it is for. */
  private Dial dialHost(
      ServiceName from,
      Setting setting,
      KeyMeaning meaning,
      Address address,
      Map<String, Text> ports) {
    String service = meaning.service();
    Value<Port> port = Port.parse(address.port());
    boolean written = !address.port().isEmpty();
    if (!written) {
      Text paired = meaning.stem().isEmpty() ? null : ports.get(meaning.stem());
      written = paired != null;
      // What programs take for the port of a mail server differs too much to be guessed.
      port =
          paired != null
              ? Port.parse(paired)
              : meaning.kind() == ServiceKind.MAIL
                  ? new Value.Unknown<>(address.host(), "no port is given")
                  : usualPort(service, address.host());
    }
    return new Dial(
        from,
        Dial.Role.CLIENT,
        address.host(),
        port,
        written,
        together(address),
        Protocol.TCP,
        service,
        meaning.kind(),
        Audience.PROCESS,
        confidence(
            address.host(),
            meaning.weak() ? setting.confidence().and(Confidence.PROBABLE) : setting.confidence()));
  }

  /** The ports that settings give, by their stems: {@code DB_PORT} belongs to {@code DB_HOST}. */
  private Map<String, Text> ports(List<Setting> settings) {
    Map<String, Text> ports = new HashMap<>();
    for (Setting setting : settings) {
      KeyMeaning meaning = catalogue.key(setting.name());
      if (meaning.role() == Role.DIAL_PORT) {
        ports.putIfAbsent(meaning.stem(), setting.value().strip());
      }
    }
    return ports;
  }

  private Value<Port> usualPort(String service, Text at) {
    return catalogue
        .scheme(service)
        .filter(known -> known.port() > 0)
        .<Value<Port>>map(known -> new Value.Known<>(new Port(known.port()), at))
        .orElseGet(() -> new Value.Unknown<>(at, "no port is given"));
  }

  private Optional<Dial> dialUrl(
      ServiceName from, Setting setting, KeyMeaning meaning, Address address) {
    if (!address.scheme().isKnown()) {
      return Optional.empty();
    }
    String scheme = address.scheme().chars().toLowerCase(Locale.ROOT);
    Optional<ServiceType> service = catalogue.scheme(scheme);
    boolean told = meaning.role() != Role.UNKNOWN || isUnmistakable(address);
    if (service.isEmpty() ? !told : service.get().use() == Use.LOCAL) {
      return Optional.empty();
    }
    boolean written = !address.port().isEmpty();
    Value<Port> port = written ? Port.parse(address.port()) : usualPort(scheme, address.host());
    boolean sure = meaning.role() == Role.DIAL_URL || meaning.role() == Role.DIAL_HOST;
    ServiceKind kind = service.map(ServiceType::kind).orElseGet(() -> kindOf(address.form()));
    boolean web = service.map(type -> type.use() == Use.WEB).orElse(kind == ServiceKind.UNKNOWN);
    return Optional.of(
        new Dial(
                from,
                Dial.Role.CLIENT,
                address.host(),
                port,
                written,
                together(address),
                scheme.equals("udp") ? Protocol.UDP : Protocol.TCP,
                scheme.isEmpty() ? meaning.service() : address.scheme().chars(),
                web && sure && meaning.kind() != ServiceKind.UNKNOWN ? meaning.kind() : kind,
                web && (!sure || meaning.weak()) ? Audience.PROCESS_OR_BROWSER : Audience.PROCESS,
                confidence(address.host(), setting.confidence()))
            .by(Drivers.of(address)));
  }

  /**
   * Host and port as one place to point at, where they are written side by side; where one of them
   * comes from elsewhere, the host, for that is what leads astray.
   */
  private static Text together(Address address) {
    Text whole = address.whole();
    return whole.span().text().equals(whole.chars()) ? whole : address.host();
  }

  /** Some forms are those of one kind of client only. */
  private static ServiceKind kindOf(Address.Form form) {
    return switch (form) {
      case KEYWORDS, CONNECTION_STRING, PDO, GO_MYSQL -> ServiceKind.SQL;
      case REDIS_OPTIONS -> ServiceKind.CACHE;
      default -> ServiceKind.UNKNOWN;
    };
  }

  /** What comes from an example file or is a default of an image is never certain. */
  private static Confidence confidence(Text host, Confidence otherwise) {
    return host.came(Step.Kind.ASSUMED) || host.came(Step.Kind.CATALOGUE)
        ? otherwise.and(Confidence.PROBABLE)
        : otherwise;
  }
}
