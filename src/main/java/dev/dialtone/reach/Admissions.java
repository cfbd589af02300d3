package dev.dialtone.reach;

import dev.dialtone.model.Admission;
import dev.dialtone.model.HostRule;
import dev.dialtone.model.HostRule.Word;
import dev.dialtone.model.Login;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/** Whether a PostgreSQL server's rules admit a client that comes from another container. */
public final class Admissions {
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
    int slash = chars.indexOf('/');
    long base = ipv4(slash < 0 ? chars : chars.substring(0, slash));
    if (base < 0) {
      // IPv6 is off in Compose's networks unless it is asked for; a name may be anybody's.
      boolean loopback =
          chars.equals("::1/128") || chars.equals("localhost") || chars.equals("::1");
      return loopback ? Match.NO : Match.MAYBE;
    }
    int bits = bits(slash < 0 ? "" : chars.substring(slash + 1), rule.mask().chars());
    if (bits < 0) {
      return Match.MAYBE;
    }
    if (bits == 0) {
      return Match.YES;
    }
    if (base >>> 24 == 127) {
      return Match.NO;
    }
    for (Text address : addresses) {
      long own = ipv4(address.chars());
      if (own >= 0) {
        return own >>> (32 - bits) == base >>> (32 - bits) ? Match.YES : Match.NO;
      }
    }
    return Match.MAYBE;
  }

  /** The length of a prefix, from its number or from a mask; -1 if neither tells. */
  private static int bits(String prefix, String mask) {
    if (!prefix.isEmpty()) {
      boolean number = prefix.length() <= 2 && prefix.chars().allMatch(Character::isDigit);
      int bits = number ? Integer.parseInt(prefix) : -1;
      return bits <= 32 ? bits : -1;
    }
    if (mask.isEmpty()) {
      return -1;
    }
    long value = ipv4(mask);
    return value < 0 ? -1 : Long.bitCount(value);
  }

  /** An IPv4 address as a number; -1 for anything else. */
  private static long ipv4(String chars) {
    long address = 0;
    int parts = 0;
    int number = -1;
    for (int i = 0; i <= chars.length(); i++) {
      char c = i < chars.length() ? chars.charAt(i) : '.';
      if (c >= '0' && c <= '9' && number < 256) {
        number = Math.max(number, 0) * 10 + (c - '0');
      } else if (c == '.' && number >= 0 && number < 256 && parts < 4) {
        address = address << 8 | number;
        number = -1;
        parts++;
      } else {
        return -1;
      }
    }
    return parts == 4 ? address : -1;
  }
}
