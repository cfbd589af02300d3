package dev.dialtone.model;

import dev.dialtone.source.Text;

/**
 * What a client shows a server to be let in. What nobody gives is empty and stands where it would
 * be written; what is given in a way that cannot be seen is a hole.
 *
 * @param database the database, the virtual host or the keyspace that it opens
 * @param realm the database in which the server looks the user up, where that is another one
 */
public record Login(Text user, Text password, Text database, Text realm) {

  /** A login that shows nothing, at a place. */
  public static Login none(Text at) {
    Text nothing = at.slice(0, 0);
    return new Login(nothing, nothing, nothing, nothing);
  }

  /** The same without a database. */
  public Login withoutDatabase() {
    return new Login(user, password, database.slice(0, 0), realm);
  }
}
