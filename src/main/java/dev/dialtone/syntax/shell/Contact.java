package dev.dialtone.syntax.shell;

import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A server that a command-line client is told to contact.
 *
 * @param host the host as written; empty for the client's default
 * @param port the port as written; empty for the default of the protocol
 * @param protocol the URL's scheme or the client's protocol, such as {@code postgresql}; empty for
 *     plain TCP
 */
public record Contact(Text host, Text port, String protocol) {

  /** What the words of a known client name, or those of another program that are URLs. */
  public static List<Contact> of(List<Text> words, Variables environment) {
    return of(words, environment, Contact::ofOther);
  }

  /** What the words of a known client name; nothing for other programs. */
  public static List<Contact> ofClient(List<Text> words, Variables environment) {
    return of(words, environment, (program, arguments) -> List.of());
  }

  /** Whatever an interpreter's code or any other program may contact. */
  private static List<Contact> ofOther(String program, List<Text> arguments) {
    return switch (program) {
      case "node", "nodejs", "bun", "deno", "python", "python3", "ruby", "php", "perl" ->
          CodeContacts.of(arguments);
      default -> urls(arguments);
    };
  }

  private static List<Contact> of(
      List<Text> words,
      Variables environment,
      BiFunction<String, List<Text>, List<Contact>> otherwise) {
    if (words.isEmpty()) {
      return List.of();
    }
    List<Text> arguments = words.subList(1, words.size());
    String program = Program.baseName(words.get(0));
    return switch (program) {
      case "pg_isready", "psql", "pg_dump", "pg_restore", "createdb", "dropdb" ->
          postgres(words.get(0), arguments, environment);
      case "mysqladmin", "mysql", "mysqldump", "mysqlcheck" -> mysql(arguments, "mysql");
      case "mariadb-admin", "mariadb", "mariadb-dump", "mariadb-check" ->
          mysql(arguments, "mariadb");
      case "redis-cli", "valkey-cli", "keydb-cli" -> redis(arguments);
      case "mongosh", "mongo" -> mongo(arguments);
      case "nc", "ncat", "netcat", "telnet" -> hostAndPort(arguments);
      case "kafka-topics",
          "kafka-topics.sh",
          "kafka-broker-api-versions",
          "kafka-broker-api-versions.sh",
          "kcat",
          "kafkacat",
          "cub" ->
          brokers(arguments);
      case "cqlsh" -> hostAndPort(arguments);
      case "curl" -> requests(arguments, CURL_VALUES);
      case "wget" -> requests(arguments, WGET_VALUES);
      case "sqlcmd" -> sqlServer(arguments);
      case "clickhouse-client" -> hostOption(arguments, "--port", "clickhouse");
      case "grpc_health_probe", "grpc-health-probe" -> probe(arguments);
      default -> otherwise.apply(program, arguments);
    };
  }

  /** The addresses in a list such as {@code db:5432,cache:6379}. */
  static List<Contact> list(Text addresses, String protocol) {
    List<Contact> contacts = new ArrayList<>();
    for (Text part : addresses.split(c -> c == ',')) {
      contacts.addAll(address(part.strip(), protocol));
    }
    return contacts;
  }

  /** {@code host:port} or a URL; nothing for what is neither. */
  static List<Contact> address(Text text, String protocol) {
    String chars = text.chars();
    int scheme = chars.indexOf("://");
    if (scheme >= 0) {
      return url(text, scheme);
    }
    // A data source name of Go's MySQL driver holds its address in parentheses.
    int open = chars.indexOf("tcp(");
    int close = chars.indexOf(')', Math.max(open, 0));
    Text address =
        open >= 0 && close > open
            ? text.slice(open + "tcp(".length(), close)
            : text.slice(chars.lastIndexOf('@') + 1);
    int colon = portColon(address);
    return colon > 0
        ? List.of(
            new Contact(unbracketed(address.slice(0, colon)), address.slice(colon + 1), protocol))
        : List.of();
  }

  /** {@code scheme://user@host:port/path}, whose scheme ends at {@code scheme}. */
  static List<Contact> url(Text text, int scheme) {
    return authority(text, scheme + 3, text.chars().substring(0, scheme));
  }

  /** {@code user@host:port/path} from an offset on. */
  private static List<Contact> authority(Text text, int from, String protocol) {
    String chars = text.chars();
    int to = from;
    while (to < chars.length() && "/?#".indexOf(chars.charAt(to)) < 0) {
      to++;
    }
    int user = chars.lastIndexOf('@', to - 1);
    Text authority = text.slice(Math.max(from, user + 1), to);
    if (authority.isEmpty()) {
      return List.of();
    }
    int colon = portColon(authority);
    return List.of(
        colon > 0
            ? new Contact(
                unbracketed(authority.slice(0, colon)), authority.slice(colon + 1), protocol)
            : new Contact(unbracketed(authority), authority.slice(authority.length()), protocol));
  }

  /** The colon in front of the port, -1 if there is none: those of an IPv6 address do not count. */
  private static int portColon(Text address) {
    String chars = address.chars();
    int colon = chars.lastIndexOf(':');
    return chars.indexOf(']', Math.max(0, colon)) >= 0 ? -1 : colon;
  }

  private static Text unbracketed(Text host) {
    String chars = host.chars();
    boolean bracketed = chars.length() > 1 && chars.startsWith("[") && chars.endsWith("]");
    return bracketed ? host.slice(1, chars.length() - 1) : host;
  }

  private static List<Contact> postgres(Text program, List<Text> arguments, Variables environment) {
    for (Text argument : arguments) {
      String chars = argument.chars();
      int url = chars.indexOf("postgres");
      if (url >= 0 && chars.indexOf("://") > url) {
        return address(argument.slice(url), "postgresql");
      }
    }
    Text empty = program.slice(program.length());
    Text host = option(arguments, "-h", "--host", orElse(environment, "PGHOST", empty));
    Text port = option(arguments, "-p", "--port", orElse(environment, "PGPORT", empty));
    return List.of(new Contact(host, port, "postgresql"));
  }

  private static Text orElse(Variables environment, String name, Text otherwise) {
    return environment.lookup(name) instanceof Variables.Answer.Set set ? set.value() : otherwise;
  }

  private static List<Contact> mysql(List<Text> arguments, String protocol) {
    return hostOption(arguments, "-P", protocol);
  }

  private static List<Contact> redis(List<Text> arguments) {
    for (int i = 0; i + 1 < arguments.size(); i++) {
      if (arguments.get(i).is("-u")) {
        return address(arguments.get(i + 1), "redis");
      }
    }
    return hostOption(arguments, "-p", "redis");
  }

  /** {@code -S host,port}. */
  private static List<Contact> sqlServer(List<Text> arguments) {
    for (Text server : Words.values(arguments, Set.of("-S"))) {
      int comma = server.chars().indexOf(',');
      return List.of(
          comma < 0
              ? new Contact(server, server.slice(server.length()), "mssql")
              : new Contact(server.slice(0, comma), server.slice(comma + 1), "mssql"));
    }
    return List.of();
  }

  private static List<Contact> mongo(List<Text> arguments) {
    for (Text argument : arguments) {
      if (argument.chars().startsWith("mongodb")) {
        return address(argument, "mongodb");
      }
    }
    List<Contact> byOption = hostOption(arguments, "--port", "mongodb");
    if (byOption.isEmpty()) {
      return List.of();
    }
    List<Contact> joined = address(byOption.get(0).host(), "mongodb");
    return joined.isEmpty() ? byOption : joined;
  }

  private static List<Contact> hostOption(
      List<Text> arguments, String portOption, String protocol) {
    if (arguments.isEmpty()) {
      return List.of();
    }
    Text last = arguments.get(arguments.size() - 1);
    Text empty = last.slice(last.length());
    Text host = option(arguments, "-h", "--host", empty);
    Text port = option(arguments, portOption, "--port", empty);
    return host.isEmpty() && port.isEmpty()
        ? List.of()
        : List.of(new Contact(host, port, protocol));
  }

  /** The value of an option: {@code -h db}, {@code -hdb}, {@code --host db}, {@code --host=db}. */
  private static Text option(List<Text> arguments, String brief, String full, Text otherwise) {
    for (int i = 0; i < arguments.size(); i++) {
      Text argument = arguments.get(i);
      String chars = argument.chars();
      if ((chars.equals(brief) || chars.equals(full)) && i + 1 < arguments.size()) {
        return arguments.get(i + 1);
      }
      if (chars.startsWith(full + "=")) {
        return argument.slice(full.length() + 1);
      }
      if (brief.length() == 2 && chars.startsWith(brief) && chars.length() > 2) {
        return argument.slice(2);
      }
    }
    return otherwise;
  }

  private static final Set<String> NETCAT_VALUES =
      Set.of("-w", "-q", "-i", "-s", "-p", "-X", "-x", "-G", "-W");

  /** The last two words that are no options. */
  private static List<Contact> hostAndPort(List<Text> arguments) {
    List<Text> plain = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String chars = arguments.get(i).chars();
      if (chars.startsWith("-")) {
        boolean takesNext =
            NETCAT_VALUES.contains(chars)
                || (chars.length() > 2 && !chars.startsWith("--") && chars.endsWith("w"));
        i += takesNext ? 1 : 0;
      } else {
        plain.add(arguments.get(i));
      }
    }
    return plain.size() < 2 ? List.of() : List.of(new Contact(plain.get(0), plain.get(1), ""));
  }

  private static List<Contact> brokers(List<Text> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String chars = arguments.get(i).chars();
      if (chars.equals("--bootstrap-server") || chars.equals("-b")) {
        return i + 1 < arguments.size() ? list(arguments.get(i + 1), "kafka") : List.of();
      }
      if (chars.startsWith("--bootstrap-server=")) {
        return list(arguments.get(i).slice("--bootstrap-server=".length()), "kafka");
      }
    }
    return List.of();
  }

  private static List<Contact> probe(List<Text> arguments) {
    if (arguments.isEmpty()) {
      return List.of();
    }
    Text last = arguments.get(arguments.size() - 1);
    return address(
        option(arguments, "-addr", "--addr", assigned(arguments, "-addr=", last)), "grpc");
  }

  private static Text assigned(List<Text> arguments, String prefix, Text otherwise) {
    for (Text argument : arguments) {
      if (argument.chars().startsWith(prefix)) {
        return argument.slice(prefix.length());
      }
    }
    return otherwise.slice(otherwise.length());
  }

  /** Options of curl that take the next word and are seen in checks. */
  private static final Set<String> CURL_VALUES =
      Set.of(
          "-A",
          "-b",
          "-c",
          "-d",
          "-e",
          "-E",
          "-F",
          "-H",
          "-K",
          "-m",
          "-o",
          "-T",
          "-u",
          "-U",
          "-w",
          "-x",
          "-X",
          "-Y",
          "-y",
          "-z",
          "--cacert",
          "--cert",
          "--connect-timeout",
          "--cookie",
          "--data",
          "--data-binary",
          "--data-raw",
          "--data-urlencode",
          "--form",
          "--header",
          "--key",
          "--max-time",
          "--output",
          "--output-dir",
          "--proto",
          "--referer",
          "--request",
          "--resolve",
          "--retry",
          "--retry-delay",
          "--retry-max-time",
          "--unix-socket",
          "--user",
          "--user-agent",
          "--write-out");

  /** The same of wget. */
  private static final Set<String> WGET_VALUES =
      Set.of(
          "-a",
          "-e",
          "-O",
          "-o",
          "-P",
          "-t",
          "-T",
          "-U",
          "-w",
          "--directory-prefix",
          "--header",
          "--output-document",
          "--password",
          "--post-data",
          "--referer",
          "--timeout",
          "--tries",
          "--user",
          "--user-agent");

  private static final Set<String> OPERATORS = Set.of("||", "&&", "|", ";", ">", ">>", "2>&1");

  /** The arguments that an HTTP client requests: a URL may lack its scheme. */
  private static List<Contact> requests(List<Text> arguments, Set<String> valueOptions) {
    List<Contact> contacts = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Text argument = arguments.get(i);
      String chars = argument.chars();
      if (OPERATORS.contains(chars)) {
        // Written for a shell in a form that no shell reads: what follows is no address.
        break;
      }
      boolean cluster = chars.length() > 2 && chars.startsWith("-") && chars.charAt(1) != '-';
      String last = cluster ? "-" + chars.charAt(chars.length() - 1) : chars;
      if (valueOptions.contains(last)) {
        i++;
      } else if (!chars.isEmpty() && !chars.startsWith("-")) {
        int scheme = chars.indexOf("://");
        contacts.addAll(scheme > 0 ? url(argument, scheme) : authority(argument, 0, "http"));
      }
    }
    return contacts;
  }

  /** The arguments that are URLs, whatever the program does with them. */
  private static List<Contact> urls(List<Text> arguments) {
    List<Contact> contacts = new ArrayList<>();
    for (Text argument : arguments) {
      int scheme = argument.chars().indexOf("://");
      if (scheme > 0 && isWord(argument.chars(), scheme)) {
        contacts.addAll(url(argument, scheme));
      }
    }
    return contacts;
  }

  /** Whether a scheme is all that stands in front of {@code end}. */
  private static boolean isWord(String chars, int end) {
    for (int i = 0; i < end; i++) {
      if (!Character.isLetterOrDigit(chars.charAt(i)) && "+.-".indexOf(chars.charAt(i)) < 0) {
        return false;
      }
    }
    return chars.charAt(0) != '-';
  }

  /** The server behind bash's {@code /dev/tcp/host/port}; nothing for any other file. */
  static List<Contact> socketFile(Text file) {
    String chars = file.chars();
    if (!chars.startsWith("/dev/tcp/")) {
      return List.of();
    }
    int from = "/dev/tcp/".length();
    int slash = chars.indexOf('/', from);
    return slash < 0
        ? List.of()
        : List.of(new Contact(file.slice(from, slash), file.slice(slash + 1), ""));
  }
}
