package dev.dialtone.rules.ports;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.PortRange;
import dev.dialtone.model.Premises;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** DT501: two services that run together publish one port of the host. */
public final class HostPortCollision implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT501",
        "host-port-collision",
        Severity.ERROR,
        "Two services that run together publish the same port of the host");
  }

  /** A range as wide as this is no matter of one server. */
  private static final int WIDEST_COMPARED_RANGE = 64;

  /** The first claims on a port stand for all: a repository may hold thousands. */
  private static final int MOST_REMEMBERED_CLAIMS = 4;

  /** A published port and whose it is. */
  private record Claim(Service service, PublishedPort entry, PortRange ports) {}

  /** Two claims on one port, in the order of the file. */
  private record Collision(Claim first, Claim second) {
    /** Both services, or the one that collides with itself. */
    Set<ServiceName> services() {
      return new HashSet<>(List.of(first.service().name(), second.service().name()));
    }
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    Composition composition = outcome.project().composition();
    PortIndex<Claim> claims = new PortIndex<>();
    List<Collision> collisions = new ArrayList<>();
    for (Service service : composition.services().values()) {
      if (service.replicas().known().contains(0)) {
        continue;
      }
      for (PublishedPort entry : service.ports()) {
        for (PortRange ports : entry.hostPorts().known()) {
          Claim claim = new Claim(service, entry, ports);
          if (!composition.premises().swarm()) {
            checkReplicas(claim, sink);
          }
          claims
              .near(ports)
              .filter(earlier -> collide(earlier, claim))
              .limit(1)
              .forEach(earlier -> collisions.add(new Collision(earlier, claim)));
          claims.add(ports, claim);
        }
      }
    }
    Confidence menu = Company.wholeness(collisions.stream().map(Collision::services).toList());
    for (Collision each : collisions) {
      Confidence whole =
          Company.isChoice(outcome, each.first().service().name(), each.second().service().name())
              ? menu.and(Confidence.PROBABLE)
              : menu;
      sink.accept(finding(each, owner(each), refusal(each, composition.premises()), whole));
    }
  }

  /** Projects of one repository may be meant to run side by side, or never to. */
  @Override
  public void compare(List<Outcome> outcomes, Consumer<Finding> sink) {
    Map<Integer, List<Placed>> claims = new HashMap<>();
    for (Outcome outcome : outcomes) {
      Composition composition = outcome.project().composition();
      for (Service service : composition.services().values()) {
        if (service.replicas().known().contains(0)) {
          continue;
        }
        for (PublishedPort entry : service.ports()) {
          for (PortRange ports : entry.hostPorts().known()) {
            compare(new Placed(composition, new Claim(service, entry, ports)), claims, sink);
          }
        }
      }
    }
  }

  /** A claim and the project it is made in. */
  private record Placed(Composition project, Claim claim) {
    /** Projects of one folder are variants of each other. */
    boolean isApartFrom(Placed other) {
      return !project.folder().equals(other.project.folder())
          && !claim.entry().at().span().equals(other.claim.entry().at().span());
    }
  }

  private void compare(Placed placed, Map<Integer, List<Placed>> claims, Consumer<Finding> sink) {
    PortRange ports = placed.claim().ports();
    boolean reported = ports.size() > WIDEST_COMPARED_RANGE;
    for (int port = ports.first(); !reported && port <= ports.last(); port++) {
      List<Placed> earlier = claims.computeIfAbsent(port, key -> new ArrayList<>());
      for (Placed other : earlier) {
        if (!reported && placed.isApartFrom(other) && collide(other.claim(), placed.claim())) {
          String owner =
              quoted(other.claim().service().name())
                  + " of the project "
                  + quoted(other.project().name());
          Collision collision = new Collision(other.claim(), placed.claim());
          String refusal = refusal(collision, placed.project().premises());
          sink.accept(finding(collision, owner, refusal, Confidence.POSSIBLE));
          reported = true;
        }
      }
      if (earlier.size() < MOST_REMEMBERED_CLAIMS) {
        earlier.add(placed);
      }
    }
  }

  private static boolean collide(Claim one, Claim other) {
    return one.entry().protocol() == other.entry().protocol()
        && one.ports().overlaps(other.ports())
        && !isLeftToTheEngine(one)
        && !isLeftToTheEngine(other)
        && addressesMeet(one.entry().hostAddress(), other.entry().hostAddress())
        && Company.mayRunTogether(one.service(), other.service());
  }

  /** A host range for one container port leaves the choice to the engine. */
  private static boolean isLeftToTheEngine(Claim claim) {
    return claim.entry().containerPorts().known().stream()
        .anyMatch(inside -> inside.size() < claim.ports().size());
  }

  private static boolean addressesMeet(Text one, Text other) {
    if (!one.isKnown() || !other.isKnown()) {
      return false;
    }
    return isEverywhere(one) || isEverywhere(other) || one.equals(other);
  }

  private static boolean isEverywhere(Text address) {
    return address.isEmpty() || address.is("0.0.0.0") || address.is("::") || address.is("[::]");
  }

  private static String owner(Collision collision) {
    ServiceName first = collision.first().service().name();
    boolean itself = first.equals(collision.second().service().name());
    return quoted(first) + (itself ? " itself" : "");
  }

  /** What the engine says of the second claim, or a swarm, whose ports are those of all nodes. */
  private static String refusal(Collision collision, Premises premises) {
    Claim first = collision.first();
    Claim second = collision.second();
    int port = Math.max(first.ports().first(), second.ports().first());
    if (premises.swarm()) {
      return "port '%s' is already in use by service".formatted(port);
    }
    Text address = second.entry().hostAddress();
    return "Bind for %s:%s failed: port is already allocated"
        .formatted(address.isEmpty() ? "0.0.0.0" : address, port);
  }

  private Finding finding(
      Collision collision, String owner, String refusal, Confidence confidence) {
    Claim first = collision.first();
    Claim second = collision.second();
    int from = Math.max(first.ports().first(), second.ports().first());
    int to = Math.min(first.ports().last(), second.ports().last());
    return Finding.at(
            info(),
            second.entry().publishedAt(),
            "host %s already published by %s"
                .formatted(
                    from == to ? "port " + from + " is" : "ports " + from + "-" + to + " are",
                    owner))
        .label("second claim on it")
        .confidence(confidence)
        .occurrence(Company.occurrence(first.service(), second.service()))
        .service(second.service().name().value())
        .note(first.entry().at().span(), quoted(first.service().name()) + " publishes it here")
        .runtimeError(refusal)
        .build();
  }

  private void checkReplicas(Claim claim, Consumer<Finding> sink) {
    boolean fixed = claim.ports().size() == 1;
    claim.service().replicas().known().stream()
        .filter(replicas -> replicas > 1 && fixed)
        .forEach(
            replicas ->
                sink.accept(
                    Finding.at(
                            info(),
                            claim.entry().publishedAt(),
                            "%s replicas of %s cannot share host port %s"
                                .formatted(replicas, quoted(claim.service().name()), claim.ports()))
                        .label("each replica claims it")
                        .service(claim.service().name().value())
                        .note(claim.service().replicas().text().span(), replicas + " replicas here")
                        .runtimeError(
                            "Bind for 0.0.0.0:"
                                + claim.ports()
                                + " failed: port is already allocated")
                        .build()));
  }
}
