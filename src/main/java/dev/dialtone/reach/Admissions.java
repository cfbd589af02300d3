package dev.dialtone.reach;

import dev.dialtone.model.Admission;
import dev.dialtone.model.HostRule;
import dev.dialtone.model.HostRule.Word;
import dev.dialtone.model.Login;
import dev.dialtone.model.Subnet;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a PostgreSQL server's rules admit a client that comes from another container. */
public final class Admissions {
  private static final Subnet LOOPBACK = Subnet.parse("127.0.0.0/8").orElseThrow();

  private Admissions() {}

  /** Whether a rule is about a connection. */
  private enum Match {
    YES,
    NO,
    MAYBE;

    Match and(Match other) {
      if (this == NO || other == NO) {
        return NO;
      }
      return this == MAYBE || other == MAYBE ? MAYBE : YES;
    }
  }

  /** What the rules make of a client. */
  public sealed interface Answer {
    /** It is let in, or it cannot be told. */
    record MayBeAdmitted() implements Answer {}

    /** The first rule that fits turns it away. */
    record Rejected(HostRule by) implements Answer {}

    /**
     * No rule fits.
     *
     * @param nearest the rules that fit but for the client's address
     */
    record NoRule(List<HostRule> nearest) implements Answer {
      public NoRule {
        nearest = List.copyOf(nearest);
      }
    }
  }

  /**
   * What becomes of a client.
   *
   * @param addresses the fixed addresses of the client; empty if the engine chooses them
   */
  public static Answer of(Admission admission, Login login, List<Text> addresses) {
    List<HostRule> nearest = new ArrayList<>();
    for (HostRule rule : admission.rules()) {
      Match names =
          any(rule.databases(), login.database(), login.user())
              .and(any(rule.users(), login.user(), login.user()))
              .and(type(rule, admission.mayEncrypt()));
      Match match = names.and(address(rule, addresses));
      if (match == Match.YES && rule.method().is("reject")) {
        return new Answer.Rejected(rule);
      }
      if (match != Match.NO && !rule.method().is("reject")) {
        return new Answer.MayBeAdmitted();
      }
      if (names != Match.NO && !rule.type().is("local")) {
        nearest.add(rule);
      }
    }
    return new Answer.NoRule(nearest);
  }

  private static Match type(HostRule rule, boolean mayEncrypt) {
    return switch (rule.type().chars()) {
      case "host", "hostnogssenc" -> Match.YES;
      case "hostssl" -> mayEncrypt ? Match.MAYBE : Match.NO;
      case "hostnossl" -> mayEncrypt ? Match.MAYBE : Match.YES;
      case "local", "hostgssenc" -> Match.NO;
      default -> Match.MAYBE;
    };
  }

  /** Whether any word of a list is about a database or a user. */
  private static Match any(List<Word> words, Text name, Text user) {
    Match found = Match.NO;
    for (Word word : words) {
      String chars = word.text().chars();
      Match one;
      if (word.is("all")) {
        one = Match.YES;
      } else if (word.is("replication")) {
        one = Match.NO;
      } else if (word.is("sameuser") && name.isKnown() && !name.isEmpty() && user.isKnown()) {
        one = name.equals(user) ? Match.YES : Match.NO;
      } else if (word.is("sameuser") || word.is("samerole") || word.is("samegroup")) {
        one = Match.MAYBE;
      } else if (!word.quoted() && !chars.isEmpty() && "+/@".indexOf(chars.charAt(0)) >= 0) {
        one = Match.MAYBE;
      } else if (name.isEmpty() || !name.isKnown()) {
        one = Match.MAYBE;
      } else {
        one = word.text().equals(name) ? Match.YES : Match.NO;
      }
      found = one == Match.YES || found == Match.NO ? one : found;
      if (found == Match.YES) {
        return found;
      }
    }
    return found;
  }

  private static Match address(HostRule rule, List<Text> addresses) {
    String chars = rule.address().chars();
    if (rule.type().is("local") || chars.equals("samehost")) {
      return Match.NO;
    }
    if (chars.equals("all") || chars.equals("samenet")) {
      return Match.YES;
    }
    Optional<Subnet> range =
        Subnet.parse(chars + mask(rule.mask().chars())).filter(subnet -> !subnet.ipv6());
    if (range.isEmpty()) {
      // IPv6 is off in Compose's networks unless it is asked for; a name may be anybody's.
      boolean loopback =
          chars.equals("::1/128") || chars.equals("localhost") || chars.equals("::1");
      return loopback ? Match.NO : Match.MAYBE;
    }
    Subnet subnet = range.get();
    boolean bare = chars.indexOf('/') < 0 && rule.mask().isEmpty();
    if (bare) {
      return Match.MAYBE;
    }
    if (subnet.length() == 0) {
      return Match.YES;
    }
    if (LOOPBACK.contains(subnet)) {
      return Match.NO;
    }
    return addresses.stream()
        .flatMap(address -> Subnet.parse(address.chars()).stream())
        .filter(own -> !own.ipv6())
        .findFirst()
        .map(own -> subnet.contains(own) ? Match.YES : Match.NO)
        .orElse(Match.MAYBE);
  }

  /** A mask as the length of a prefix, {@code /16}; empty if there is none. */
  private static String mask(String mask) {
    return Subnet.parse(mask).map(bits -> "/" + bits.first().bitCount()).orElse("");
  }
}
