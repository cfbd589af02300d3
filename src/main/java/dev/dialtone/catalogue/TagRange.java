package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * The tags for which a release's facts hold.
 *
 * @param from the lowest version, included; empty for no bound
 * @param to the lowest version above, not included; empty for no bound
 * @param words beginnings of words of which the tag must have one; empty for any
 */
record TagRange(List<Integer> from, List<Integer> to, List<String> words) {
  TagRange {
    from = List.copyOf(from);
    to = List.copyOf(to);
    words = List.copyOf(words);
  }

  /** Reads {@code from}, {@code below} and {@code tag-words} of a release. */
  static TagRange of(Entry release) {
    TagRange range =
        new TagRange(bound(release, "from"), bound(release, "below"), release.texts("tag-words"));
    if (range.anyRelease() && range.words().isEmpty()) {
      release.complain("a release needs `from`, `below` or `tag-words`");
    }
    return range;
  }

  /** The keys of a release that say which tags it is for. */
  static List<String> keys() {
    return List.of("from", "below", "tag-words");
  }

  private static List<Integer> bound(Entry release, String key) {
    List<Integer> bound = new ArrayList<>();
    String text = release.text(key, "");
    if (!text.isEmpty()) {
      bound.addAll(ImageTag.version(text));
      if (bound.isEmpty()) {
        release.complain(key, "must be a version such as 2.1");
      }
    }
    return bound;
  }

  boolean anyRelease() {
    return from.isEmpty() && to.isEmpty();
  }

  /** Whether the newest release is in it. */
  boolean open() {
    return to.isEmpty();
  }

  /** Whether {@code version} lies in it; {@code 8} may be 8.0 or 8.4. */
  Answer holds(List<Integer> version) {
    Answer above = from.isEmpty() ? Answer.YES : atLeast(version, from);
    Answer notBelow = to.isEmpty() ? Answer.NO : atLeast(version, to);
    if (above == Answer.NO || notBelow == Answer.YES) {
      return Answer.NO;
    }
    return above == Answer.YES && notBelow == Answer.NO ? Answer.YES : Answer.UNKNOWN;
  }

  private static Answer atLeast(List<Integer> version, List<Integer> bound) {
    for (int i = 0; i < bound.size(); i++) {
      if (i >= version.size()) {
        return bound.subList(i, bound.size()).stream().allMatch(n -> n == 0)
            ? Answer.YES
            : Answer.UNKNOWN;
      }
      int compared = Integer.compare(version.get(i), bound.get(i));
      if (compared != 0) {
        return compared > 0 ? Answer.YES : Answer.NO;
      }
    }
    return Answer.YES;
  }
}
