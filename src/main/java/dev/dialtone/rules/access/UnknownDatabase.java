package dev.dialtone.rules.access;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Access;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.ServiceKind;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Verdict;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** DT602: a client opens a database that its server is not created with. */
public final class UnknownDatabase implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT602",
        "unknown-database",
        Severity.ERROR,
        "A client opens a database that the server is not created with");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    Map<ServiceName, Container> containers = outcome.project().containers();
    Administrators administrators = new Administrators(outcome);
    for (Connection connection : outcome.connections()) {
      Dial dial = connection.dial();
      if (dial.role() != Dial.Role.CLIENT
          || !(connection.verdict() instanceof Verdict.Connects to)
          || to.server().equals(dial.from())) {
        continue;
      }
      Container server = containers.get(to.server());
      if (server != null && dial.kind() == server.kind()) {
        for (Access access : server.access()) {
          check(outcome, administrators, dial, server, access, sink);
        }
      }
    }
  }

  private void check(
      Outcome outcome,
      Administrators administrators,
      Dial dial,
      Container server,
      Access access,
      Consumer<Finding> sink) {
    Text database = dial.login().database();
    boolean written =
        !database.isEmpty() && database.isKnown() && database.chars().indexOf('$') < 0;
    if (!written || !access.databasesClosed()) {
      return;
    }
    for (Text known : access.databases()) {
      if (!known.isKnown() || known.chars().equalsIgnoreCase(database.chars())) {
        return;
      }
    }
    if (administrators.areAbout(dial, server.service().name(), access)) {
      return;
    }
    Container client = outcome.project().containers().get(dial.from());
    boolean foreign = client == null || !client.origin().isBuiltHere();
    boolean othersAreRight =
        outcome.connections().stream()
            .anyMatch(
                other ->
                    other.verdict() instanceof Verdict.Connects to
                        && to.server().equals(server.service().name())
                        && access.databases().stream()
                            .anyMatch(known -> known.equals(other.dial().login().database())));
    sink.accept(finding(dial, server, access, foreign || othersAreRight));
  }

  private Finding finding(Dial dial, Container server, Access access, boolean mayBeCreated) {
    Text database = dial.login().database();
    ServiceName serverName = server.service().name();
    boolean queue = server.kind() == ServiceKind.QUEUE;
    String what = queue ? "virtual host" : "database";
    List<Text> own =
        access.databases().stream()
            .filter(known -> !known.isEmpty())
            .filter(
                known ->
                    queue || !known.came(Step.Kind.CATALOGUE) || access.databases().size() == 1)
            .toList();
    Finding.Builder finding =
        Finding.at(
                info(),
                database.site(),
                "%s opens the %s %s of %s, which is not created"
                    .formatted(quoted(dial.from()), what, quoted(database), quoted(serverName)))
            .label("no " + what + " of " + quoted(serverName))
            .service(dial.from().value())
            .confidence(
                confidence(dial, access, mayBeCreated)
                    .and(dial.confidence())
                    .and(access.confidence()))
            .occurrence(access.mayBeOlder() ? Occurrence.SOME_STARTS : Occurrence.EVERY_START)
            .runtimeError(refused(dial, database, queue));
    for (Text known : own) {
      finding.note(known.site(), quoted(serverName) + " is created with " + quoted(known));
    }
    return finding
        .help(
            own.isEmpty()
                ? "have %s created with it".formatted(quoted(serverName))
                : "open %s, or have %s created".formatted(quoted(own.get(0)), quoted(database)))
        .build();
  }

  /** A client that may do everything may create what it opens. */
  private static Confidence confidence(Dial dial, Access access, boolean mayBeCreated) {
    boolean provisional =
        dial.login().database().came(Step.Kind.DEFAULT)
            || dial.login().database().came(Step.Kind.ASSUMED);
    if (provisional) {
      return Confidence.PROBABLE;
    }
    if (dial.kind() == ServiceKind.QUEUE) {
      return Confidence.CERTAIN;
    }
    return access.accounts().stream()
            .filter(account -> account.user().equals(dial.login().user()))
            .anyMatch(account -> !account.administrator() && account.user().isKnown())
        ? Confidence.CERTAIN
        : mayBeCreated ? Confidence.POSSIBLE : Confidence.PROBABLE;
  }

  private static String refused(Dial dial, Text database, boolean queue) {
    if (queue) {
      return "NOT_ALLOWED - vhost " + database + " not found";
    }
    return switch (dial.scheme()) {
      case "mysql", "mariadb" -> "Unknown database '" + database + "'";
      default -> "FATAL: database \"" + database + "\" does not exist";
    };
  }
}
