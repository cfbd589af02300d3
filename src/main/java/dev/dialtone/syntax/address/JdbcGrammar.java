package dev.dialtone.syntax.address;

import dev.dialtone.source.Text;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * URLs behind the prefix of a driver interface: {@code jdbc:postgresql://db/app}, {@code
 * r2dbc:pool:mysql://db/app}, {@code jdbc:oracle:thin:@db:1521:ORCL}.
 *
 * @see <a href="https://jdbc.postgresql.org/documentation/use/">pgJDBC</a>
 * @see <a href="https://learn.microsoft.com/sql/connect/jdbc/building-the-connection-url">SQL
 *     Server, Building the connection URL</a>
 * @see <a href="https://docs.oracle.com/en/database/oracle/oracle-database/19/jjdbc/">Oracle JDBC
 *     Developer's Guide, Data Sources and URLs</a>
 */
final class JdbcGrammar {
  private static final List<String> PREFIXES =
      List.of("jdbc:", "r2dbc:", "r2dbcs:", "vertx-reactive:");

  /** Drivers that wrap the one whose name follows. */
  private static final Set<String> WRAPPERS =
      Set.of("aws-wrapper", "jtds", "log4jdbc", "otel", "p6spy", "pool", "proxy");

  /** Drivers, and the places their databases live in, that open no connection. */
  private static final Set<String> WITHOUT_HOST =
      Set.of("duckdb", "file", "mem", "memory", "nio", "res", "sqlite", "tc", "zip");

  private JdbcGrammar() {}

  /** Whether a value begins with such a prefix. */
  static boolean begins(String chars) {
    return prefixLength(chars) > 0;
  }

  private static int prefixLength(String chars) {
    for (String prefix : PREFIXES) {
      if (chars.regionMatches(true, 0, prefix, 0, prefix.length())) {
        return prefix.length();
      }
    }
    return 0;
  }

  /** The addresses of a value that begins with such a prefix. */
  static List<Address> parse(Text value) {
    String chars = value.chars();
    Draft draft = new Draft(Address.Form.JDBC, value);
    int from = prefixLength(chars);
    boolean named = false;
    while (true) {
      int colon = chars.indexOf(':', from);
      if (colon < 0 || !isDriverName(chars, from, colon)) {
        return named ? withoutSlashes(draft, value.slice(from)) : List.of();
      }
      String name = chars.substring(from, colon).toLowerCase(Locale.ROOT);
      if (WITHOUT_HOST.contains(name)) {
        return List.of();
      }
      if (!named && !WRAPPERS.contains(name)) {
        draft.scheme = value.slice(from, colon);
        named = true;
      }
      from = colon + 1;
      if (name.equals("thin") || name.equals("oci")) {
        return oracle(draft, value.slice(from));
      }
      if (chars.startsWith("//", from)) {
        return UrlGrammar.withAuthority(draft, value.slice(from + 2), "/?;");
      }
    }
  }

  private static boolean isDriverName(String chars, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = chars.charAt(i);
      boolean part = HostSyntax.isLetter(c) || HostSyntax.isDigit(c) || "+-._".indexOf(c) >= 0;
      if (!part && c != Text.HOLE) {
        return false;
      }
    }
    return from < to;
  }

  /** {@code jdbc:postgresql:app} is the database of that name on the default host and port. */
  private static List<Address> withoutSlashes(Draft draft, Text rest) {
    String chars = rest.chars();
    if (!draft.scheme.is("postgresql") || chars.isEmpty()) {
      return List.of();
    }
    int from = chars.startsWith("/") ? 1 : 0;
    int query = chars.indexOf('?');
    draft.path = rest.slice(from, query < from ? chars.length() : query);
    draft.endpoints.add(Draft.Endpoint.of(rest.slice(0, 0)));
    return draft.addresses();
  }

  /**
   * {@code user/password@//host:port/service}, {@code @host:port:sid}, {@code @(DESCRIPTION=…)}.
   */
  private static List<Address> oracle(Draft draft, Text rest) {
    String chars = rest.chars();
    int at = chars.indexOf('@');
    if (at < 0) {
      return List.of();
    }
    int slash = chars.indexOf('/');
    if (slash > 0 && slash < at) {
      draft.user = rest.slice(0, slash);
      draft.password = rest.slice(slash + 1, at);
    }
    Text place = rest.slice(at + 1);
    if (place.chars().startsWith("(")) {
      draft.options.addAll(DescriptorGrammar.settings(place));
      draft.endpoints.addAll(DescriptorGrammar.endpoints(place));
      for (String name : List.of("service_name", "sid")) {
        for (Address.Option option : draft.options) {
          if (draft.path.isEmpty() && option.name().chars().equalsIgnoreCase(name)) {
            draft.path = option.value();
          }
        }
      }
      return draft.endpoints.get(0).host().isEmpty() ? List.of() : draft.addresses();
    }
    int slashes = place.chars().indexOf("//");
    Text hosts = slashes < 0 ? place : place.slice(slashes + 2);
    int sid = sidColon(hosts.chars());
    if (sid >= 0) {
      draft.path = hosts.slice(sid + 1);
      draft.endpoints.addAll(UrlGrammar.endpoints(hosts.slice(0, sid)));
      return draft.addresses();
    }
    boolean alias = slashes < 0 && hosts.chars().indexOf(':') < 0 && hosts.chars().indexOf('/') < 0;
    return alias ? List.of() : UrlGrammar.withAuthority(draft, hosts, "/?");
  }

  /** The colon before the SID of {@code host:port:sid}; -1 if there is none. */
  private static int sidColon(String hosts) {
    int first = hosts.indexOf(':');
    int second = first < 0 ? -1 : hosts.indexOf(':', first + 1);
    return hosts.startsWith("[") || hosts.indexOf('/') >= 0 ? -1 : second;
  }
}
