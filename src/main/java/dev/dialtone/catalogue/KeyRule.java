package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One rule on the names of keys: all of its conditions that are given must hold.
 *
 * @param keys whole names, in upper case
 * @param starts word sequences the name begins with
 * @param ends word sequences the name ends with
 * @param before words of which one stands right in front of the end; empty for any
 * @param has words of which one stands anywhere
 */
record KeyRule(
    List<String> keys,
    List<List<String>> starts,
    List<List<String>> ends,
    List<String> before,
    List<String> has,
    KeyMeaning.Role role,
    String service,
    boolean weak) {
  KeyRule {
    keys = List.copyOf(keys);
    starts = List.copyOf(starts);
    ends = List.copyOf(ends);
    before = List.copyOf(before);
    has = List.copyOf(has);
  }

  /** Stands among the words in front of an end for all words that mean a service. */
  private static final String ANY_SERVICE = "any-service";

  static KeyRule of(Entry entry, Set<String> services) {
    List<String> before = new ArrayList<>(entry.texts("before"));
    if (before.remove(ANY_SERVICE)) {
      before.addAll(services);
    }
    KeyRule rule =
        new KeyRule(
            entry.texts("keys"),
            entry.phrases("starts"),
            entry.phrases("ends"),
            before,
            entry.texts("has"),
            entry.choice("role", KeyMeaning.Role.values(), KeyMeaning.Role.UNKNOWN),
            entry.text("service", ""),
            entry.flag("weak", false));
    if (!entry.has("role")) {
      entry.complain("`role` is missing");
    }
    if (rule.keys.isEmpty() && rule.starts.isEmpty() && rule.ends.isEmpty() && rule.has.isEmpty()) {
      entry.complain("a rule needs `keys`, `starts`, `ends` or `has`");
    }
    entry.done();
    return rule;
  }

  /** Whether no condition but {@code keys} is given. */
  boolean exact() {
    return !keys.isEmpty();
  }

  /** How many words at the end are the role's; -1 if the rule does not hold. */
  int tail(List<String> words) {
    if (!starts.isEmpty() && starts.stream().noneMatch(start -> begins(words, start))) {
      return -1;
    }
    if (!has.isEmpty() && has.stream().noneMatch(words::contains)) {
      return -1;
    }
    if (ends.isEmpty()) {
      return 0;
    }
    int longest = -1;
    for (List<String> end : ends) {
      int front = words.size() - end.size();
      boolean fits = front >= 0 && words.subList(front, words.size()).equals(end);
      boolean led = before.isEmpty() || (front > 0 && before.contains(words.get(front - 1)));
      if (fits && led) {
        longest = Math.max(longest, end.size());
      }
    }
    return longest;
  }

  private static boolean begins(List<String> words, List<String> start) {
    return words.size() >= start.size() && words.subList(0, start.size()).equals(start);
  }
}
