package dev.dialtone.syntax.address;

import dev.dialtone.source.Text;
import dev.dialtone.syntax.address.Address.Option;
import dev.dialtone.syntax.address.Draft.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Connection strings made of {@code name=value}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html">libpq, Keyword/Value
 *     Connection Strings</a>
 * @see <a href="https://learn.microsoft.com/dotnet/framework/data/adonet/connection-string-syntax">
 *     ADO.NET, Connection String Syntax</a>
 * @see <a href="https://www.php.net/manual/en/pdo.drivers.php">PHP, PDO drivers</a>
 * @see <a href="https://stackexchange.github.io/StackExchange.Redis/Configuration">
 *     StackExchange.Redis, Configuration</a>
 */
final class KeywordGrammar {
  /** Names under which ADO.NET and ODBC drivers take the server. */
  private static final List<String> SERVER =
      List.of(
          "server",
          "data source",
          "datasource",
          "host",
          "hostname",
          "hosts",
          "addr",
          "address",
          "network address");

  /** The names of these that mean a server even where nothing else is said. */
  private static final Set<String> SERVER_ALONE = Set.of("server", "data source", "datasource");

  private static final List<String> PORT = List.of("port", "portnumber");

  /** Options of StackExchange.Redis, of which at least one has to be there. */
  private static final Set<String> REDIS_OPTIONS =
      Set.of(
          "abortconnect",
          "allowadmin",
          "asynctimeout",
          "channelprefix",
          "connectretry",
          "connecttimeout",
          "defaultdatabase",
          "keepalive",
          "name",
          "password",
          "protocol",
          "resolvedns",
          "responsetimeout",
          "servicename",
          "ssl",
          "sslhost",
          "synctimeout",
          "tiebreaker",
          "user");

  /** The drivers of PDO that connect by name and value. */
  private static final Set<String> PDO_DRIVERS =
      Set.of(
          "cubrid",
          "dblib",
          "firebird",
          "informix",
          "mariadb",
          "mssql",
          "mysql",
          "odbc",
          "pgsql",
          "sqlsrv",
          "sybase");

  private KeywordGrammar() {}

  /** {@code mysql:host=db;port=3306}. */
  static List<Address> parsePdo(Text value) {
    int colon = value.chars().indexOf(':');
    if (colon < 0 || !PDO_DRIVERS.contains(value.chars().substring(0, colon))) {
      return List.of();
    }
    Draft draft = new Draft(Address.Form.PDO, value);
    draft.scheme = value.slice(0, colon);
    Text rest = value.slice(colon + 1);
    List<Option> settings = rest.chars().indexOf(';') < 0 ? keywords(rest) : List.of();
    draft.options.addAll(settings.isEmpty() ? settings(rest) : settings);
    return adoptServer(draft);
  }

  /** {@code Server=db,1433;Database=app}. */
  static List<Address> parseConnectionString(Text value) {
    Draft draft = new Draft(Address.Form.CONNECTION_STRING, value);
    draft.options.addAll(settings(value));
    if (draft.options.size() == 1
        && !SERVER_ALONE.contains(draft.options.get(0).name().chars().toLowerCase(Locale.ROOT))) {
      return List.of();
    }
    List<Address> addresses = new ArrayList<>(adoptServer(draft));
    if (addresses.isEmpty()) {
      for (Option option : draft.options) {
        if (UrlGrammar.beginsAt(option.value().chars(), 0)) {
          addresses.addAll(UrlGrammar.parseList(option.value()));
        }
      }
    }
    return addresses;
  }

  /** {@code host=db port=5432 dbname=app}. */
  static List<Address> parseKeywords(Text value) {
    Draft draft = new Draft(Address.Form.KEYWORDS, value);
    draft.options.addAll(keywords(value));
    Set<String> names = Set.of("host", "hostaddr");
    boolean host =
        draft.options.stream()
            .anyMatch(o -> names.contains(o.name().chars()) && !o.value().isEmpty());
    boolean database =
        draft.options.size() > 1 && draft.options.stream().anyMatch(o -> o.name().is("dbname"));
    if (!host && !database) {
      return List.of();
    }
    draft.adoptNamedParts();
    for (Option option : draft.options) {
      if (option.name().is("host") && option.value().chars().startsWith("/")) {
        return draft.socketAddress(option.value());
      }
    }
    draft.endpoints.add(Endpoint.of(value.slice(0, 0)));
    adoptHosts(draft, List.of("hostaddr", "host"), PORT);
    return sound(draft.endpoints) ? draft.addresses() : List.of();
  }

  /** {@code cache:6379,cache2:6379,password=secret,ssl=false}. */
  static List<Address> parseRedisOptions(Text value) {
    Draft draft = new Draft(Address.Form.REDIS_OPTIONS, value);
    for (Text item : value.split(c -> c == ',')) {
      Text part = item.strip();
      int equals = part.chars().indexOf('=');
      if (part.isEmpty()) {
        continue;
      }
      if (equals < 0 && draft.options.isEmpty()) {
        draft.endpoints.add(UrlGrammar.hostAndPort(part));
      } else if (equals > 0 && isName(part.chars(), equals)) {
        draft.options.add(new Option(part.slice(0, equals), part.slice(equals + 1)));
      } else {
        return List.of();
      }
    }
    boolean known =
        draft.options.stream()
            .anyMatch(o -> REDIS_OPTIONS.contains(o.name().chars().toLowerCase(Locale.ROOT)));
    boolean found = known && !draft.endpoints.isEmpty() && sound(draft.endpoints);
    draft.adoptNamedParts();
    return found ? draft.addresses() : List.of();
  }

  /** Finds the servers of a connection string; none if no name says so or none is sound. */
  private static List<Address> adoptServer(Draft draft) {
    draft.adoptNamedParts();
    for (Option option : draft.options) {
      String name = option.name().chars().toLowerCase(Locale.ROOT);
      boolean socketName = name.equals("unix_socket") || SERVER.contains(name);
      if (socketName && option.value().chars().startsWith("/")) {
        return draft.socketAddress(option.value());
      }
    }
    draft.endpoints.add(Endpoint.of(draft.path.slice(0, 0)));
    boolean found = adoptHosts(draft, SERVER, PORT);
    return found && sound(draft.endpoints) ? draft.addresses() : List.of();
  }

  private static boolean sound(List<Endpoint> endpoints) {
    for (Endpoint endpoint : endpoints) {
      String host = endpoint.host().chars();
      boolean local = host.equals(".") || host.equalsIgnoreCase("(local)");
      String port = endpoint.port().chars();
      boolean soundPort = port.isEmpty() || HostSyntax.isPort(port);
      if (!soundPort || !(host.isEmpty() || local || HostSyntax.isHost(host))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes hosts and ports from the options, where they are given there; whether hosts were.
   *
   * @param hostNames the names of the options, the one that counts most first
   * @param portNames likewise
   */
  static boolean adoptHosts(Draft draft, List<String> hostNames, List<String> portNames) {
    List<Text> hosts = valuesOf(draft, hostNames);
    if (!hosts.isEmpty()) {
      draft.endpoints.clear();
      for (Text host : hosts) {
        draft.endpoints.addAll(servers(host));
      }
    }
    List<Text> ports = valuesOf(draft, portNames);
    if (!ports.isEmpty()) {
      List<Text> each = ports.get(0).split(c -> c == ',');
      for (int i = 0; i < draft.endpoints.size(); i++) {
        Endpoint endpoint = draft.endpoints.get(i);
        if (endpoint.port().isEmpty()) {
          draft.endpoints.set(i, endpoint.with(each.get(Math.min(i, each.size() - 1)).strip()));
        }
      }
    }
    return !hosts.isEmpty();
  }

  private static List<Text> valuesOf(Draft draft, List<String> names) {
    for (String name : names) {
      List<Text> values =
          draft.options.stream()
              .filter(o -> o.name().chars().equalsIgnoreCase(name) && !o.value().isEmpty())
              .map(Option::value)
              .toList();
      if (!values.isEmpty()) {
        return values;
      }
    }
    return List.of();
  }

  /** {@code tcp:host,1433} of SQL Server, or a list of hosts. */
  private static List<Endpoint> servers(Text value) {
    Text server = value;
    for (String prefix : List.of("tcp:", "admin:")) {
      if (server.chars().regionMatches(true, 0, prefix, 0, prefix.length())) {
        server = server.slice(prefix.length());
      }
    }
    String chars = server.chars();
    int comma = chars.indexOf(',');
    Text second = comma < 0 ? server.slice(chars.length()) : server.slice(comma + 1).strip();
    if (HostSyntax.isPort(second.chars()) && !second.is(String.valueOf(Text.HOLE))) {
      Endpoint host = UrlGrammar.hostAndPort(server.slice(0, comma).strip());
      return List.of(new Endpoint(host.host(), second, server));
    }
    List<Endpoint> endpoints = new ArrayList<>();
    for (Text host : server.split(c -> c == ',')) {
      endpoints.add(UrlGrammar.hostAndPort(host.strip()));
    }
    return endpoints;
  }

  /**
   * Settings with semicolons between them, values in quotes (doubled inside) or, as ODBC has it, in
   * braces; empty if there is anything else but holes.
   */
  static List<Option> settings(Text text) {
    String chars = text.chars();
    List<Option> settings = new ArrayList<>();
    int from = 0;
    while (from < chars.length()) {
      int equals = chars.indexOf('=', from);
      int semicolon = chars.indexOf(';', from);
      int end = semicolon < 0 ? chars.length() : semicolon;
      if (equals < 0 || equals > end) {
        boolean nothing = chars.substring(from, end).isBlank();
        if (!nothing && chars.substring(from, end).indexOf(Text.HOLE) < 0) {
          return List.of();
        }
        from = end + 1;
        continue;
      }
      Text name = text.slice(from, equals).strip();
      if (!isName(name.chars(), name.length())) {
        return List.of();
      }
      int valueStart = equals + 1;
      while (valueStart < chars.length() && chars.charAt(valueStart) == ' ') {
        valueStart++;
      }
      int close = closing(chars, valueStart);
      if (close > valueStart) {
        settings.add(new Option(name, unquoted(text, valueStart, close)));
        semicolon = chars.indexOf(';', close);
        end = semicolon < 0 ? chars.length() : semicolon;
      } else {
        settings.add(new Option(name, text.slice(Math.min(valueStart, end), end).strip()));
      }
      from = end + 1;
    }
    return settings;
  }

  private static boolean isName(String chars, int length) {
    for (int i = 0; i < length; i++) {
      char c = chars.charAt(i);
      boolean part = HostSyntax.isLetter(c) || HostSyntax.isDigit(c) || " _-.".indexOf(c) >= 0;
      if (!part) {
        return false;
      }
    }
    return length > 0 && HostSyntax.isLetter(chars.charAt(0));
  }

  /** The quote or brace that closes the one at an offset, or the offset if none opens there. */
  private static int closing(String chars, int open) {
    char quote = open < chars.length() ? chars.charAt(open) : ';';
    if (quote != '"' && quote != '\'' && quote != '{') {
      return open;
    }
    char close = quote == '{' ? '}' : quote;
    int at = open + 1;
    while (at < chars.length()) {
      if (chars.charAt(at) == close) {
        if (at + 1 < chars.length() && chars.charAt(at + 1) == close) {
          at++;
        } else {
          return at;
        }
      }
      at++;
    }
    return open;
  }

  private static Text unquoted(Text text, int open, int close) {
    String inner = text.chars().substring(open + 1, close);
    char quote = text.chars().charAt(close);
    Text whole = text.slice(open + 1, close);
    if (inner.indexOf(quote) < 0) {
      return whole;
    }
    Text.Builder value = Text.builder(whole.site());
    int kept = 0;
    for (int i = 0; i + 1 < inner.length(); i++) {
      if (inner.charAt(i) == quote && inner.charAt(i + 1) == quote) {
        value.append(whole.slice(kept, i + 1));
        i++;
        kept = i + 1;
      }
    }
    return value.append(whole.slice(kept)).build();
  }

  /**
   * Settings with white space between them, values perhaps in single quotes, with backslashes
   * before quotes and backslashes; empty if there is anything else.
   */
  private static List<Option> keywords(Text text) {
    String chars = text.chars();
    List<Option> settings = new ArrayList<>();
    int at = skipSpace(chars, 0);
    while (at < chars.length()) {
      int nameStart = at;
      while (at < chars.length() && isKeywordPart(chars.charAt(at))) {
        at++;
      }
      int nameEnd = at;
      at = skipSpace(chars, at);
      if (nameEnd == nameStart || at >= chars.length() || chars.charAt(at) != '=') {
        return List.of();
      }
      at = skipSpace(chars, at + 1);
      Text name = text.slice(nameStart, nameEnd);
      int close = at < chars.length() && chars.charAt(at) == '\'' ? quoteEnd(chars, at) : at;
      if (close > at) {
        settings.add(new Option(name, withoutBackslashes(text.slice(at + 1, close))));
        at = close + 1;
      } else {
        int from = at;
        while (at < chars.length() && !Character.isWhitespace(chars.charAt(at))) {
          at += chars.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at, chars.length());
        settings.add(new Option(name, withoutBackslashes(text.slice(from, at))));
      }
      at = skipSpace(chars, at);
    }
    return settings;
  }

  private static boolean isKeywordPart(char c) {
    return HostSyntax.isLetter(c) || HostSyntax.isDigit(c) || c == '_';
  }

  private static int skipSpace(String chars, int from) {
    int at = from;
    while (at < chars.length() && Character.isWhitespace(chars.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int quoteEnd(String chars, int open) {
    for (int i = open + 1; i < chars.length(); i++) {
      if (chars.charAt(i) == '\\') {
        i++;
      } else if (chars.charAt(i) == '\'') {
        return i;
      }
    }
    return open;
  }

  private static Text withoutBackslashes(Text text) {
    String chars = text.chars();
    if (chars.indexOf('\\') < 0) {
      return text;
    }
    Text.Builder value = Text.builder(text.site());
    int kept = 0;
    for (int i = 0; i + 1 < chars.length(); i++) {
      if (chars.charAt(i) == '\\') {
        value.append(text.slice(kept, i));
        i++;
        kept = i;
      }
    }
    return value.append(text.slice(kept)).build();
  }
}
