package dev.dialtone.link;

import dev.dialtone.source.Text;
import dev.dialtone.syntax.address.Address;
import java.util.Locale;

/** Tells which client library an address is written for. */
final class Drivers {
  private Drivers() {}

  /**
   * The driver as {@code clients.yaml} names it; empty for a form that many libraries read.
   *
   * @see <a href="https://docs.sqlalchemy.org/en/20/core/engines.html#database-urls">SQLAlchemy:
   *     dialect+driver</a>
   */
  static String of(Address address) {
    return switch (address.form()) {
      case JDBC -> "jdbc";
      case PDO -> "pdo";
      case GO_MYSQL -> "go-mysql";
      case REDIS_OPTIONS -> "stackexchange-redis";
      case URL -> ofScheme(address.scheme());
      default -> "";
    };
  }

  private static String ofScheme(Text scheme) {
    int plus = scheme.chars().indexOf('+');
    return plus < 0 || !scheme.isKnown()
        ? ""
        : scheme.chars().substring(plus + 1).toLowerCase(Locale.ROOT);
  }
}
