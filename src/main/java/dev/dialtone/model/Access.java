package dev.dialtone.model;

import dev.dialtone.source.Text;
import java.util.List;

/**
 * Whom a server is set up to let in, and to what.
 *
 * @param demand whether it wants a password at all
 * @param accounts the users that it is created with
 * @param accountsClosed whether nothing that is seen makes further users
 * @param databases the databases, virtual hosts or keyspaces that it is created with
 * @param databasesClosed whether nothing that is seen makes further ones, and clients cannot
 *     without more ado
 * @param mayBeOlder whether its data may be there already, set up with other values
 * @param admission the rules by which it admits clients; one entry, or none if they are its own
 * @param confidence how sure it is that the server is set up like that
 */
public record Access(
    Demand demand,
    List<Account> accounts,
    boolean accountsClosed,
    List<Text> databases,
    boolean databasesClosed,
    boolean mayBeOlder,
    List<Admission> admission,
    Confidence confidence) {
  public Access {
    accounts = List.copyOf(accounts);
    databases = List.copyOf(databases);
    admission = List.copyOf(admission);
  }

  /** Whether a password is wanted. */
  public enum Demand {
    /** Everybody is let in. */
    NOTHING,
    PASSWORD,
    UNKNOWN
  }

  /**
   * A user that a server is created with.
   *
   * @param user the name; empty where the server knows passwords only
   * @param password empty for none, a hole for one that is not seen
   * @param administrator whether it may do everything, create databases included
   * @param realm the database that it is looked up in; empty if there is but one place
   */
  public record Account(Text user, Text password, boolean administrator, String realm) {}
}
