package dev.dialtone.syntax.address;

import dev.dialtone.source.Text;
import dev.dialtone.syntax.address.Draft.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * URLs as clients take them: with several hosts, several URLs in one value, unix sockets.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986">RFC 3986</a>
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html">libpq connection
 *     strings</a>
 * @see <a href="https://grpc.github.io/grpc/core/md_doc_naming.html">gRPC name resolution</a>
 */
final class UrlGrammar {
  /** Schemes behind which no host stands: files, memory, buckets, names of other things. */
  private static final Set<String> WITHOUT_HOST =
      Set.of(
          "abfss",
          "app",
          "array",
          "console",
          "consolemail",
          "capacitor",
          "chrome-extension",
          "classpath",
          "data",
          "docker",
          "dbcache",
          "docker-image",
          "doctrine",
          "duckdb",
          "dummycache",
          "dummymail",
          "env",
          "fd",
          "file",
          "filecache",
          "filemail",
          "filesystem",
          "gs",
          "in-memory",
          "inmemory",
          "ionic",
          "jar",
          "lb",
          "locmem",
          "locmemcache",
          "mem",
          "memorymail",
          "memory",
          "moz-extension",
          "native",
          "npipe",
          "null",
          "oci",
          "rpc",
          "s3",
          "s3a",
          "s3n",
          "sendmail",
          "sqlite",
          "sqlite3",
          "sync",
          "xds");

  /** Schemes that name a socket's path in the place of a host. */
  private static final Set<String> SOCKET = Set.of("unix", "unixgram", "socket", "redis-socket");

  /** Schemes that hand what stands behind them to a resolver: gRPC targets. */
  private static final Set<String> RESOLVER = Set.of("dns", "passthrough", "ipv4", "ipv6");

  /** Schemes whose clients take a host from the options as well, and prefer it. */
  private static final List<String> HOST_OPTION = List.of("postg", "psql", "pgsql", "cockroach");

  private UrlGrammar() {}

  /** Whether {@code scheme://} begins at an offset. */
  static boolean beginsAt(String chars, int from) {
    int at = schemeEnd(chars, from);
    return at > from && chars.startsWith("://", at);
  }

  /** Whether {@code scheme://} begins at an offset, perhaps behind a {@code name=}. */
  static boolean namedBeginsAt(String chars, int from) {
    int at = schemeEnd(chars, from);
    boolean named = at > from && at < chars.length() && chars.charAt(at) == '=';
    return named ? beginsAt(chars, at + 1) : beginsAt(chars, from);
  }

  private static int schemeEnd(String chars, int from) {
    int at = from;
    while (at < chars.length() && isSchemePart(chars.charAt(at))) {
      at++;
    }
    boolean begins =
        at > from && (HostSyntax.isLetter(chars.charAt(from)) || chars.charAt(from) == Text.HOLE);
    return begins ? at : from;
  }

  private static boolean isSchemePart(char c) {
    return HostSyntax.isLetter(c)
        || HostSyntax.isDigit(c)
        || c == '+'
        || c == '-'
        || c == '.'
        || c == '_'
        || c == Text.HOLE;
  }

  /**
   * The addresses of a value that begins with a URL, or with a name and a URL: one URL, or several
   * with commas, semicolons or white space between them.
   */
  static List<Address> parseList(Text value) {
    String chars = value.chars();
    List<Address> addresses = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= chars.length(); i++) {
      boolean ends = i == chars.length();
      if (!ends && !(isSeparator(chars.charAt(i - 1)) && namedBeginsAt(chars, i))) {
        continue;
      }
      int to = i;
      while (to > from && isSeparator(chars.charAt(to - 1))) {
        to--;
      }
      if (hasSpace(chars, from, to)) {
        return List.of();
      }
      addresses.addAll(parse(value.slice(from, to)));
      from = i;
    }
    return addresses;
  }

  private static boolean isSeparator(char c) {
    return c == ',' || c == ';' || Character.isWhitespace(c);
  }

  private static boolean hasSpace(String chars, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Character.isWhitespace(chars.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** The addresses of one URL, which may stand behind a name and {@code =}. */
  static List<Address> parse(Text value) {
    String chars = value.chars();
    int colon = chars.indexOf("://");
    int equals = chars.lastIndexOf('=', colon);
    Text url = value.slice(equals + 1);
    Draft draft = new Draft(Address.Form.URL, url);
    draft.scheme = url.slice(0, colon - equals - 1);
    String scheme = draft.scheme.chars().toLowerCase(Locale.ROOT);
    Text rest = url.slice(draft.scheme.length() + 3);
    int plus = scheme.indexOf('+');
    String first = scheme.substring(0, plus < 0 ? scheme.length() : plus);
    String last = scheme.substring(scheme.lastIndexOf('+') + 1);
    if (WITHOUT_HOST.contains(first) || WITHOUT_HOST.contains(last)) {
      return List.of();
    }
    if (rest.isEmpty()) {
      // A scheme alone names an application or a way without a host more often than a server.
      return List.of();
    }
    if (SOCKET.contains(first) || SOCKET.contains(last)) {
      return socket(draft, rest);
    }
    if (RESOLVER.contains(scheme)) {
      int slash = rest.chars().indexOf('/');
      boolean endpoint = slash >= 0 && slash + 1 < rest.length();
      return withAuthority(draft, endpoint ? rest.slice(slash + 1) : rest, "/?#");
    }
    if (rest.chars().startsWith("unix:/")) {
      // nginx: http://unix:/run/app.sock:/uri
      int from = "unix:".length();
      int to = rest.chars().indexOf(':', from);
      return draft.socketAddress(rest.slice(from, to < 0 ? rest.length() : to));
    }
    return withAuthority(draft, rest, "/?#");
  }

  /** {@code unix:///run/app.sock?db=1}, {@code http+unix://%2Frun%2Fapp.sock/path}. */
  private static List<Address> socket(Draft draft, Text rest) {
    int end = firstOf(rest.chars(), 0, "?#");
    options(draft, rest, end);
    int slash = rest.chars().indexOf('/');
    int at = rest.chars().lastIndexOf('@', slash < 0 ? end : slash);
    if (at > 0) {
      userInfo(draft, rest.slice(0, at));
    }
    int from = at < 0 ? 0 : at + 1;
    if (isEncodedPath(rest.chars(), from)) {
      int to = slash < 0 ? end : Math.min(slash, end);
      draft.path = rest.slice(Math.min(to + 1, end), end);
      return draft.socketAddress(PercentEncoding.decode(rest.slice(from, to)));
    }
    draft.adoptNamedParts();
    return draft.socketAddress(rest.slice(Math.min(from, end), end));
  }

  private static boolean isEncodedPath(String chars, int from) {
    return chars.regionMatches(true, from, "%2f", 0, 3);
  }

  /**
   * What stands behind {@code ://}: user, hosts, path, options.
   *
   * @param ends the characters that end the hosts
   */
  static List<Address> withAuthority(Draft draft, Text rest, String ends) {
    String chars = rest.chars();
    int hostsEnd = hostsEnd(chars, 0, ends);
    int at = chars.lastIndexOf('@', hostsEnd - 1);
    int firstAt = chars.indexOf('@');
    if (draft.form == Address.Form.JDBC && chars.substring(0, at + 1).indexOf(',', firstAt) > 0) {
      // MySQL: jdbc:mysql://user:password@host1,user2:password2@host2
      at = firstAt;
    }
    if (at < 0 && hostsEnd < chars.length() && !hasSoundPort(chars.substring(0, hostsEnd))) {
      // A slash in a password that somebody forgot to encode: no part of it may pass for a path.
      at = chars.lastIndexOf('@', firstOf(chars, hostsEnd, "?"));
      hostsEnd = at < 0 ? hostsEnd : hostsEnd(chars, at + 1, ends);
    }
    if (at >= 0) {
      userInfo(draft, rest.slice(0, at));
    }
    int pathEnd = hostsEnd;
    if (hostsEnd < chars.length() && chars.charAt(hostsEnd) == '/') {
      pathEnd = firstOf(chars, hostsEnd, ends.replace("/", ""));
      int colon = chars.indexOf(':', hostsEnd);
      if (draft.form == Address.Form.JDBC && colon > 0 && chars.indexOf('=', colon) > colon) {
        // DB2: jdbc:db2://host:50000/SAMPLE:user=app;
        pathEnd = Math.min(pathEnd, colon);
      }
      draft.path = PercentEncoding.decode(rest.slice(hostsEnd + 1, pathEnd));
    } else {
      draft.path = rest.slice(hostsEnd, hostsEnd);
    }
    options(draft, rest, pathEnd);
    Text hosts = rest.slice(at + 1, hostsEnd);
    if (isEncodedPath(hosts.chars(), 0)) {
      return draft.socketAddress(PercentEncoding.decode(hosts));
    }
    draft.endpoints.addAll(endpoints(hosts));
    return withOptionsOfDrivers(draft);
  }

  /** The end of the hosts; within brackets and parentheses nothing ends. */
  private static int hostsEnd(String chars, int from, String ends) {
    int depth = 0;
    for (int i = from; i < chars.length(); i++) {
      char c = chars.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (depth <= 0 && ends.indexOf(c) >= 0) {
        return i;
      }
    }
    return depth <= 0 ? chars.length() : firstOf(chars, from, ends);
  }

  private static boolean hasSoundPort(String host) {
    int colon = host.lastIndexOf(':');
    String port = host.substring(colon + 1);
    return colon < 0 || port.isEmpty() || port.endsWith("]") || HostSyntax.isPort(port);
  }

  private static int firstOf(String chars, int from, String ends) {
    for (int i = from; i < chars.length(); i++) {
      if (ends.indexOf(chars.charAt(i)) >= 0) {
        return i;
      }
    }
    return chars.length();
  }

  private static void userInfo(Draft draft, Text userInfo) {
    int colon = userInfo.chars().indexOf(':');
    draft.user = PercentEncoding.decode(userInfo.slice(0, colon < 0 ? userInfo.length() : colon));
    if (colon >= 0) {
      draft.password = PercentEncoding.decode(userInfo.slice(colon + 1));
    }
  }

  /** The settings behind {@code ?} (with {@code &} between them) or {@code ;}. */
  private static void options(Draft draft, Text rest, int from) {
    if (from >= rest.length() || rest.chars().charAt(from) == '#') {
      return;
    }
    boolean query = rest.chars().charAt(from) == '?';
    int end = query ? firstOf(rest.chars(), from, "#") : rest.length();
    Text all = rest.slice(from + 1, end);
    if (query) {
      for (Text setting : all.split(c -> c == '&')) {
        int equals = setting.chars().indexOf('=');
        if (equals > 0) {
          Text value = PercentEncoding.decode(setting.slice(equals + 1));
          draft.options.add(new Address.Option(setting.slice(0, equals), value));
        }
      }
    } else {
      draft.options.addAll(KeywordGrammar.settings(all));
    }
  }

  /** What drivers read from the options in the place of host, port and user. */
  private static List<Address> withOptionsOfDrivers(Draft draft) {
    String protocol = draft.scheme.chars().toLowerCase(Locale.ROOT);
    boolean hostOption = HOST_OPTION.stream().anyMatch(protocol::startsWith);
    if (hostOption || draft.form == Address.Form.JDBC) {
      draft.adoptNamedParts();
    }
    boolean socketOption =
        draft.form == Address.Form.JDBC
            || protocol.startsWith("mysql")
            || protocol.startsWith("mariadb");
    for (Address.Option option : draft.options) {
      boolean socket =
          switch (option.name().chars().toLowerCase(Locale.ROOT)) {
            case "unix_socket", "socket", "localsocket", "socketpath" -> socketOption;
            case "host" -> hostOption;
            default -> false;
          };
      if (socket && option.value().chars().startsWith("/")) {
        return draft.socketAddress(option.value());
      }
    }
    if (hostOption) {
      KeywordGrammar.adoptHosts(draft, List.of("host"), List.of("port"));
    } else if (draft.form == Address.Form.JDBC && draft.endpoints.get(0).host().isEmpty()) {
      KeywordGrammar.adoptHosts(
          draft, List.of("servername", "server"), List.of("portnumber", "port"));
    }
    return draft.addresses();
  }

  /** The hosts of a list with commas; an empty list has one empty host. */
  static List<Endpoint> endpoints(Text hosts) {
    String chars = hosts.chars();
    if (chars.startsWith("(") || chars.regionMatches(true, 0, "address=(", 0, 9)) {
      return DescriptorGrammar.endpoints(hosts);
    }
    List<Endpoint> endpoints = new ArrayList<>();
    boolean bracketed = chars.startsWith("[") && chars.endsWith("]") && chars.indexOf(',') > 0;
    Text list = bracketed ? hosts.slice(1, chars.length() - 1) : hosts;
    for (Text host : list.split(c -> c == ',')) {
      if (!host.isEmpty() || endpoints.isEmpty()) {
        endpoints.add(endpoint(host.slice(host.chars().lastIndexOf('@') + 1)));
      }
    }
    if (endpoints.size() > 1 && endpoints.get(0).whole().isEmpty()) {
      endpoints.remove(0);
    }
    return endpoints;
  }

  /** {@code host}, {@code host:port}, {@code [::1]:port}, {@code tcp(host:port)}. */
  static Endpoint endpoint(Text at) {
    String chars = at.chars();
    int open = chars.indexOf('(');
    boolean wrapped = open > 0 && chars.startsWith("tcp") && chars.endsWith(")");
    return hostAndPort(wrapped ? at.slice(open + 1, chars.length() - 1) : at);
  }

  /** {@code host}, {@code host:port}, {@code [::1]:port}, {@code host\\instance:port}. */
  static Endpoint hostAndPort(Text at) {
    String chars = at.chars();
    if (chars.startsWith("[")) {
      int close = chars.indexOf(']');
      Text host = at.slice(1, close < 0 ? chars.length() : close);
      boolean port = close >= 0 && chars.startsWith(":", close + 1);
      Text decoded = PercentEncoding.decode(host);
      return new Endpoint(decoded, at.slice(port ? close + 2 : chars.length()), at);
    }
    int colon = chars.indexOf(':');
    boolean port = colon >= 0 && !HostSyntax.looksLikeIpv6(chars);
    int hostEnd = port ? colon : chars.length();
    // SQL Server: host\\instance
    int instance = chars.indexOf('\\');
    Text host = at.slice(0, instance < 0 ? hostEnd : Math.min(instance, hostEnd));
    return new Endpoint(
        PercentEncoding.decode(host), at.slice(port ? colon + 1 : chars.length()), at);
  }
}
