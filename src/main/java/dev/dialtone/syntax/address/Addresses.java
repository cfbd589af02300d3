package dev.dialtone.syntax.address;

import dev.dialtone.source.Text;
import dev.dialtone.syntax.address.Draft.Endpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the addresses that a value consists of. This is grammar only: whether a process dials the
 * address, binds it or shows it to people is for the setting to tell in which it stands.
 */
public final class Addresses {
  /** How long a value may be and still be looked at; connection strings are far shorter. */
  private static final int MAX_LENGTH = 8192;

  /** Symfony's transports that hold others. */
  private static final List<String> COMPOUND = List.of("failover(", "roundrobin(");

  /** gRPC targets without slashes. */
  private static final List<String> RESOLVERS = List.of("dns:", "ipv4:", "ipv6:");

  private Addresses() {}

  /**
   * The addresses of {@code value} in their order; none if the value is anything else than one
   * address or a list of addresses.
   *
   * <p>A hole makes the part unknown in which it stands and nothing else. A word with a number
   * ({@code redis:7}) is an address of the form {@link Address.Form#HOST_PORT}, a single word is
   * one of the form {@link Address.Form#HOST}: whether they mean one, their grammar cannot tell.
   */
  public static List<Address> parse(Text value) {
    Text text = value.strip();
    String chars = text.chars();
    if (chars.isEmpty() || chars.length() > MAX_LENGTH) {
      return List.of();
    }
    return List.copyOf(stripped(text));
  }

  private static List<Address> stripped(Text text) {
    String chars = text.chars();
    if (isArray(chars)) {
      return array(text.slice(1, chars.length() - 1));
    }
    if (JdbcGrammar.begins(chars)) {
      return JdbcGrammar.parse(text);
    }
    for (String word : COMPOUND) {
      if (chars.startsWith(word)) {
        int close = chars.lastIndexOf(')');
        Text inner = text.slice(word.length(), Math.max(word.length(), close)).strip();
        return UrlGrammar.beginsAt(inner.chars(), 0) ? UrlGrammar.parseList(inner) : List.of();
      }
    }
    boolean settings = chars.indexOf('=') >= 0;
    if (UrlGrammar.beginsAt(chars, 0)
        || (chars.indexOf(';') < 0 && UrlGrammar.namedBeginsAt(chars, 0))) {
      return UrlGrammar.parseList(text);
    }
    if (chars.startsWith("unix:") && chars.length() > "unix:".length()) {
      return socket(text);
    }
    for (String resolver : RESOLVERS) {
      if (chars.startsWith(resolver)) {
        return resolved(text, resolver.length());
      }
    }
    List<Address> goDsn = goMysql(text);
    if (!goDsn.isEmpty()) {
      return goDsn;
    }
    return settings ? withSettings(text) : list(text);
  }

  private static List<Address> withSettings(Text text) {
    List<Address> found = KeywordGrammar.parsePdo(text);
    if (found.isEmpty() && text.chars().indexOf(';') < 0) {
      found = KeywordGrammar.parseKeywords(text);
    }
    if (found.isEmpty()) {
      found = KeywordGrammar.parseConnectionString(text);
    }
    if (found.isEmpty()) {
      found = KeywordGrammar.parseRedisOptions(text);
    }
    return found.isEmpty() ? list(text) : found;
  }

  /** Whether this is a list as JSON writes it. */
  private static boolean isArray(String chars) {
    return chars.startsWith("[")
        && chars.endsWith("]")
        && (chars.indexOf('"') > 0 || chars.indexOf('\'') > 0 || chars.indexOf("://") > 0);
  }

  private static List<Address> array(Text items) {
    List<Address> addresses = new ArrayList<>();
    for (Text item : items.split(c -> c == ',')) {
      Text text = item.strip();
      String chars = text.chars();
      boolean quoted =
          chars.length() > 1
              && (chars.charAt(0) == '"' || chars.charAt(0) == '\'')
              && chars.charAt(chars.length() - 1) == chars.charAt(0);
      Text inner = quoted ? text.slice(1, chars.length() - 1) : text;
      List<Address> found =
          UrlGrammar.beginsAt(inner.chars(), 0) ? UrlGrammar.parseList(inner) : list(inner);
      if (found.isEmpty()) {
        return List.of();
      }
      addresses.addAll(found);
    }
    return addresses;
  }

  /** {@code unix:/run/app.sock}. */
  private static List<Address> socket(Text text) {
    Draft draft = new Draft(Address.Form.URL, text);
    draft.scheme = text.slice(0, 4);
    return draft.socketAddress(text.slice(5));
  }

  /** {@code dns:db:5432}, {@code ipv4:127.0.0.1:80,127.0.0.1:81}. */
  private static List<Address> resolved(Text text, int from) {
    Draft draft = new Draft(Address.Form.URL, text);
    draft.scheme = text.slice(0, from - 1);
    for (Address address : list(text.slice(from))) {
      draft.endpoints.add(new Endpoint(address.host(), address.port(), address.whole()));
    }
    return draft.addresses();
  }

  /**
   * {@code user:password@tcp(db:3306)/app}, {@code user@unix(/run/mysqld.sock)/app}, {@code
   * user:password@/app}.
   *
   * @see <a href="https://github.com/go-sql-driver/mysql#dsn-data-source-name">go-sql-driver,
   *     DSN</a>
   */
  private static List<Address> goMysql(Text text) {
    String chars = text.chars();
    int slash = chars.lastIndexOf('/');
    int open = chars.indexOf('(');
    int query = chars.indexOf('?');
    if (query >= 0 && slash > query) {
      slash = chars.lastIndexOf('/', query);
    }
    int at = chars.lastIndexOf('@', open >= 0 ? open : Math.max(slash, 0));
    boolean direct = at > 0 && at + 1 == slash;
    int close = open < 0 ? -1 : chars.indexOf(')', open);
    boolean wrapped = close > open && open > at + 1 && isNetwork(chars.substring(at + 1, open));
    boolean ended = wrapped && (close + 1 == chars.length() || chars.charAt(close + 1) == '/');
    boolean words = isQuoted(chars) || chars.chars().anyMatch(Character::isWhitespace);
    if (words || (!direct && !ended)) {
      return List.of();
    }
    Draft draft = new Draft(Address.Form.GO_MYSQL, text);
    int colon = chars.indexOf(':');
    boolean password = colon >= 0 && colon < at;
    if (at > 0) {
      draft.user = text.slice(0, password ? colon : at);
      draft.password = password ? text.slice(colon + 1, at) : text.slice(at, at);
    }
    int pathStart = direct ? slash + 1 : Math.min(close + 2, chars.length());
    int pathEnd = query < pathStart ? chars.length() : query;
    draft.path = text.slice(pathStart, pathEnd);
    for (Text setting : text.slice(Math.min(pathEnd + 1, chars.length())).split(c -> c == '&')) {
      int equals = setting.chars().indexOf('=');
      if (equals > 0) {
        draft.options.add(new Address.Option(setting.slice(0, equals), setting.slice(equals + 1)));
      }
    }
    if (direct) {
      draft.endpoints.add(Endpoint.of(text.slice(slash, slash)));
      return draft.addresses();
    }
    Text place = text.slice(open + 1, close);
    if (chars.startsWith("unix", at + 1)) {
      return draft.socketAddress(place);
    }
    draft.endpoints.add(UrlGrammar.endpoint(place));
    return draft.addresses();
  }

  private static boolean isNetwork(String name) {
    return switch (name) {
      case "tcp", "tcp4", "tcp6", "unix" -> true;
      default -> false;
    };
  }

  /**
   * Hosts with ports, or hosts alone: with commas between them either, with semicolons or white
   * space only the former.
   */
  private static List<Address> list(Text text) {
    boolean onlyCommas = true;
    List<Address> addresses = new ArrayList<>();
    String chars = text.chars();
    int from = 0;
    boolean comma = false;
    for (int i = 0; i <= chars.length(); i++) {
      char c = i < chars.length() ? chars.charAt(i) : ',';
      boolean space = Character.isWhitespace(c);
      if (c != ',' && c != ';' && !space) {
        continue;
      }
      if (i > from) {
        onlyCommas &= addresses.isEmpty() || comma;
        List<Address> found = item(text.slice(from, i));
        if (found.isEmpty()) {
          return List.of();
        }
        addresses.addAll(found);
        comma = false;
      }
      comma |= c == ',';
      from = i + 1;
    }
    boolean words = addresses.stream().anyMatch(a -> a.form() == Address.Form.HOST);
    return words && !onlyCommas ? List.of() : addresses;
  }

  /** One entry of a list. */
  private static List<Address> item(Text item) {
    if (UrlGrammar.beginsAt(item.chars(), 0)) {
      return UrlGrammar.parse(item);
    }
    Draft draft = new Draft(Address.Form.HOST_PORT, item);
    Text rest = item;
    int at = rest.chars().lastIndexOf('@');
    if (at > 0) {
      Text userInfo = rest.slice(0, at);
      if (isQuoted(userInfo.chars()) || userInfo.chars().contains("//")) {
        return List.of();
      }
      userInfo(draft, userInfo);
      rest = rest.slice(at + 1);
    }
    boolean slashes = rest.chars().startsWith("//");
    if (slashes) {
      rest = rest.slice(2);
    }
    int slash = rest.chars().indexOf('/');
    Text place = slash < 0 ? rest : rest.slice(0, slash);
    Endpoint endpoint = endpoint(place);
    String host = endpoint.host().chars();
    if (HostSyntax.isPort(endpoint.port().chars()) && isHostOfPort(host)) {
      draft.path = slash < 0 ? rest.slice(rest.length()) : rest.slice(slash + 1);
      draft.endpoints.add(endpoint);
      return draft.addresses();
    }
    boolean alone = at < 0 && slash < 0 && !slashes && endpoint.port().isEmpty();
    if (alone
        && place.chars().indexOf('#') < 0
        && HostSyntax.isHost(host)
        && !endsWithColon(place)) {
      Draft word = new Draft(Address.Form.HOST, item);
      word.endpoints.add(endpoint);
      return word.addresses();
    }
    return List.of();
  }

  /** Whether a quote stands at the beginning, where none belongs. */
  private static boolean isQuoted(String chars) {
    return chars.startsWith("\"") || chars.startsWith("'");
  }

  private static boolean endsWithColon(Text place) {
    return place.chars().endsWith(":") && !place.chars().endsWith("::");
  }

  private static boolean isHostOfPort(String host) {
    return host.isEmpty() || host.equals("*") || HostSyntax.isHost(host);
  }

  /** {@code user:password} or, as Oracle has it, {@code user/password}. */
  private static void userInfo(Draft draft, Text userInfo) {
    String chars = userInfo.chars();
    int end = 0;
    while (end < chars.length() && chars.charAt(end) != ':' && chars.charAt(end) != '/') {
      end++;
    }
    draft.user = userInfo.slice(0, end);
    draft.password = userInfo.slice(Math.min(end + 1, chars.length()));
  }

  /** {@code host:port}, and {@code host#port} as dnsmasq writes it. */
  private static Endpoint endpoint(Text place) {
    int hash = place.chars().indexOf('#');
    return hash > 0
        ? new Endpoint(place.slice(0, hash), place.slice(hash + 1), place)
        : UrlGrammar.hostAndPort(place);
  }
}
