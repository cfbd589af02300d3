package dev.dialtone.rules.health;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Host;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Localhost;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Port;
import dev.dialtone.model.ProbeCall;
import dev.dialtone.model.ServiceName;
import dev.dialtone.reach.OwnAddresses;
import dev.dialtone.reach.OwnAddresses.Found;
import dev.dialtone.rules.Fixes;
import dev.dialtone.rules.Words;
import java.util.function.Consumer;

/** DT305: a healthcheck's client tries {@code ::1} for localhost, where its server is not. */
public final class HealthcheckLocalhostIpv6 implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT305",
        "healthcheck-localhost-ipv6",
        Severity.WARNING,
        "A healthcheck asks localhost over IPv6 for a server that listens on IPv4 only");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    OwnAddresses own = new OwnAddresses(outcome);
    for (Container container : outcome.project().containers().values()) {
      for (ProbeCall call : container.probe()) {
        for (Dial dial : call.dials()) {
          if (call.decides()
              && call.localhost() == Localhost.IPV6_ONLY
              && Host.isLoopbackName(dial.host())
              && own.find(dial) instanceof Found.Server server
              && server.listeners().stream().allMatch(Listener::isIpv4Only)) {
            sink.accept(finding(container, call, dial, server.listeners().get(0)));
          }
        }
      }
    }
  }

  private Finding finding(Container container, ProbeCall call, Dial dial, Listener listener) {
    ServiceName service = container.service().name();
    Port port = dial.port().known().get(0);
    return Finding.at(
            info(),
            dial.host(),
            "%s tries `::1` for %s and gives up: %s listens on IPv4 only"
                .formatted(quoted(call.program()), quoted(dial.host()), quoted(service)))
        .label("two addresses, of which it tries the first")
        .service(service.value())
        .confidence(listener.confidence())
        .occurrence(Occurrence.SOME_STARTS)
        .notes(Words.usedBy(service, dial.host()))
        .note(listener.scopeAt().span(), quoted(service) + " listens on IPv4 only: here")
        .help("write `127.0.0.1`")
        .fixes(
            Fixes.rated(
                Fix.replacing("ask `127.0.0.1`", dial.host(), "127.0.0.1"), listener.confidence()))
        .runtimeError(
            call.program().equals("wget")
                ? "wget: can't connect to remote host: Connection refused"
                : "connect ECONNREFUSED ::1:" + port)
        .build();
  }
}
