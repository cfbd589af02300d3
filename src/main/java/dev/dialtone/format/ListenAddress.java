package dev.dialtone.format;

import dev.dialtone.model.BindScope;
import dev.dialtone.model.Port;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.Value;
import dev.dialtone.model.facts.Endpoints.Bind;
import dev.dialtone.source.Text;

/**
 * An address to listen on, as many servers write it: {@code 0.0.0.0:80}, {@code :80}, {@code
 * [::1]:80}, {@code host}.
 *
 * @param host the host as written, brackets included; empty for every address
 * @param port the port as written; empty for the server's default
 * @param whole both of them
 */
public record ListenAddress(Text host, Text port, Text whole) {
  /** Takes an address apart; what is filled in later is a hole in it. */
  public static ListenAddress of(Text written) {
    Text address = FilledIn.holes(written);
    int colon = address.chars().lastIndexOf(':');
    boolean ported = colon >= 0 && address.chars().indexOf(']', colon) < 0;
    return new ListenAddress(
        ported ? address.slice(0, colon) : address,
        ported ? address.slice(colon + 1) : address.slice(address.length()),
        address);
  }

  /**
   * The socket at this address.
   *
   * @param usual the port where none is written
   * @param remedy what the file should say to listen on all addresses
   */
  public Bind bind(int usual, Protocol protocol, String remedy) {
    Value<Port> number =
        port.isEmpty() ? new Value.Known<>(new Port(usual), whole) : Port.parse(port);
    BindScope scope = whole.isKnown() ? Interfaces.scope(host) : BindScope.UNKNOWN;
    return new Bind(number, scope, host.isEmpty() ? whole : host, true, protocol, remedy);
  }
}
