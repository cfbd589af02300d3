package dev.dialtone.format.hashicorp;

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
import dev.dialtone.syntax.hcl.HclFile;
import dev.dialtone.syntax.hcl.HclNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the server configuration of Vault and of OpenBao.
 *
 * @see <a href="https://developer.hashicorp.com/vault/docs/configuration/listener/tcp">Vault, TCP
 *     listener</a>
 */
public final class VaultReader {
  private static final int DEFAULT_PORT = 8200;

  private VaultReader() {}

  /** Where the server listens, and the storage that it dials. */
  public static Reading<Endpoints> read(SourceFile file) {
    return read(HclFile.read(file));
  }

  /** The same where it stands in a value; nothing if that is not written letter by letter. */
  public static Optional<Reading<Endpoints>> read(Text value) {
    return HclFile.read(value).map(VaultReader::read);
  }

  private static Reading<Endpoints> read(HclFile.Parsed parsed) {
    List<Bind> binds = new ArrayList<>();
    List<Target> targets = new ArrayList<>();
    for (HclNode listener : parsed.root().all("listener")) {
      for (HclNode tcp : listener.all("tcp")) {
        binds.add(bind(tcp));
      }
    }
    for (String kind : List.of("storage", "backend", "ha_storage")) {
      for (HclNode storage : parsed.root().all(kind)) {
        storage.body().forEach(backend -> targets.addAll(targets(backend)));
      }
    }
    boolean complete = parsed.problems().isEmpty();
    return new Reading<>(new Endpoints(binds, targets, List.of(), complete), parsed.problems());
  }

  private static Bind bind(HclNode tcp) {
    for (Text address : tcp.attribute("address")) {
      return ListenAddress.of(address).bind(DEFAULT_PORT, Protocol.TCP, remedy());
    }
    return new Bind(
        new Value.Known<>(new Port(DEFAULT_PORT), tcp.name()),
        BindScope.LOOPBACK,
        tcp.name(),
        false,
        Protocol.TCP,
        remedy());
  }

  private static String remedy() {
    return "address = \"0.0.0.0:" + DEFAULT_PORT + "\"";
  }

  private static List<Target> targets(HclNode backend) {
    List<Target> targets = new ArrayList<>();
    switch (backend.name().chars()) {
      case "consul" ->
          backend
              .attribute("address")
              .forEach(
                  a -> {
                    Text address = FilledIn.holes(a);
                    List<Target> byUrl = Targets.ofUrl(address, Role.BACKEND);
                    targets.addAll(
                        byUrl.isEmpty()
                            ? Targets.ofHostAndPort(address, "http", Role.BACKEND)
                            : byUrl);
                  });
      case "postgresql" ->
          backend
              .attribute("connection_url")
              .forEach(url -> targets.addAll(Targets.ofUrl(FilledIn.holes(url), Role.BACKEND)));
      case "mysql" ->
          backend
              .attribute("address")
              .forEach(
                  address ->
                      targets.addAll(
                          Targets.ofHostAndPort(FilledIn.holes(address), "mysql", Role.BACKEND)));
      case "etcd" ->
          backend
              .attribute("address")
              .forEach(url -> targets.addAll(Targets.ofUrl(FilledIn.holes(url), Role.BACKEND)));
      default -> {
        // A storage without a server, or one that is not known.
      }
    }
    return targets;
  }
}
