package dev.dialtone.rules.dial;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Attachment;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Verdict;
import dev.dialtone.reach.RuntimeErrors;
import dev.dialtone.rules.Walks;
import dev.dialtone.rules.Words;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** DT108: the dialled service is not started when its client is. */
public final class InactiveTarget implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT108",
        "inactive-target",
        Severity.WARNING,
        "The dialled service does not run whenever its client does");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    Composition composition = outcome.project().composition();
    Set<String> reported = new HashSet<>();
    for (Connection connection : outcome.connections()) {
      Dial dial = connection.dial();
      Service client = composition.services().get(dial.from());
      if (client == null
          || !isWaitedFor(dial.role())
          || !(connection.verdict() instanceof Verdict.Connects to)) {
        continue;
      }
      Service server = composition.services().get(to.server());
      if (server != null
          && !server.name().equals(client.name())
          && (hasNoReplica(server) || isLeftOut(client, server, composition))
          && !dependsOn(client, server.name())
          && !othersAnswer(composition, server, dial.host())
          && reported.add(client.name() + "\n" + server.name())) {
        sink.accept(finding(outcome, connection, client, server));
      }
    }
  }

  /** A target to scrape or to route to may come and go. */
  private static boolean isWaitedFor(Dial.Role role) {
    return role == Dial.Role.CLIENT || role == Dial.Role.PROXY || role == Dial.Role.WAIT;
  }

  /** What Compose refuses to start then is another rule's business. */
  private static boolean dependsOn(Service client, ServiceName server) {
    return client.dependencies().stream().anyMatch(on -> on.service().equals(server));
  }

  /** Whether another service has the name too: one of several variants is started. */
  private static boolean othersAnswer(Composition composition, Service server, Text host) {
    return composition.services().values().stream()
        .filter(other -> !other.name().equals(server.name()))
        .anyMatch(
            other ->
                host.is(other.name().value())
                    || host.equals(other.hostname())
                    || host.equals(other.containerName())
                    || other.attachments().stream()
                        .map(Attachment::aliases)
                        .anyMatch(aliases -> aliases.contains(host)));
  }

  private static boolean hasNoReplica(Service server) {
    return server.replicas().known().contains(0);
  }

  private static boolean isLeftOut(Service client, Service server, Composition composition) {
    return !composition.isActive(server) && !isImplied(client, server);
  }

  private Finding finding(Outcome outcome, Connection connection, Service client, Service server) {
    if (hasNoReplica(server)) {
      return start(
              outcome, connection, server, "%s has no replica".formatted(quoted(server.name())))
          .note(server.replicas().text().span(), "0 replicas here")
          .build();
    }
    return start(
            outcome,
            connection,
            server,
            "%s starts only with the profile %s, and %s without it"
                .formatted(
                    quoted(server.name()), Words.anyOf(server.profiles()), quoted(client.name())))
        .note(server.profiles().get(0).span(), "the profile of " + quoted(server.name()))
        .build();
  }

  /** Whether every profile that starts the client starts the server as well. */
  private static boolean isImplied(Service client, Service server) {
    boolean told =
        server.profiles().stream().allMatch(Text::isKnown)
            && client.profiles().stream().allMatch(Text::isKnown);
    return !told
        || (!client.profiles().isEmpty() && server.profiles().containsAll(client.profiles()));
  }

  private Finding.Builder start(
      Outcome outcome, Connection connection, Service server, String message) {
    Dial dial = connection.dial();
    // Who writes a variable means its value to be chosen, and the service with it.
    boolean chosen = isChosen(dial.host()) || isChosen(server.replicas().text());
    return Finding.at(info(), dial.host().span(), message)
        .label("nothing answers to this name then")
        .service(dial.from().value())
        .confidence(dial.confidence().and(chosen ? Confidence.POSSIBLE : Confidence.CERTAIN))
        .occurrence(Occurrence.SOME_STARTS)
        .notes(Words.usedBy(dial.from(), dial.host()))
        .walk(Walks.of(connection))
        .help("give both the same profiles, or let " + quoted(server.name()) + " always start")
        .runtimeError(new RuntimeErrors(outcome.project()).unresolved(dial));
  }

  private static boolean isChosen(Text text) {
    return text.came(Step.Kind.INTERPOLATED) || text.came(Step.Kind.DEFAULT);
  }
}
