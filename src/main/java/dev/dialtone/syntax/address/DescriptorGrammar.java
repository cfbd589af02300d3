package dev.dialtone.syntax.address;

import dev.dialtone.source.Text;
import dev.dialtone.syntax.address.Draft.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Settings in parentheses: Oracle's {@code (DESCRIPTION=(ADDRESS=(HOST=db)(PORT=1521))...)} and
 * MySQL Connector/J's {@code address=(host=db)(port=3306)} or {@code (host=db,port=3306)}.
 *
 * @see <a href="https://docs.oracle.com/en/database/oracle/oracle-database/19/netrf/">Oracle Net
 *     Services Reference, Syntax Rules for Configuration Files</a>
 * @see <a
 *     href="https://dev.mysql.com/doc/connector-j/en/connector-j-reference-jdbc-url-format.html">
 *     Connector/J, Connection URL Syntax</a>
 */
final class DescriptorGrammar {
  private DescriptorGrammar() {}

  /** The settings {@code name=value} that hold no further parentheses, in their order. */
  static List<Address.Option> settings(Text text) {
    String chars = text.chars();
    List<Address.Option> settings = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= chars.length(); i++) {
      char c = i < chars.length() ? chars.charAt(i) : ')';
      if (c != '(' && c != ')' && c != ',') {
        continue;
      }
      int equals = chars.indexOf('=', from);
      if (c != '(' && equals > from && equals < i) {
        Text name = text.slice(from, equals).strip();
        settings.add(new Address.Option(name, text.slice(equals + 1, i).strip()));
      }
      from = i + 1;
    }
    return settings;
  }

  /** A host for each setting {@code host} with the {@code port} that stands beside it. */
  static List<Endpoint> endpoints(Text text) {
    List<Endpoint> endpoints = new ArrayList<>();
    List<Text> earlierPort = new ArrayList<>();
    boolean open = false;
    for (Address.Option setting : settings(text)) {
      switch (setting.name().chars().toLowerCase(Locale.ROOT)) {
        case "host" -> {
          Endpoint host = Endpoint.of(setting.value());
          endpoints.add(earlierPort.isEmpty() ? host : host.with(earlierPort.get(0)));
          open = earlierPort.isEmpty();
          earlierPort.clear();
        }
        case "port" -> {
          if (open) {
            int last = endpoints.size() - 1;
            endpoints.set(last, endpoints.get(last).with(setting.value()));
            open = false;
          } else {
            earlierPort.add(setting.value());
          }
        }
        default -> {
          // Protocol, service name and the like say nothing about the place.
        }
      }
    }
    return endpoints.isEmpty() ? List.of(Endpoint.of(text.slice(0, 0))) : endpoints;
  }
}
