package dev.dialtone.syntax.address;

import dev.dialtone.source.Text;
import java.util.List;
import java.util.Locale;

/**
 * One address that a value names, taken apart. All parts are parts of the value, so that each knows
 * its place; a part that is not written is empty and stands where it would be written. What the
 * parts mean, and what an absent one defaults to, is left to whoever knows the scheme.
 *
 * @param form how the address is written
 * @param scheme what stands before {@code ://}, in a JDBC URL the database's name
 * @param user the user, percent-encoding undone
 * @param password the password, percent-encoding undone
 * @param host the host without the brackets of an IPv6 address; it need not be a sound one
 * @param port the port as written, which need not be a number
 * @param whole host and port with what joins them; the host alone where they stand apart
 * @param path what follows the first {@code /} behind the port, or the database that is named in
 *     another way
 * @param socket the path of a unix socket, which is used instead of host and port
 * @param options the further settings in their order
 */
public record Address(
    Form form,
    Text scheme,
    Text user,
    Text password,
    Text host,
    Text port,
    Text whole,
    Text path,
    Text socket,
    List<Option> options) {
  public Address {
    options = List.copyOf(options);
  }

  /** How an address is written. */
  public enum Form {
    /** {@code scheme://user:password@host:port/path?options}. */
    URL,
    /** {@code jdbc:...}, and the forms of other drivers that put a prefix before a URL. */
    JDBC,
    /** {@code host=db port=5432 dbname=app}, as libpq reads it. */
    KEYWORDS,
    /** {@code Server=db,1433;Database=app}, as ADO.NET and ODBC drivers read it. */
    CONNECTION_STRING,
    /** {@code mysql:host=db;port=3306;dbname=app}, as PHP's PDO reads it. */
    PDO,
    /** {@code user:password@tcp(db:3306)/app}, as Go's MySQL driver reads it. */
    GO_MYSQL,
    /** {@code cache:6379,ssl=false}, as StackExchange.Redis reads it. */
    REDIS_OPTIONS,
    /** {@code db:5432}: a host that may be one, and a number that may be a port. */
    HOST_PORT,
    /** {@code db}: a word that may be a host; only the setting it stands in can tell. */
    HOST
  }

  /** One further setting: {@code sslmode=disable}. */
  public record Option(Text name, Text value) {}

  /** The values of the options with this name, whatever its case. */
  public List<Text> option(String name) {
    return options.stream()
        .filter(option -> option.name().chars().equalsIgnoreCase(name))
        .map(Option::value)
        .toList();
  }

  /**
   * The scheme in lower case without the driver that {@code +} adds ({@code postgresql} for {@code
   * postgresql+psycopg2}); empty if it is unknown or absent.
   */
  public String protocol() {
    if (!scheme.isKnown()) {
      return "";
    }
    String name = scheme.chars().toLowerCase(Locale.ROOT);
    int plus = name.indexOf('+');
    return plus < 0 ? name : name.substring(0, plus);
  }
}
