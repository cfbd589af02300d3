package dev.dialtone.rules.access;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Access;
import dev.dialtone.model.Access.Account;
import dev.dialtone.model.Access.Demand;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Container;
import dev.dialtone.model.Container.SpareLogin;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Login;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.ServiceKind;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Verdict;
import dev.dialtone.rules.Words;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** DT601: a client logs in with another user or password than its server is created with. */
public final class CredentialsMismatch implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT601",
        "credentials-mismatch",
        Severity.ERROR,
        "A client logs in with another user or password than the server is created with");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    Map<ServiceName, Container> containers = outcome.project().containers();
    Administrators administrators = new Administrators(outcome);
    containers.values().forEach(client -> checkSpareLogins(outcome, client, sink));
    for (Connection connection : outcome.connections()) {
      Dial dial = connection.dial();
      if (dial.role() != Dial.Role.CLIENT
          || !(connection.verdict() instanceof Verdict.Connects to)
          || to.server().equals(dial.from())) {
        continue;
      }
      Container server = containers.get(to.server());
      if (server != null && kindsAgree(dial.kind(), server.kind())) {
        for (Access access : server.access()) {
          check(administrators, dial, server.service().name(), access, sink);
        }
      }
    }
  }

  /**
   * A user and a password that a client is told for a server of a kind belong to the only such
   * server that it depends on.
   */
  private void checkSpareLogins(Outcome outcome, Container client, Consumer<Finding> sink) {
    for (SpareLogin spare : client.spareLogins()) {
      List<Container> servers =
          client.service().dependencies().stream()
              .map(dependency -> outcome.project().containers().get(dependency.service()))
              .filter(server -> server != null && server.kind() == spare.kind())
              .toList();
      if (servers.size() == 1 && spare.login().user().isKnown()) {
        ServiceName server = servers.get(0).service().name();
        for (Access access : servers.get(0).access()) {
          access.accounts().stream()
              .filter(account -> account.user().equals(spare.login().user()))
              .filter(account -> access.demand() == Demand.PASSWORD)
              .filter(account -> !account.password().isEmpty())
              .filter(
                  account ->
                      !Mismatch.between(spare.login().password(), account.password()).isEmpty())
              .limit(1)
              .forEach(
                  account ->
                      sink.accept(
                          wrongPassword(
                              new Shown(
                                  client.service().name(),
                                  spare.login(),
                                  spare.kind(),
                                  "",
                                  Confidence.PROBABLE),
                              server,
                              access,
                              account,
                              Confidence.PROBABLE)));
        }
      }
    }
  }

  /** A login and who shows it. */
  private record Shown(
      ServiceName from, Login login, ServiceKind kind, String scheme, Confidence confidence) {
    static Shown by(Dial dial) {
      return new Shown(dial.from(), dial.login(), dial.kind(), dial.scheme(), dial.confidence());
    }
  }

  private static boolean kindsAgree(ServiceKind dialled, ServiceKind served) {
    return dialled == served || dialled == ServiceKind.UNKNOWN;
  }

  private void check(
      Administrators administrators,
      Dial dial,
      ServiceName server,
      Access access,
      Consumer<Finding> sink) {
    Login login = dial.login();
    if (login.user().isEmpty()) {
      checkPasswordAlone(dial, server, access, sink);
      return;
    }
    if (!login.user().isKnown()) {
      return;
    }
    boolean unknown = false;
    for (Account account : access.accounts()) {
      if (account.user().isEmpty() || account.user().equals(login.user())) {
        checkAccount(dial, server, access, account, sink);
        return;
      }
      unknown |= !account.user().isKnown();
    }
    if (access.accountsClosed()
        && !unknown
        && access.demand() != Demand.UNKNOWN
        && !administrators.areAbout(dial, server, access)) {
      sink.accept(unknownUser(dial, server, access));
    }
  }

  private void checkAccount(
      Dial dial, ServiceName server, Access access, Account account, Consumer<Finding> sink) {
    Login login = dial.login();
    if (access.demand() != Demand.PASSWORD) {
      return;
    }
    if (!login.password().isEmpty() && !account.password().isEmpty()) {
      for (Confidence confidence : Mismatch.between(login.password(), account.password())) {
        sink.accept(wrongPassword(Shown.by(dial), server, access, account, confidence));
        return;
      }
    }
    if (!account.realm().isEmpty()
        && !login.realm().isEmpty()
        && login.realm().isKnown()
        && !login.realm().is(account.realm())) {
      sink.accept(wrongRealm(dial, server, access, account));
    }
  }

  /** A server such as Redis may know a password and no users. */
  private void checkPasswordAlone(
      Dial dial, ServiceName server, Access access, Consumer<Finding> sink) {
    for (Account account : access.accounts()) {
      if (account.user().isEmpty() && !dial.login().password().isEmpty()) {
        for (Confidence confidence :
            Mismatch.between(dial.login().password(), account.password())) {
          sink.accept(wrongPassword(Shown.by(dial), server, access, account, confidence));
        }
      }
    }
  }

  private Finding wrongPassword(
      Shown dial, ServiceName server, Access access, Account account, Confidence confidence) {
    Text shown = dial.login().password();
    Text known = account.password();
    String user = account.user().isEmpty() ? "" : " for the user " + quoted(dial.login().user());
    // A password that is taken from where the user's name comes from is not the client's mistake.
    boolean serversFault = !account.user().isEmpty() && known.span().equals(account.user().span());
    Finding.Builder finding =
        Finding.at(
                info(),
                serversFault ? known.site() : shown.site(),
                "%s sends %s another password%s than it is created with"
                    .formatted(quoted(dial.from()), quoted(server), user))
            .label(serversFault ? "the same value as the user's name" : "not that password")
            .service(serversFault ? server.value() : dial.from().value());
    Span other = serversFault ? shown.site() : known.site();
    finding.note(
        other,
        serversFault
            ? quoted(dial.from()) + " sends this one"
            : quoted(server) + " is created with this one");
    return rated(finding, dial, access, confidence)
        .runtimeError(refused(dial, dial.login().user()))
        .help("give both the same password, best from one variable")
        .build();
  }

  private Finding unknownUser(Dial dial, ServiceName server, Access access) {
    Text user = dial.login().user();
    List<String> names =
        access.accounts().stream()
            .map(account -> account.user().toString())
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    boolean sure =
        access.accounts().stream()
            .flatMap(account -> Mismatch.between(user, account.user()).stream())
            .allMatch(confidence -> confidence == Confidence.CERTAIN);
    Finding.Builder finding =
        Finding.at(
                info(),
                user.site(),
                names.isEmpty()
                    ? "%s logs in to %s as %s, but %s is created without users"
                        .formatted(
                            quoted(dial.from()), quoted(server), quoted(user), quoted(server))
                    : "%s logs in to %s as %s, but %s is created with %s only"
                        .formatted(
                            quoted(dial.from()),
                            quoted(server),
                            quoted(user),
                            quoted(server),
                            String.join(" and ", names.stream().map(Words::quoted).toList())))
            .label("no user of " + quoted(server))
            .service(dial.from().value());
    for (Account account : access.accounts()) {
      if (!account.user().isEmpty()) {
        finding.note(account.user().site(), quoted(server) + " is created with this user");
      }
    }
    return rated(finding, Shown.by(dial), access, sure ? Confidence.CERTAIN : Confidence.PROBABLE)
        .runtimeError(refused(Shown.by(dial), user))
        .help(
            names.isEmpty()
                ? "log in without a user, or create it"
                : "log in as " + Words.anyOf(names) + ", or create " + quoted(user))
        .build();
  }

  private Finding wrongRealm(Dial dial, ServiceName server, Access access, Account account) {
    Login login = dial.login();
    Finding.Builder finding =
        Finding.at(
                info(),
                login.realm().site(),
                "%s looks for the user %s of %s in the database %s, but it is created in %s"
                    .formatted(
                        quoted(dial.from()),
                        quoted(login.user()),
                        quoted(server),
                        quoted(login.realm()),
                        quoted(account.realm())))
            .label("users are looked for here")
            .service(dial.from().value())
            .note(account.user().site(), "created in " + quoted(account.realm()));
    return rated(finding, Shown.by(dial), access, Confidence.CERTAIN)
        .runtimeError("MongoServerError: Authentication failed.")
        .help("add %s to the address".formatted(quoted("?authSource=" + account.realm())))
        .build();
  }

  private static Finding.Builder rated(
      Finding.Builder finding, Shown dial, Access access, Confidence confidence) {
    return finding
        .confidence(confidence.and(dial.confidence()).and(access.confidence()))
        .occurrence(access.mayBeOlder() ? Occurrence.SOME_STARTS : Occurrence.EVERY_START);
  }

  /** What the server answers, in the words that most clients pass on. */
  private static String refused(Shown dial, Text user) {
    return switch (dial.kind()) {
      case SQL ->
          switch (dial.scheme()) {
            case "mysql", "mariadb" -> "Access denied for user '" + user + "'@'<address>'";
            case "sqlserver", "mssql" -> "Login failed for user '" + user + "'.";
            default -> "FATAL: password authentication failed for user \"" + user + "\"";
          };
      case DOCUMENT_STORE -> "MongoServerError: Authentication failed.";
      case CACHE -> "WRONGPASS invalid username-password pair or user is disabled.";
      case QUEUE -> "ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN";
      default -> "";
    };
  }
}
