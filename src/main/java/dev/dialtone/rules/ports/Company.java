package dev.dialtone.rules.ports;

import dev.dialtone.lint.Occurrence;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Container;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceKind;
import dev.dialtone.model.ServiceName;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Whether services that want the same port run at the same time. */
final class Company {
  /** More pairs than this are no slip. */
  private static final int MOST_COLLIDING_PAIRS = 3;

  private Company() {}

  /** Whether two services may run together; those under different profiles are alternatives. */
  static boolean mayRunTogether(Service one, Service other) {
    return one.profiles().isEmpty()
        || other.profiles().isEmpty()
        || one.profiles().stream()
            .anyMatch(profile -> profile.isKnown() && other.profiles().contains(profile));
  }

  /** A service without profiles always runs, one with profiles on some starts only. */
  static Occurrence occurrence(Service one, Service other) {
    return one.profiles().isEmpty() == other.profiles().isEmpty()
        ? Occurrence.EVERY_START
        : Occurrence.SOME_STARTS;
  }

  /** How sure it is that all of a project is started, where these pairs of services collide. */
  static Confidence wholeness(Collection<Set<ServiceName>> pairs) {
    // Where many pairs collide, the project is a menu that nobody starts as a whole.
    return pairs.stream().filter(pair -> pair.size() > 1).distinct().count() > MOST_COLLIDING_PAIRS
        ? Confidence.POSSIBLE
        : Confidence.CERTAIN;
  }

  /** Whether two different databases on which nothing depends may be there to choose from. */
  static boolean isChoice(Outcome outcome, ServiceName first, ServiceName second) {
    Map<ServiceName, Container> containers = outcome.project().containers();
    Container one = containers.get(first);
    Container other = containers.get(second);
    return !first.equals(second)
        && one != null
        && other != null
        && one.kind() == other.kind()
        && (one.kind() == ServiceKind.SQL || one.kind() == ServiceKind.DOCUMENT_STORE)
        && !one.service().image().equals(other.service().image())
        && containers.values().stream()
            .flatMap(container -> container.service().dependencies().stream())
            .noneMatch(d -> d.service().equals(first) || d.service().equals(second));
  }
}
