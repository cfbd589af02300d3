package dev.dialtone.reach;

import dev.dialtone.model.Announcement;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Host;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Port;
import dev.dialtone.model.Project;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What becomes of clients that a server refers to the address it gives out. */
public final class Referrals {
  private final Outcome outcome;
  private final Namespaces namespaces;
  private final Reachability reachability;

  public Referrals(Outcome outcome) {
    Project project = outcome.project();
    this.outcome = outcome;
    this.namespaces = new Namespaces(project.composition());
    this.reachability =
        new Reachability(
            project, namespaces, new NameResolution(project.composition(), namespaces));
  }

  /**
   * A client that cannot reach the address it is given.
   *
   * @param first the connection on which it is given the address
   * @param then the connection to that address
   * @param better an address of another listener, whose clients are given one that this client
   *     reaches; one, or none
   */
  public record Referral(Connection first, Connection then, List<Verdict.Candidate> better) {
    public Referral {
      better = List.copyOf(better);
    }
  }

  /** The clients that cannot reach what this announcement tells them. */
  public List<Referral> lost(Announcement announcement) {
    List<Referral> lost = new ArrayList<>();
    for (Connection connection : outcome.connections()) {
      if (isTold(connection, announcement)) {
        Connection then = reachability.decide(referred(connection.dial(), announcement));
        if (fails(then) || isUnheard(then, announcement) || isItself(then, announcement)) {
          lost.add(new Referral(connection, then, better(connection, announcement)));
        }
      }
    }
    return lost;
  }

  private boolean isTold(Connection connection, Announcement announcement) {
    Dial dial = connection.dial();
    boolean client = dial.role() == Dial.Role.CLIENT || dial.role() == Dial.Role.CLUSTER;
    boolean there =
        connection.verdict() instanceof Verdict.Connects to
            && to.server().equals(announcement.server())
            && !namespaces.of(dial.from()).equals(namespaces.of(announcement.server()));
    return client
        && there
        && !isDirect(dial.from())
        && dial.port().known().stream().anyMatch(announcement::isGivenOn);
  }

  /** Whether a client is told to stay with the server that it knows, as MongoDB's can be. */
  private boolean isDirect(ServiceName client) {
    Container container = outcome.project().containers().get(client);
    return container != null
        && container.environment().stream()
            .anyMatch(variable -> variable.value().chars().contains("directConnection=true"));
  }

  private Dial referred(Dial dial, Announcement announcement) {
    boolean written = !announcement.port().known().isEmpty();
    return new Dial(
        dial.from(),
        dial.role(),
        announcement.host(),
        written ? announcement.port() : dial.port(),
        written,
        announcement.address(),
        dial.protocol(),
        dial.scheme(),
        dial.kind(),
        Dial.Audience.PROCESS,
        dial.confidence()
            .and(announcement.confidence())
            .and(isForTheHost(announcement) ? Confidence.PROBABLE : Confidence.CERTAIN));
  }

  /** Whether the address is right for programs on the host, which may be all that is meant. */
  private boolean isForTheHost(Announcement announcement) {
    Container server = outcome.project().containers().get(announcement.server());
    return server != null
        && Host.parse(announcement.host()).known().stream().anyMatch(Host::isLoopback)
        && server.service().ports().stream()
            .flatMap(entry -> entry.hostPorts().known().stream())
            .anyMatch(range -> announcement.port().known().stream().anyMatch(range::contains));
  }

  private boolean fails(Connection then) {
    Verdict verdict = then.verdict();
    if (verdict instanceof Verdict.Undecided) {
      // Whatever its image holds, a client is no broker of its own.
      return namespaces.of(then.dial().from()) instanceof Namespace.OfService
          && Host.parse(then.dial().host()).known().stream().anyMatch(Host::isLoopback);
    }
    return !(verdict instanceof Verdict.Connects
        || verdict instanceof Verdict.External
        || verdict instanceof Verdict.NoHost);
  }

  /** Whether a client that is such a server too is sent to itself: one node to the other. */
  private static boolean isItself(Connection then, Announcement announcement) {
    return then.verdict() instanceof Verdict.Connects to
        && !to.server().equals(announcement.server())
        && Host.parse(announcement.host()).known().stream().anyMatch(Host::isLoopback);
  }

  /** Whether the server is sent to itself at a port that it does not listen on. */
  private boolean isUnheard(Connection then, Announcement announcement) {
    return then.verdict() instanceof Verdict.Connects to
        && to.server().equals(announcement.server())
        && !announcement.listeners().isEmpty()
        && announcement.port().known().stream()
            .anyMatch(
                port ->
                    outcome.project().hints().announcements().stream()
                        .noneMatch(
                            other ->
                                other.server().equals(announcement.server())
                                    && other.listeners().contains(port)));
  }

  private List<Verdict.Candidate> better(Connection connection, Announcement announcement) {
    for (Announcement other : outcome.project().hints().announcements()) {
      if (!other.server().equals(announcement.server()) || other.listeners().isEmpty()) {
        continue;
      }
      Connection then = reachability.decide(referred(connection.dial(), other));
      if (then.verdict() instanceof Verdict.Connects to
          && to.server().equals(announcement.server())
          && !isUnheard(then, other)) {
        Port port = other.listeners().get(0);
        return List.of(new Verdict.Candidate(announcement.server(), port, List.of()));
      }
    }
    return List.of();
  }
}
