package dev.dialtone.rules.dial;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Host;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Localhost;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Port;
import dev.dialtone.model.ServiceName;
import dev.dialtone.reach.OwnAddresses;
import dev.dialtone.reach.OwnAddresses.Found;
import dev.dialtone.reach.RuntimeErrors;
import dev.dialtone.rules.Fixes;
import dev.dialtone.rules.Words;
import java.util.function.Consumer;

/** DT107: a client tries {@code ::1} for localhost and gives up, where its server is not. */
public final class LocalhostIpv6 implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT107",
        "localhost-ipv6",
        Severity.WARNING,
        "A client dials localhost over IPv6, where its server listens on IPv4 only");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    OwnAddresses own = new OwnAddresses(outcome);
    for (Connection connection : outcome.connections()) {
      Dial dial = connection.dial();
      Container client = outcome.project().containers().get(dial.from());
      if (client != null
          && client.localhost() == Localhost.IPV6_ONLY
          && dial.role() == Dial.Role.CLIENT
          && Host.isLoopbackName(dial.host())
          && own.find(dial) instanceof Found.Server server
          && server.listeners().stream().allMatch(Listener::isIpv4Only)) {
        sink.accept(finding(outcome, client, dial, server.listeners().get(0)));
      }
    }
  }

  private Finding finding(Outcome outcome, Container client, Dial dial, Listener listener) {
    ServiceName service = client.service().name();
    Port port = dial.port().known().get(0);
    return Finding.at(
            info(),
            dial.host().span(),
            "%s tries `::1` for %s and gives up: what listens on %s there is on IPv4 only"
                .formatted(quoted(service), quoted(dial.host()), port))
        .label("two addresses, of which it tries the first")
        .service(service.value())
        .confidence(listener.confidence().and(dial.confidence()))
        .occurrence(Occurrence.SOME_STARTS)
        .notes(Words.usedBy(service, dial.host()))
        .note(listener.scopeAt().span(), "the server listens on IPv4 only: here")
        .note(client.image().span(), "this Node takes the first address of a name and no other")
        .help("write `127.0.0.1`")
        .fixes(
            Fixes.rated(
                Fix.replacing("dial `127.0.0.1`", dial.host(), "127.0.0.1"),
                listener.confidence().and(dial.confidence())))
        .runtimeError(new RuntimeErrors(outcome.project()).refused(dial, "::1"))
        .build();
  }
}
