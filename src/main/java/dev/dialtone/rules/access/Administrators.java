package dev.dialtone.rules.access;

import dev.dialtone.model.Access;
import dev.dialtone.model.Access.Account;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Login;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Variable;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may set a server up further, once it runs. */
final class Administrators {
  /** Where the passwords stand that are sent with a user's name. */
  private final Map<Text, Set<Span>> sent = new HashMap<>();

  private final Map<ServiceName, Set<Text>> users = new HashMap<>();
  private final Map<Text, List<Told>> told = new HashMap<>();

  /** A value that a service is told. */
  private record Told(ServiceName service, Text value) {}

  Administrators(Outcome outcome) {
    for (Connection connection : outcome.connections()) {
      Login login = connection.dial().login();
      Text user = login.user();
      sent.computeIfAbsent(user, k -> new HashSet<>()).add(login.password().span());
      users.computeIfAbsent(connection.dial().from(), k -> new HashSet<>()).add(user);
    }
    for (Container container : outcome.project().containers().values()) {
      for (Variable variable : container.environment()) {
        told.computeIfAbsent(variable.value(), k -> new ArrayList<>())
            .add(new Told(container.service().name(), variable.value()));
      }
    }
  }

  /**
   * Whether some other container is told the password of an administrator of {@code server}, beside
   * the one that {@code dial} and others like it log in with: it may create users and databases.
   */
  boolean areAbout(Dial dial, ServiceName server, Access access) {
    Text user = dial.login().user();
    Set<Text> others = users.getOrDefault(dial.from(), Set.of());
    for (Account account : access.accounts()) {
      if (!account.administrator()) {
        continue;
      }
      boolean open = access.demand() == Access.Demand.PASSWORD && account.password().isEmpty();
      boolean foreign = !account.user().equals(user);
      boolean knows = foreign && !account.user().isEmpty() && others.contains(account.user());
      if (open || knows || (foreign && isTold(account.password(), dial, server))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a container has the password, and not to log in as the one who dials. */
  private boolean isTold(Text password, Dial dial, ServiceName server) {
    if (password.isEmpty()) {
      return false;
    }
    Set<Span> own = sent.getOrDefault(dial.login().user(), Set.of());
    return told.getOrDefault(password, List.of()).stream()
        .anyMatch(
            each ->
                !each.service().equals(server)
                    && isSame(each.value(), password)
                    && !own.contains(each.value().span()));
  }

  /** Whether two texts are the same, be it for the same unknown part. */
  private static boolean isSame(Text one, Text other) {
    return one.equals(other) && one.whyUnknown().equals(other.whyUnknown());
  }
}
