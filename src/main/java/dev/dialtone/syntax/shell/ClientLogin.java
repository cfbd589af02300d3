package dev.dialtone.syntax.shell;

import dev.dialtone.source.Text;
import dev.dialtone.syntax.address.Address;
import dev.dialtone.syntax.address.Addresses;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a command-line client shows a server to be let in. What it is not told is empty and stands
 * at its name; what cannot be seen is a hole. The ends were tried with PostgreSQL 15, MariaDB 10.11
 * and Redis 7.0.
 *
 * @param protocol what it speaks, such as {@code postgresql}
 * @param realm the database in which the server looks the user up, where that is another one
 * @param end how it ends when the server turns it away
 */
public record ClientLogin(
    String protocol, Text user, Text password, Text database, Text realm, End end) {

  /** How a client ends that is turned away. */
  public enum End {
    /** With an error. */
    FAILS,
    /** As ever: being answered is all that it wants. */
    SUCCEEDS,
    /** With status 0, but without the answer that it prints otherwise. */
    LACKS_ANSWER
  }

  /** What it prints when it is let in and its server is well; empty if it depends. */
  public String answer() {
    return switch (protocol) {
      case "redis" -> "PONG";
      case "mysql" -> "alive";
      default -> "";
    };
  }

  private static final Map<String, String> POSTGRES_OPTIONS =
      Map.of(
          "dbname", "d",
          "host", "h",
          "port", "p",
          "timeout", "t",
          "username", "U",
          "command", "c",
          "file", "f");

  private static final Map<String, String> MYSQL_OPTIONS =
      Map.of(
          "user", "u",
          "host", "h",
          "port", "P",
          "socket", "S",
          "database", "D",
          "execute", "e",
          "protocol", "protocol",
          "connect-timeout", "connect-timeout",
          "connect_timeout", "connect-timeout");

  private static final Map<String, String> MONGO_OPTIONS =
      Map.of(
          "username", "u",
          "password", "p",
          "authenticationDatabase", "authenticationDatabase",
          "authenticationMechanism", "authenticationMechanism",
          "host", "host",
          "port", "port",
          "eval", "eval",
          "file", "f");

  /** Options of redis-cli that take the next word; all stand before the command. */
  private static final Set<String> REDIS_VALUES =
      Set.of(
          "-h",
          "-p",
          "-s",
          "-a",
          "-u",
          "-r",
          "-i",
          "-n",
          "-d",
          "-D",
          "-t",
          "--user",
          "--pass",
          "--sni",
          "--cacert",
          "--cacertdir",
          "--cert",
          "--key");

  /**
   * What the words of a known client show, one login; none for other programs and for words that
   * cannot be told.
   */
  public static List<ClientLogin> of(List<Text> words, Variables environment) {
    if (words.isEmpty()) {
      return List.of();
    }
    List<Text> arguments = words.subList(1, words.size());
    Text nothing = words.get(0).slice(0, 0);
    return switch (Program.baseName(words.get(0))) {
      case "pg_isready" ->
          postgres(
              OptionWords.of(arguments, "d:h:p:t:U:", POSTGRES_OPTIONS),
              environment,
              nothing,
              End.SUCCEEDS);
      case "psql" ->
          postgres(
              OptionWords.of(arguments, "d:h:p:U:c:f:o:v:F:P:R:T:L:", POSTGRES_OPTIONS),
              environment,
              nothing,
              End.FAILS);
      case "mysql", "mariadb" -> mysql(arguments, environment, nothing);
      case "mysqladmin", "mariadb-admin" -> mysqlAdmin(arguments, environment, nothing);
      case "redis-cli", "valkey-cli", "keydb-cli" -> redis(arguments, environment, nothing);
      case "mongosh", "mongo" -> mongo(arguments, nothing);
      default -> List.of();
    };
  }

  private static List<ClientLogin> postgres(
      OptionWords words, Variables environment, Text nothing, End end) {
    List<Text> operands = words.operands();
    Text fallback = variable(environment, "PGDATABASE", nothing);
    Text database = words.value("d", operands.isEmpty() ? fallback : operands.get(0));
    Text user =
        words.value(
            "U", operands.size() > 1 ? operands.get(1) : variable(environment, "PGUSER", nothing));
    if (!words.clear() || words.has("service") || database.chars().indexOf('=') >= 0) {
      return List.of();
    }
    if (database.chars().indexOf(":/") < 0) {
      return List.of(new ClientLogin("postgresql", user, nothing, database, nothing, end));
    }
    List<Address> addresses = Addresses.parse(database);
    if (addresses.size() != 1) {
      return List.of();
    }
    Address address = addresses.get(0);
    Text path = address.path();
    return List.of(
        new ClientLogin(
            "postgresql",
            address.user().isEmpty() ? user : address.user(),
            address.password(),
            path.chars().startsWith("/") ? path.slice(1) : path,
            nothing,
            end));
  }

  private static List<ClientLogin> mysql(
      List<Text> arguments, Variables environment, Text nothing) {
    OptionWords words = OptionWords.of(arguments, "u:p::h:P:S:D:e:", MYSQL_OPTIONS);
    Text operand = words.operands().isEmpty() ? nothing : words.operands().get(0);
    return mysql(words, environment, nothing, words.value("D", operand), End.FAILS);
  }

  private static List<ClientLogin> mysqlAdmin(
      List<Text> arguments, Variables environment, Text nothing) {
    OptionWords words = OptionWords.of(arguments, "u:p::h:P:S:w::c:i:", MYSQL_OPTIONS);
    // A server that answers at all is alive for `ping`, be it that it turns the client away.
    boolean pings = words.operands().stream().allMatch(word -> word.is("ping"));
    return mysql(words, environment, nothing, nothing, pings ? End.LACKS_ANSWER : End.FAILS);
  }

  private static List<ClientLogin> mysql(
      OptionWords words, Variables environment, Text nothing, Text database, End end) {
    boolean otherwise =
        words.has("defaults-file")
            || words.has("defaults-extra-file")
            || words.has("defaults-group-suffix")
            || words.has("login-path");
    Text password =
        words.has("password") ? words.value("password", nothing) : words.value("p", nothing);
    boolean asks = (words.has("p") || words.has("password")) && password.isEmpty();
    return !words.clear() || otherwise || asks
        ? List.of()
        : List.of(
            new ClientLogin(
                "mysql",
                words.value("u", nothing),
                password.isEmpty() ? variable(environment, "MYSQL_PWD", nothing) : password,
                database,
                nothing,
                end));
  }

  private static List<ClientLogin> redis(
      List<Text> arguments, Variables environment, Text nothing) {
    Text user = nothing;
    Text password = variable(environment, "REDISCLI_AUTH", nothing);
    End end = End.LACKS_ANSWER;
    int at = 0;
    while (at < arguments.size() && Words.isOption(arguments.get(at))) {
      String option = arguments.get(at).chars();
      boolean takes = REDIS_VALUES.contains(option) && at + 1 < arguments.size();
      Text value = takes ? arguments.get(at + 1) : nothing;
      switch (option) {
        case "-a", "--pass" -> password = value;
        case "--user" -> user = value;
        case "-e" -> end = End.FAILS;
        case "--askpass" -> {
          return List.of();
        }
        case "-u" -> {
          for (Address address : Addresses.parse(value)) {
            user = address.user();
            password = address.password();
          }
        }
        default -> {}
      }
      at += takes ? 2 : 1;
    }
    String command =
        at < arguments.size() ? arguments.get(at).chars().toLowerCase(Locale.ROOT) : "";
    // Without a command it reads its commands, and who says AUTH or HELLO is let in by that.
    boolean told =
        command.isEmpty()
            || command.charAt(0) == Text.HOLE
            || command.equals("auth")
            || command.equals("hello");
    return told
        ? List.of()
        : List.of(new ClientLogin("redis", user, password, nothing, nothing, end));
  }

  private static List<ClientLogin> mongo(List<Text> arguments, Text nothing) {
    OptionWords words = OptionWords.of(arguments, "u:p:h:f:", MONGO_OPTIONS);
    Text user = words.value("u", nothing);
    Text password = words.value("p", nothing);
    Text realm = words.value("authenticationDatabase", nothing);
    for (Text operand : words.operands()) {
      if (operand.chars().startsWith("mongodb")) {
        for (Address address : Addresses.parse(operand)) {
          user = user.isEmpty() ? address.user() : user;
          password = password.isEmpty() ? address.password() : password;
          List<Text> source = address.option("authSource");
          realm = realm.isEmpty() && !source.isEmpty() ? source.get(0) : realm;
        }
      }
    }
    boolean told = !user.isEmpty() && !password.isEmpty() && !Words.isOption(password);
    return words.clear() && told && !words.has("authenticationMechanism")
        ? List.of(new ClientLogin("mongodb", user, password, nothing, realm, End.FAILS))
        : List.of();
  }

  private static Text variable(Variables environment, String name, Text otherwise) {
    Variables.Answer answer = environment.lookup(name);
    if (answer instanceof Variables.Answer.Set set) {
      return set.value();
    }
    return answer instanceof Variables.Answer.Unknown unknown
        ? Text.unknown(otherwise.site(), unknown.why())
        : otherwise;
  }
}
