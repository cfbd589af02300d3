package dev.dialtone.rules.listen;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Note;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Announcement;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Host;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Verdict;
import dev.dialtone.reach.Referrals;
import dev.dialtone.reach.Referrals.Referral;
import dev.dialtone.reach.RuntimeErrors;
import dev.dialtone.rules.Walks;
import dev.dialtone.rules.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** DT405: a server tells its clients an address that they cannot reach. */
public final class AdvertisedListener implements Rule {
  private static final String ELASTICSEARCH = "Elasticsearch";

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT405",
        "advertised-listener",
        Severity.ERROR,
        "A server tells its clients an address that they cannot reach");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    Referrals referrals = new Referrals(outcome);
    for (Announcement announcement : outcome.project().hints().announcements()) {
      if (announcement.refused()) {
        sink.accept(refused(announcement));
        continue;
      }
      List<Referral> blamed = new ArrayList<>();
      for (Referral referral : referrals.lost(announcement)) {
        if (referral.better().isEmpty()) {
          blamed.add(referral);
        } else {
          // The server has a listener for this client, which dials another one.
          sink.accept(wrongListener(outcome, announcement, referral));
        }
      }
      blamed.stream()
          .limit(1)
          .forEach(first -> sink.accept(unreachable(outcome, announcement, first)));
    }
  }

  private Finding refused(Announcement announcement) {
    return Finding.at(
            info(),
            announcement.address().span(),
            "%s does not start when it is to advertise %s"
                .formatted(announcement.subject(), quoted(announcement.host())))
        .label("this stands for every address, and no client can dial it")
        .service(announcement.server().value())
        .confidence(announcement.confidence())
        .notes(Words.usedBy(announcement.server(), announcement.address()))
        .help("advertise %s".formatted(quoted(address(announcement))))
        .runtimeError(
            "advertised.listeners cannot use the nonroutable meta-address 0.0.0.0. Use a routable IP"
                + " address.")
        .build();
  }

  private Finding unreachable(Outcome outcome, Announcement announcement, Referral referral) {
    Dial first = referral.first().dial();
    ServiceName client = first.from();
    return Finding.at(
            info(),
            announcement.address().span(),
            "%s refers %s to %s, %s"
                .formatted(
                    announcement.subject(),
                    quoted(client),
                    quoted(told(announcement)),
                    why(referral)))
        .label("clients dial this once they are connected")
        .service(announcement.server().value())
        .confidence(confidence(announcement, referral))
        .occurrence(occurrence(referral))
        .notes(Words.usedBy(announcement.server(), announcement.address()))
        .note(first.address().span(), quoted(client) + " connects here first")
        .walk(Walks.of(referral.then()))
        .help("advertise %s".formatted(quoted(address(announcement))))
        .runtimeError(error(outcome, announcement, referral))
        .build();
  }

  private Finding wrongListener(Outcome outcome, Announcement announcement, Referral referral) {
    Dial first = referral.first().dial();
    return Finding.at(
            info(),
            first.address().span(),
            "whoever connects here is referred to %s, %s"
                .formatted(quoted(told(announcement)), why(referral)))
        .label(
            "%s has another listener for clients in containers"
                .formatted(quoted(announcement.server())))
        .service(first.from().value())
        .confidence(confidence(announcement, referral))
        .occurrence(occurrence(referral))
        .notes(Words.usedBy(first.from(), first.address()))
        .notes(
            List.of(
                new Note(
                    announcement.address().span(),
                    quoted(announcement.server()) + " tells its clients this address")))
        .walk(Walks.of(referral.then()))
        .help(Words.dialInstead(referral.better(), true))
        .runtimeError(error(outcome, announcement, referral))
        .build();
  }

  /** What the client makes of the address. */
  private static String why(Referral referral) {
    Verdict verdict = referral.then().verdict();
    if (verdict instanceof Verdict.UnknownHost) {
      return "which nothing answers to";
    }
    if (verdict instanceof Verdict.NoSharedNetwork) {
      return "which is on no network of it";
    }
    boolean itself =
        Host.parse(referral.then().dial().host()).known().stream().anyMatch(Host::isLoopback);
    if ((verdict instanceof Verdict.Connects && !itself)
        || verdict instanceof Verdict.WrongPort
        || verdict instanceof Verdict.PublishedPortInside) {
      return "where nothing listens on that port";
    }
    if (verdict instanceof Verdict.HostUnnamed) {
      return "a name that only Docker Desktop knows";
    }
    if (verdict instanceof Verdict.NotPublished || verdict instanceof Verdict.NameUnknownToHost) {
      return "which it cannot reach from where it is";
    }
    return "which is its own container";
  }

  private static Confidence confidence(Announcement announcement, Referral referral) {
    Confidence both = announcement.confidence().and(referral.then().dial().confidence());
    Verdict verdict = referral.then().verdict();
    return verdict instanceof Verdict.UnknownHost unknown ? both.and(unknown.confidence()) : both;
  }

  private static Occurrence occurrence(Referral referral) {
    Verdict verdict = referral.then().verdict();
    boolean somewhere =
        verdict instanceof Verdict.HostUnnamed || verdict instanceof Verdict.NotPublished;
    return somewhere ? Occurrence.SOME_STARTS : Occurrence.EVERY_START;
  }

  private static String told(Announcement announcement) {
    String port = announcement.port().known().stream().map(p -> ":" + p).findFirst().orElse("");
    return announcement.host() + port;
  }

  /** The server's own name with the port of the listener that is concerned. */
  private static String address(Announcement announcement) {
    if (announcement.subject().equals(ELASTICSEARCH)) {
      // Its setting is a host alone.
      return announcement.server().value();
    }
    String port =
        announcement.listeners().stream()
            .limit(1)
            .map(p -> ":" + p)
            .findFirst()
            .orElseGet(
                () ->
                    announcement.port().known().stream().map(p -> ":" + p).findFirst().orElse(""));
    return announcement.server() + port;
  }

  private static String error(Outcome outcome, Announcement announcement, Referral referral) {
    String port =
        announcement.port().known().stream().map(Object::toString).findFirst().orElse("9092");
    if (announcement.subject().equals(ELASTICSEARCH)) {
      return "completed handshake with [%s] at [%s:%s] but followup connection to [%s:%s] failed"
          .formatted(announcement.server(), announcement.server(), port, announcement.host(), port);
    }
    boolean loopback = Host.parse(announcement.host()).known().stream().anyMatch(Host::isLoopback);
    if (!announcement.subject().equals("Kafka") && !announcement.subject().equals("Redpanda")) {
      return loopback ? new RuntimeErrors(outcome.project()).refused(referral.then().dial()) : "";
    }
    return "Connection to node 1 (%s%s:%s) could not be established. Node may not be available."
        .formatted(announcement.host(), loopback ? "/127.0.0.1" : "", port);
  }
}
