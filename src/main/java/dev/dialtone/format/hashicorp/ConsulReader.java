package dev.dialtone.format.hashicorp;

import dev.dialtone.format.FilledIn;
import dev.dialtone.format.Interfaces;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Port;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.Value;
import dev.dialtone.model.facts.Endpoints;
import dev.dialtone.model.facts.Endpoints.Bind;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.hcl.HclFile;
import dev.dialtone.syntax.hcl.HclNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the agent configuration of Consul as far as it moves the HTTP and DNS sockets.
 *
 * @see <a href="https://developer.hashicorp.com/consul/docs/reference/agent/configuration-file">
 *     Consul, Agent configuration</a>
 */
public final class ConsulReader {
  private static final String REMEDY = "client_addr = \"0.0.0.0\"";

  private ConsulReader() {}

  /** Where the agent listens for clients. */
  public static Reading<Endpoints> read(SourceFile file) {
    return read(HclFile.read(file));
  }

  /** The same where it stands in a value; nothing if that is not written letter by letter. */
  public static Optional<Reading<Endpoints>> read(Text value) {
    return HclFile.read(value).map(ConsulReader::read);
  }

  private static Reading<Endpoints> read(HclFile.Parsed parsed) {
    HclNode root = parsed.root();
    List<Text> client = root.attribute("client_addr");
    List<Bind> binds = new ArrayList<>();
    add(root, "http", 8500, Protocol.TCP, client, binds);
    add(root, "dns", 8600, Protocol.UDP, client, binds);
    boolean complete = parsed.problems().isEmpty();
    return new Reading<>(new Endpoints(binds, List.of(), List.of(), complete), parsed.problems());
  }

  private static void add(
      HclNode root,
      String name,
      int usual,
      Protocol protocol,
      List<Text> client,
      List<Bind> binds) {
    List<Text> ports = ofBlock(root, "ports", name);
    List<Text> own = ofBlock(root, "addresses", name);
    List<Text> addresses = own.isEmpty() ? client : own;
    boolean off = ports.stream().anyMatch(port -> port.is("-1"));
    if (off || (ports.isEmpty() && addresses.isEmpty())) {
      return;
    }
    Text place = ports.isEmpty() ? addresses.get(0) : ports.get(0);
    Value<Port> port =
        ports.isEmpty() ? new Value.Known<>(new Port(usual), place) : Port.parse(ports.get(0));
    if (addresses.isEmpty()) {
      binds.add(new Bind(port, BindScope.UNKNOWN, place, false, protocol, REMEDY));
      return;
    }
    Text written = FilledIn.holes(addresses.get(0));
    List<BindScope> scopes = new ArrayList<>();
    for (Text address : written.split(c -> c == ' ')) {
      scopes.add(
          address.chars().startsWith("unix:") ? BindScope.UNKNOWN : Interfaces.scope(address));
    }
    binds.add(new Bind(port, BindScope.together(scopes), written, true, protocol, REMEDY));
  }

  private static List<Text> ofBlock(HclNode root, String block, String name) {
    return root.all(block).stream().flatMap(node -> node.attribute(name).stream()).toList();
  }
}
