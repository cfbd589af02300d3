package dev.dialtone.rules.health;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Access;
import dev.dialtone.model.Access.Account;
import dev.dialtone.model.Access.Demand;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Container;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Login;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.ProbeCall;
import dev.dialtone.model.ProbeCall.Rejection;
import dev.dialtone.model.ProbeCall.ShownLogin;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Variable;
import dev.dialtone.rules.Fixes;
import dev.dialtone.rules.Words;
import dev.dialtone.rules.access.Mismatch;
import dev.dialtone.source.Span;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** DT306: a healthcheck logs in to its server as somebody whom the server does not let in. */
public final class HealthcheckCredentials implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT306",
        "healthcheck-credentials",
        Severity.WARNING,
        "A healthcheck uses another user, password or database than its server is created with");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    for (Container container : outcome.project().containers().values()) {
      for (ProbeCall call : container.probe()) {
        for (ShownLogin shown : call.login()) {
          boolean matters =
              shown.rejection() != Rejection.UNKNOWN
                  && (shown.rejection() != Rejection.FAILS || call.decides());
          for (Access access : matters ? container.access() : List.<Access>of()) {
            check(new Visit(outcome, container, call, shown, access), sink);
          }
        }
      }
    }
  }

  /** A probe at the door of its own server. */
  private record Visit(
      Outcome outcome, Container container, ProbeCall call, ShownLogin shown, Access access) {
    ServiceName server() {
      return container.service().name();
    }

    Login login() {
      return shown.login();
    }

    boolean speaks(String protocol) {
      return shown.protocol().equals(protocol);
    }

    /** Whether some client of the server shows the same: then somebody has made it known there. */
    boolean isUsedByClients(Text value, Function<Login, Text> part) {
      return outcome.connections().stream()
          .map(connection -> connection.dial())
          .filter(dial -> dial.kind() == container.kind())
          .anyMatch(dial -> part.apply(dial.login()).equals(value));
    }
  }

  private void check(Visit visit, Consumer<Finding> sink) {
    if (visit.speaks("redis")) {
      visit.access().accounts().stream()
          .filter(account -> account.user().isEmpty() && visit.login().user().isEmpty())
          .forEach(account -> checkPassword(visit, account, sink));
      return;
    }
    Text user = visit.login().user();
    if (user.isEmpty() || !user.isKnown()) {
      return;
    }
    for (Account account : visit.access().accounts()) {
      if (account.user().equals(user)) {
        checkAccount(visit, account, sink);
        return;
      }
    }
    boolean sure =
        visit.access().accountsClosed()
            && visit.access().demand() != Demand.UNKNOWN
            && visit.access().accounts().stream().allMatch(account -> account.user().isKnown());
    if (sure && !visit.isUsedByClients(user, Login::user)) {
      sink.accept(unknownUser(visit));
    }
  }

  private void checkAccount(Visit visit, Account account, Consumer<Finding> sink) {
    boolean postgres = visit.speaks("postgresql");
    // PostgreSQL's image trusts whoever comes from its own container.
    if (!postgres) {
      checkPassword(visit, account, sink);
    }
    Text database = visit.login().database();
    boolean written = !database.isEmpty() && database.isKnown();
    boolean known =
        visit.access().databases().stream()
            .anyMatch(own -> !own.isKnown() || own.chars().equalsIgnoreCase(database.chars()));
    boolean answers = visit.access().demand() != Demand.UNKNOWN;
    if (written
        && answers
        && visit.access().databasesClosed()
        && !known
        && !visit.isUsedByClients(database, Login::database)) {
      sink.accept(unknownDatabase(visit));
    }
  }

  private void checkPassword(Visit visit, Account account, Consumer<Finding> sink) {
    Text password = visit.login().password();
    if (visit.access().demand() != Demand.PASSWORD || account.password().isEmpty()) {
      return;
    }
    // `mysqladmin ping` is made to do without one.
    boolean needless = visit.speaks("mysql") && visit.shown().rejection() != Rejection.FAILS;
    if (!password.isEmpty() || !needless) {
      Mismatch.between(password, account.password())
          .forEach(confidence -> sink.accept(wrongPassword(visit, account, confidence)));
    }
  }

  private Finding unknownUser(Visit visit) {
    Text user = visit.login().user();
    List<Text> users =
        visit.access().accounts().stream()
            .map(Account::user)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    String known =
        users.isEmpty()
            ? "without users"
            : "with " + String.join(" and ", users.stream().map(Words::quoted).toList()) + " only";
    Confidence confidence = sureness(user, users);
    Finding.Builder finding =
        start(
                visit,
                user,
                "logs in as %s%s, but %s is created %s"
                    .formatted(
                        quoted(user),
                        isImplied(user) ? ", for it is told no user" : "",
                        quoted(visit.server()),
                        known),
                confidence)
            .runtimeError(rejected(visit));
    users.forEach(name -> finding.note(name.site(), createdWith(visit, "this user")));
    if (users.size() == 1) {
      finding
          .help("log in as " + named(visit, users.get(0)))
          .fixes(instead(visit, user, "-U", users.get(0), confidence));
    }
    return finding.build();
  }

  private Finding unknownDatabase(Visit visit) {
    Text database = visit.login().database();
    Text own = visit.access().databases().get(0);
    Confidence confidence = sureness(database, List.of(own));
    return start(
            visit,
            database,
            "opens the database %s, which is not created"
                .formatted(quoted(database) + (isImplied(database) ? ", named like its user" : "")),
            confidence)
        .runtimeError(
            visit.speaks("mysql")
                ? "Unknown database '" + database + "'"
                : "FATAL:  database \"" + database + "\" does not exist")
        .note(own.site(), createdWith(visit, quoted(own)))
        .help("open " + named(visit, own))
        .fixes(instead(visit, database, "-d", own, confidence))
        .build();
  }

  private Finding wrongPassword(Visit visit, Account account, Confidence confidence) {
    Text password = visit.login().password();
    String variable = variableOf(visit, account.password());
    Text at = password.isEmpty() ? visit.call().name() : password;
    return start(
            visit,
            at,
            password.isEmpty()
                ? "sends no password, but %s wants one".formatted(quoted(visit.server()))
                : "sends another password than %s is created with"
                    .formatted(quoted(visit.server())),
            confidence)
        .runtimeError(rejected(visit))
        .note(account.password().site(), createdWith(visit, "this password"))
        .help(
            variable.isEmpty()
                ? "send the same password, best from one variable"
                : "send the container's own variable " + quoted(variable))
        .build();
  }

  private Finding.Builder start(Visit visit, Text at, String fault, Confidence confidence) {
    Span span = isImplied(at) ? visit.call().name().span() : at.site();
    return Finding.at(
            info(),
            span,
            "The healthcheck of %s %s: %s"
                .formatted(quoted(visit.server()), fault, consequence(visit)))
        .label("turned away by " + quoted(visit.server()))
        .service(visit.server().value())
        .confidence(confidence.and(visit.access().confidence()))
        .occurrence(occurrence(visit, at));
  }

  /** What is left out of a check that passes all the same is no more than untidy. */
  private static Occurrence occurrence(Visit visit, Text at) {
    boolean leftOut = isImplied(at) || at.equals(visit.call().name());
    if (leftOut && visit.shown().rejection() != Rejection.FAILS) {
      return Occurrence.FRAGILE;
    }
    return visit.access().mayBeOlder() ? Occurrence.SOME_STARTS : Occurrence.EVERY_START;
  }

  private static String consequence(Visit visit) {
    return switch (visit.shown().rejection()) {
      case SUCCEEDS -> "it passes, and the server logs an error each time";
      case GOES_UNNOTICED ->
          "%s prints the refusal and ends with status 0, so it passes"
              .formatted(quoted(visit.call().program()));
      case FAILS, UNKNOWN -> "it never passes";
    };
  }

  /** What the server or the client prints. */
  private static String rejected(Visit visit) {
    Login login = visit.login();
    return switch (visit.shown().protocol()) {
      case "postgresql" -> "FATAL:  role \"" + login.user() + "\" does not exist";
      case "mysql" ->
          "Access denied for user '%s'@'localhost' (using password: %s)"
              .formatted(login.user(), login.password().isEmpty() ? "NO" : "YES");
      case "redis" -> "NOAUTH Authentication required.";
      default -> "MongoServerError: Authentication failed.";
    };
  }

  /** Whether the client takes it where it is told nothing. */
  private static boolean isImplied(Text text) {
    return text.came(Step.Kind.CATALOGUE);
  }

  private static Confidence sureness(Text shown, List<Text> known) {
    Confidence weakest = Confidence.CERTAIN;
    for (Text text : known) {
      for (Confidence confidence : Mismatch.between(shown, text)) {
        weakest = weakest.and(confidence);
      }
    }
    return weakest;
  }

  private static String createdWith(Visit visit, String what) {
    return quoted(visit.server()) + " is created with " + what;
  }

  /** A value, and the variable of the container that holds it. */
  private static String named(Visit visit, Text value) {
    String variable = variableOf(visit, value);
    return quoted(value)
        + (variable.isEmpty() ? "" : ", the container's own variable " + quoted(variable));
  }

  private static String variableOf(Visit visit, Text value) {
    return visit.container().environment().stream()
        .filter(variable -> variable.value().site().equals(value.site()))
        .map(Variable::name)
        .map(Text::chars)
        .findFirst()
        .orElse("");
  }

  /** Writes {@code right} in the place of {@code wrong}, or tells it where nothing is told. */
  private static List<Fix> instead(
      Visit visit, Text wrong, String option, Text right, Confidence confidence) {
    if (!right.isKnown() || !right.chars().matches("\\w+")) {
      return List.of();
    }
    List<Fix> fixes = new ArrayList<>();
    Text program = visit.call().name();
    if (!isImplied(wrong)) {
      fixes.addAll(Fix.replacing("write " + quoted(right), wrong, right.chars()));
    } else if (visit.speaks("postgresql")
        && visit.container().healthcheck() instanceof Healthcheck.Probe probe) {
      fixes.addAll(Fixes.option(probe.command(), program, option, right.chars()));
    }
    return Fixes.rated(fixes, confidence);
  }
}
