package dev.dialtone.rules.dial;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Note;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Attachment;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Dial;
import dev.dialtone.model.NetworkMode;
import dev.dialtone.model.NetworkName;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Service;
import dev.dialtone.model.Verdict;
import dev.dialtone.reach.RuntimeErrors;
import dev.dialtone.rules.Walks;
import dev.dialtone.rules.Words;
import dev.dialtone.source.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** DT105: the dialled service exists, on no network that the dialler is on. */
public final class NoSharedNetwork implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT105",
        "no-shared-network",
        Severity.ERROR,
        "The dialler and the service it dials have no network in common");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    Map<?, Service> services = outcome.project().composition().services();
    for (Connection connection : outcome.connections()) {
      if (connection.verdict() instanceof Verdict.NoSharedNetwork verdict) {
        Service client = services.get(connection.dial().from());
        Service server = services.get(verdict.server());
        if (client != null && server != null) {
          sink.accept(finding(outcome, connection, verdict, client, server));
        }
      }
    }
    new RoutedNetworks(info()).check(outcome, sink);
  }

  @Override
  public void compare(List<Outcome> outcomes, Consumer<Finding> sink) {
    new RoutedNetworks(info()).compare(outcomes, sink);
  }

  private Finding finding(
      Outcome outcome,
      Connection connection,
      Verdict.NoSharedNetwork verdict,
      Service client,
      Service server) {
    Dial dial = connection.dial();
    return Finding.at(info(), dial.host().span(), message(dial, client, server))
        .label(quoted(client.name()) + " cannot look up this name")
        .service(client.name().value())
        .confidence(verdict.confidence())
        .notes(Words.usedBy(dial.from(), dial.host()))
        .notes(List.of(networks(client), networks(server)))
        .walk(Walks.of(connection))
        .help(help(outcome, client, server))
        .runtimeError(new RuntimeErrors(outcome.project()).unresolved(dial))
        .build();
  }

  /** Services that do share a network may have a name of their own on another one only. */
  private static String message(Dial dial, Service client, Service server) {
    List<NetworkName> joined = client.attachments().stream().map(Attachment::network).toList();
    boolean meet = server.attachments().stream().anyMatch(a -> joined.contains(a.network()));
    if (!meet) {
      return quoted(client.name()) + " and " + quoted(server.name()) + " share no network";
    }
    String networks =
        server.attachments().stream()
            .filter(a -> a.aliases().stream().anyMatch(alias -> alias.equals(dial.host())))
            .map(attachment -> quoted(attachment.network()))
            .collect(Collectors.joining(", "));
    return "%s answers to %s on %s only, where %s is not"
        .formatted(quoted(server.name()), quoted(dial.host()), networks, quoted(client.name()));
  }

  private static Note networks(Service service) {
    String name = quoted(service.name());
    NetworkMode mode = service.networkMode();
    if (mode instanceof NetworkMode.None none) {
      return new Note(none.at().span(), name + " has no network");
    }
    if (mode instanceof NetworkMode.HostMode host) {
      return new Note(host.at().span(), name + " is on the host's network");
    }
    if (mode instanceof NetworkMode.OfService shared) {
      return new Note(
          shared.at().span(), name + " runs in the network of " + quoted(shared.service()));
    }
    if (mode instanceof NetworkMode.Bridge bridge) {
      return new Note(
          bridge.at().span(), name + " is on the legacy bridge, where names are unknown");
    }
    List<Attachment> attachments = service.attachments();
    Text at = attachments.isEmpty() ? service.at() : attachments.get(0).at();
    boolean implied = at.equals(service.at()) && at.span().equals(service.at().span());
    return new Note(
        at.span(),
        implied
            ? name + " names no network: it is on `default`"
            : name
                + " is on "
                + attachments.stream()
                    .map(attachment -> quoted(attachment.network()))
                    .collect(Collectors.joining(", ")));
  }

  /** The network of the server with the fewest members is the one that opens least. */
  private static String help(Outcome outcome, Service client, Service server) {
    if (!(client.networkMode() instanceof NetworkMode.Networks)) {
      return "";
    }
    Comparator<NetworkName> fewestMembers =
        Comparator.comparingLong(network -> members(outcome, network));
    return server.attachments().stream()
        .map(Attachment::network)
        .min(fewestMembers.thenComparing(Comparator.naturalOrder()))
        .map(
            network ->
                "add %s to the networks of %s".formatted(quoted(network), quoted(client.name())))
        .orElse("");
  }

  private static long members(Outcome outcome, NetworkName network) {
    return outcome.project().composition().services().values().stream()
        .filter(s -> s.attachments().stream().anyMatch(a -> a.network().equals(network)))
        .count();
  }
}
