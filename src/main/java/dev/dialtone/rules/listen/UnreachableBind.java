package dev.dialtone.rules.listen;

import static dev.dialtone.model.BindScope.OFF;
import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.Note;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Attachment;
import dev.dialtone.model.Container;
import dev.dialtone.model.Host;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Network;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Subnet;
import dev.dialtone.model.Verdict;
import dev.dialtone.reach.LocalAddresses;
import dev.dialtone.reach.LocalAddresses.Presence;
import dev.dialtone.reach.Namespace;
import dev.dialtone.reach.Namespaces;
import dev.dialtone.rules.Fixes;
import dev.dialtone.rules.Words;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** DT406: a server is told to listen on an address that its container does not have. */
public final class UnreachableBind implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT406",
        "unreachable-bind",
        Severity.ERROR,
        "A server listens on an address that its container does not have");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    Namespaces namespaces = new Namespaces(outcome.project().composition());
    LocalAddresses local = new LocalAddresses(outcome.project().composition(), namespaces);
    for (Container container : outcome.project().containers().values()) {
      // One address may be written for many ports.
      Set<Span> told = new HashSet<>();
      List<Listener> sockets = container.listeners().sockets();
      if (sockets.stream().allMatch(socket -> socket.addresses().isEmpty())) {
        continue;
      }
      for (Listener listener : sockets) {
        Bind bind = Bind.of(local, container, sockets, listener);
        if (!bind.doubted().isEmpty() && told.add(bind.doubted().get(0).span())) {
          sink.accept(finding(outcome, namespaces, container, bind));
        }
      }
    }
  }

  /**
   * The addresses of a port, be they of one socket or of several.
   *
   * @param presence whether the doubted ones are missing or there by chance
   * @param doubted the addresses that the container does not have, or may not have
   * @param alone whether no other address is told
   * @param others whether more than loopback is left without them
   */
  private record Bind(
      Listener listener, Presence presence, List<Text> doubted, boolean alone, boolean others) {
    static Bind of(
        LocalAddresses local, Container container, List<Listener> sockets, Listener listener) {
      List<Text> missing = new ArrayList<>();
      List<Text> byChance = new ArrayList<>();
      int all = 0;
      boolean others = false;
      for (Listener each : sockets) {
        if (each.protocol() != listener.protocol() || !each.ports().overlaps(listener.ports())) {
          continue;
        }
        List<Text> addresses = each.addresses();
        all += addresses.size();
        others |= addresses.isEmpty() && !each.scope().isLoopback() && each.scope() != OFF;
        for (Text address : addresses) {
          switch (local.of(container.service().name(), address)) {
            case MISSING -> missing.add(address);
            case BY_CHANCE -> byChance.add(address);
            default -> others |= Host.parse(address).known().stream().noneMatch(Host::isLoopback);
          }
        }
      }
      boolean lacks = !missing.isEmpty();
      return new Bind(
          listener,
          lacks ? Presence.MISSING : Presence.BY_CHANCE,
          lacks ? missing : byChance,
          all == 1,
          others || (lacks && !byChance.isEmpty()));
    }

    /** Whether the server does its work on the addresses that are left. */
    boolean isHarmless() {
      return others && listener.habits().startsInPart();
    }

    Occurrence occurrence() {
      if (isHarmless()) {
        return Occurrence.FRAGILE;
      }
      return presence == Presence.MISSING ? Occurrence.EVERY_START : Occurrence.SOME_STARTS;
    }
  }

  private Finding finding(Outcome outcome, Namespaces namespaces, Container container, Bind bind) {
    ServiceName server = container.service().name();
    Listener listener = bind.listener();
    Text address = bind.doubted().get(0);
    boolean missing = bind.presence() == Presence.MISSING;
    Demand demand = Demand.of(outcome, container, listener, UnreachableBind::notBound);
    return Finding.at(
            info(),
            address,
            (missing
                    ? "%s listens on %s, an address that its container does not have"
                    : "%s listens on %s, which its container has only by chance")
                .formatted(quoted(server), address))
        .label(missing ? "no network gives it this address" : "no file gives it this address")
        .service(server.value())
        .confidence(listener.confidence())
        .occurrence(bind.occurrence())
        .notes(given(outcome, namespaces, server))
        .notes(demand.notes())
        .notes(Words.usedBy(server, address))
        .help(help(outcome, namespaces, server, bind))
        .runtimeError(runtimeError(outcome, bind, demand))
        .fixes(fixes(bind))
        .build();
  }

  /** The addresses that the files give the container, and the ranges of the others. */
  private static List<Note> given(Outcome outcome, Namespaces namespaces, ServiceName server) {
    List<Note> notes = new ArrayList<>();
    for (Attachment attachment : attachments(outcome, namespaces, server)) {
      String network = quoted(attachment.network());
      for (Text address : attachment.addresses()) {
        notes.add(new Note(address.span(), "its address on " + network));
      }
      if (attachment.addresses().isEmpty()) {
        for (Text subnet : subnets(outcome, attachment)) {
          notes.add(new Note(subnet.span(), "the engine chooses its address on " + network));
        }
      }
    }
    return notes;
  }

  private static List<Attachment> attachments(
      Outcome outcome, Namespaces namespaces, ServiceName server) {
    Service owner =
        namespaces.of(server) instanceof Namespace.OfService own
            ? outcome.project().composition().services().get(own.owner())
            : null;
    return owner == null ? List.of() : owner.attachments();
  }

  private static List<Text> subnets(Outcome outcome, Attachment attachment) {
    Network network = outcome.project().composition().networks().get(attachment.network());
    return network == null ? List.of() : network.subnets();
  }

  private static String help(
      Outcome outcome, Namespaces namespaces, ServiceName server, Bind bind) {
    List<String> ways = new ArrayList<>();
    if (!bind.listener().remedy().isEmpty()) {
      ways.add("bind to all addresses: " + quoted(bind.listener().remedy()));
    }
    Text address = bind.doubted().get(0);
    boolean fixable =
        attachments(outcome, namespaces, server).stream()
            .filter(attachment -> attachment.addresses().isEmpty())
            .flatMap(attachment -> subnets(outcome, attachment).stream())
            .flatMap(subnet -> Subnet.parse(subnet.chars()).stream())
            .anyMatch(subnet -> Subnet.parse(address.chars()).filter(subnet::contains).isPresent());
    if (fixable) {
      String key = address.chars().indexOf(':') < 0 ? "ipv4_address" : "ipv6_address";
      ways.add("give it the address: " + quoted(key + ": " + address));
    }
    return String.join(", or ", ways);
  }

  /** Servers that go on in part do not all complain: some listen where nobody can come. */
  private static String runtimeError(Outcome outcome, Bind bind, Demand demand) {
    if (bind.isHarmless()) {
      return "";
    }
    return bind.listener().habits().startsInPart() && !demand.dials().isEmpty()
        ? demand.runtimeError(outcome)
        : "bind: Cannot assign requested address";
  }

  private static List<Fix> fixes(Bind bind) {
    return bind.alone()
        ? Fixes.bindToAll(bind.doubted().get(0)).stream().map(Fix::unsafely).toList()
        : List.of();
  }

  private static List<Listener> notBound(Verdict verdict) {
    return verdict instanceof Verdict.NotBound unbound ? List.of(unbound.listener()) : List.of();
  }
}
