package dev.dialtone.rules.access;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Access;
import dev.dialtone.model.Admission;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dial;
import dev.dialtone.model.HostRule;
import dev.dialtone.model.NetworkMode;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Verdict;
import dev.dialtone.reach.Admissions;
import dev.dialtone.reach.Admissions.Answer;
import dev.dialtone.source.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** DT604: no line of a server's pg_hba.conf admits a client. */
public final class PgHbaRejects implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT604",
        "pg-hba-rejects",
        Severity.WARNING,
        "The server's pg_hba.conf turns a client away");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    Map<ServiceName, Container> containers = outcome.project().containers();
    Set<String> reported = new HashSet<>();
    for (Connection connection : outcome.connections()) {
      Dial dial = connection.dial();
      Container client = containers.get(dial.from());
      if (client == null
          || dial.role() != Dial.Role.CLIENT
          || !(connection.verdict() instanceof Verdict.Connects to)) {
        continue;
      }
      Container server = containers.get(to.server());
      if (server == null || !isApart(client.service(), server.service())) {
        continue;
      }
      List<Text> addresses =
          client.service().attachments().stream()
              .flatMap(attachment -> attachment.addresses().stream())
              .toList();
      for (Access access : server.access()) {
        for (Admission admission : access.admission()) {
          Answer answer = Admissions.of(admission, dial.login(), addresses);
          boolean first = reported.add(dial.from() + "\n" + to.server());
          if (!(answer instanceof Answer.MayBeAdmitted) && first) {
            sink.accept(finding(dial, to.server(), admission, answer));
          }
        }
      }
    }
  }

  /** Whether a client comes to the server over a network, and not from its own namespace. */
  private static boolean isApart(Service client, Service server) {
    return !server.name().equals(client.name())
        && client.networkMode() instanceof NetworkMode.Networks
        && server.networkMode() instanceof NetworkMode.Networks;
  }

  private Finding finding(Dial dial, ServiceName server, Admission admission, Answer answer) {
    Text at = admission.at();
    String words = "no line of its `pg_hba.conf` is about";
    if (answer instanceof Answer.Rejected rejected) {
      at = rejected.by().method();
      words = "a line of its `pg_hba.conf` rejects";
    } else if (answer instanceof Answer.NoRule none && !none.nearest().isEmpty()) {
      List<HostRule> nearest = none.nearest();
      at = nearest.get(nearest.size() - 1).address();
    } else if (!admission.rules().isEmpty()) {
      at = admission.rules().get(admission.rules().size() - 1).type();
    }
    String user = dial.login().user().isEmpty() ? "..." : dial.login().user().toString();
    String database =
        dial.login().database().isEmpty() ? "..." : dial.login().database().toString();
    return Finding.at(
            info(),
            at,
            "%s turns %s away: %s it".formatted(quoted(server), quoted(dial.from()), words))
        .label(
            answer instanceof Answer.Rejected ? "turned away here" : "not " + quoted(dial.from()))
        .service(dial.from().value())
        .confidence(dial.confidence())
        .note(dial.address().span(), quoted(dial.from()) + " dials " + quoted(server) + " here")
        .note(admission.at().span(), quoted(server) + " reads the file through this")
        .runtimeError(
            "FATAL: no pg_hba.conf entry for host \"<address of %s>\", user \"%s\", database \"%s\", no encryption"
                .formatted(dial.from(), user, database))
        .help("add the line `host all all samenet scram-sha-256`")
        .build();
  }
}
