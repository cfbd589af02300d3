package dev.dialtone.rules.access;

import dev.dialtone.model.Access;
import dev.dialtone.model.Access.Account;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Variable;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.HashSet;
import java.util.Set;

/** Who may set a server up further, once it runs. */
final class Administrators {
  private Administrators() {}

  /**
   * Whether some other container is told the password of an administrator of {@code server}, beside
   * the one that {@code dial} and others like it log in with: it may create users and databases.
   */
  static boolean areAbout(Outcome outcome, Dial dial, ServiceName server, Access access) {
    Set<Span> own = new HashSet<>();
    own.add(dial.login().password().span());
    for (Connection connection : outcome.connections()) {
      if (connection.dial().login().user().equals(dial.login().user())) {
        own.add(connection.dial().login().password().span());
      }
    }
    for (Account account : access.accounts()) {
      boolean open = access.demand() == Access.Demand.PASSWORD && account.password().isEmpty();
      if (account.administrator() && (open || knows(outcome, dial, account))) {
        return true;
      }
      if (!account.administrator()
          || account.password().isEmpty()
          || account.user().equals(dial.login().user())) {
        continue;
      }
      for (Container container : outcome.project().containers().values()) {
        for (Variable variable : container.environment()) {
          if (!container.service().name().equals(server)
              && isSame(variable.value(), account.password())
              && !own.contains(variable.value().span())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Whether the client that dials logs in as an administrator as well. */
  private static boolean knows(Outcome outcome, Dial dial, Account account) {
    return !account.user().equals(dial.login().user())
        && outcome.connections().stream()
            .anyMatch(
                other ->
                    other.dial().from().equals(dial.from())
                        && !account.user().isEmpty()
                        && account.user().equals(other.dial().login().user()));
  }

  /** Whether two texts are the same, be it for the same unknown part. */
  private static boolean isSame(Text one, Text other) {
    return one.equals(other) && one.whyUnknown().equals(other.whyUnknown());
  }
}
