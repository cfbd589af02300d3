package dev.dialtone.cli;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.ServiceType;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Port;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.ServiceKind;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Value;
import dev.dialtone.report.secret.Secrets;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.address.Address;
import dev.dialtone.syntax.address.Addresses;
import java.util.List;
import java.util.Optional;

/**
 * An address that somebody asks about.
 *
 * @param port the port as it is written or as the scheme has it
 * @param portWritten whether it is written
 * @param scheme the scheme of a URL; empty for a host
 */
record Target(Text host, Value<Port> port, boolean portWritten, String scheme) {
  private static final Catalogue CATALOGUE = Catalogue.bundled();

  /** What an argument names: {@code host}, {@code host:port} or a URL. */
  static Target of(String argument) throws UsageException {
    SourceFile line = new SourceFile(new FilePath("<command line>"), argument);
    List<Address> found = Addresses.parse(Text.of(line.span(0, argument.length())));
    if (found.size() != 1 || found.get(0).host().isEmpty()) {
      throw new UsageException("`" + Secrets.hide(argument) + "` is no host, host:port or URL");
    }
    Address address = found.get(0);
    boolean written = !address.port().isEmpty();
    Value<Port> port = written ? Port.parse(address.port()) : usualPort(address);
    if (written && port.known().isEmpty()) {
      throw new UsageException("`" + address.port() + "` is no port");
    }
    return new Target(address.host(), port, written, address.scheme().chars());
  }

  private static Value<Port> usualPort(Address address) {
    return CATALOGUE
        .scheme(address.scheme().chars())
        .filter(type -> type.port() > 0)
        .<Value<Port>>map(type -> new Value.Known<>(new Port(type.port()), address.host()))
        .orElseGet(() -> new Value.Unknown<>(address.host(), "no port is given"));
  }

  /** Whether a dial leads there; without a port any port will do. */
  boolean isMetBy(Dial dial) {
    return dial.host().isKnown()
        && dial.host().chars().equalsIgnoreCase(host.chars())
        && (port.known().isEmpty() || dial.port().known().equals(port.known()));
  }

  /** The dial of a process that is told this address. */
  Dial dialledBy(ServiceName from) {
    Optional<ServiceType> service =
        CATALOGUE
            .scheme(scheme)
            .or(() -> port.known().stream().findFirst().flatMap(CATALOGUE::usualOn));
    return new Dial(
        from,
        Dial.Role.CLIENT,
        host,
        port,
        portWritten,
        host,
        Protocol.TCP,
        scheme.isEmpty() ? service.map(ServiceType::name).orElse("") : scheme,
        service.map(ServiceType::kind).orElse(ServiceKind.UNKNOWN),
        Dial.Audience.PROCESS,
        Confidence.CERTAIN);
  }
}
