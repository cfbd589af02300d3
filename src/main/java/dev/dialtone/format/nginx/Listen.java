package dev.dialtone.format.nginx;

import dev.dialtone.format.RefusedPort;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Port;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.Value;
import dev.dialtone.model.facts.Endpoints.Bind;
import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The sockets of one {@code listen} directive.
 *
 * @param understood whether these are all of them
 * @see <a href="https://nginx.org/en/docs/http/ngx_http_core_module.html#listen">listen</a>
 */
record Listen(List<Bind> binds, boolean understood) {
  private static final int HTTP = 80;

  /** A wider range is not taken apart: then it is unknown what listens. */
  private static final int MOST_PORTS = 1_000;

  Listen {
    binds = List.copyOf(binds);
  }

  /**
   * Reads the words behind {@code listen}.
   *
   * @param stream whether it belongs to {@code stream}, where no port is implied
   */
  static Listen of(List<Text> words, boolean stream) {
    Text address = words.get(0);
    String chars = address.chars();
    if (chars.startsWith("unix:")) {
      return new Listen(List.of(), true);
    }
    boolean bracketed = chars.startsWith("[");
    int bracket = bracketed ? chars.indexOf(']') : 0;
    int colon = bracket < 0 ? -1 : chars.indexOf(':', bracket);
    boolean portAlone = colon < 0 && isRange(chars);
    Text host = address.slice(0, colon < 0 ? chars.length() : colon);
    Text port = colon < 0 ? address.slice(chars.length()) : address.slice(colon + 1);
    if (portAlone) {
      port = address;
      host = address.slice(0, 0);
    }
    if (bracketed && bracket > 0) {
      host = address.slice(1, bracket);
    }
    boolean udp = words.stream().anyMatch(word -> word.is("udp") || word.is("quic"));
    boolean dual = words.stream().anyMatch(word -> word.is("ipv6only=off"));
    BindScope scope = scope(host, dual);
    Text scopeAt = host.isEmpty() ? address : host;
    Protocol protocol = udp ? Protocol.UDP : Protocol.TCP;
    List<Bind> binds = new ArrayList<>();
    for (Value<Port> each : ports(port, address, stream)) {
      String remedy = each.known().stream().map(p -> "listen " + p + ";").findFirst().orElse("");
      binds.add(new Bind(each, scope, scopeAt, true, protocol, remedy));
    }
    return new Listen(
        binds, !binds.isEmpty() && binds.stream().noneMatch(bind -> bind.port().known().isEmpty()));
  }

  /** What makes nginx refuse the directive; nothing if it does not, or if that cannot be told. */
  List<Problem> refused(List<Text> words, boolean stream) {
    List<Problem> refused = new ArrayList<>();
    binds.forEach(bind -> refused.addAll(RefusedPort.of("nginx", bind.port())));
    words.stream()
        .skip(stream ? words.size() : 1)
        .filter(word -> word.is("udp"))
        .forEach(
            word ->
                refused.add(
                    Problem.rejected(
                        word.span(), "nginx does not start: `udp` is for `stream` alone")));
    return refused;
  }

  private static boolean isRange(String chars) {
    return !chars.isEmpty()
        && chars.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-' || c == Text.HOLE);
  }

  private static List<Value<Port>> ports(Text written, Text address, boolean stream) {
    if (written.isEmpty()) {
      return stream ? List.of() : List.of(new Value.Known<>(new Port(HTTP), address));
    }
    int dash = written.chars().indexOf('-');
    if (dash < 0) {
      return List.of(Port.parse(written));
    }
    List<Value<Port>> ports = new ArrayList<>();
    for (Port first : Port.parse(written.slice(0, dash)).known()) {
      for (Port last : Port.parse(written.slice(dash + 1)).known()) {
        int end = last.number() - first.number() < MOST_PORTS ? last.number() : 0;
        for (int i = first.number(); i <= end; i++) {
          ports.add(new Value.Known<>(new Port(i), written));
        }
      }
    }
    return ports;
  }

  /** An IPv6 socket takes no IPv4 clients unless it is told to. */
  private static BindScope scope(Text host, boolean dual) {
    if (!host.isKnown()) {
      return BindScope.UNKNOWN;
    }
    String address = host.chars().toLowerCase(Locale.ROOT);
    return switch (address) {
      case "", "*", "0.0.0.0" -> BindScope.ALL_IPV4;
      case "::" -> dual ? BindScope.ALL : BindScope.ALL_IPV6;
      case "localhost", "::1" -> BindScope.LOOPBACK;
      default -> address.startsWith("127.") ? BindScope.LOOPBACK : BindScope.ADDRESS;
    };
  }
}
