package dev.dialtone.catalogue;

import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A tag as far as images commonly put meaning into it: the release it begins with, and words.
 *
 * @param release what release it names
 * @param version the release's numbers; empty unless {@code release} is NUMBERED
 * @param words its parts between hyphens and underscores, in lower case
 */
record ImageTag(Release release, List<Integer> version, List<String> words) {
  ImageTag {
    version = List.copyOf(version);
    words = List.copyOf(words);
  }

  /** How a tag names a release. */
  enum Release {
    /** By numbers. */
    NUMBERED,
    /** The newest one: no tag, {@code latest}, or words such as {@code alpine} alone. */
    NEWEST,
    /** In a way that is not understood. */
    UNKNOWN
  }

  static ImageTag of(ImageReference reference) {
    Text tag = reference.tag();
    if (tag.isEmpty()) {
      boolean newest = reference.digest().isEmpty();
      return new ImageTag(newest ? Release.NEWEST : Release.UNKNOWN, List.of(), List.of());
    }
    List<String> words = new ArrayList<>();
    for (Text word : tag.split(c -> c == '-' || c == '_')) {
      words.add(word.chars().toLowerCase(Locale.ROOT));
    }
    List<Integer> version = version(words.get(0));
    if (!version.isEmpty()) {
      return new ImageTag(Release.NUMBERED, version, words);
    }
    return new ImageTag(isPlain(tag.chars()) ? Release.NEWEST : Release.UNKNOWN, version, words);
  }

  /** Whether the tag has neither digits nor holes: a channel or a variant, no release. */
  private static boolean isPlain(String tag) {
    for (int i = 0; i < tag.length(); i++) {
      char c = tag.charAt(i);
      if (c == Text.HOLE || (c >= '0' && c <= '9')) {
        return false;
      }
    }
    return true;
  }

  /** The numbers of {@code 16.3} or {@code v2.1}; nothing for a word. */
  static List<Integer> version(String word) {
    String digits = word.startsWith("v") ? word.substring(1) : word;
    List<Integer> numbers = new ArrayList<>();
    int from = 0;
    while (from <= digits.length()) {
      int dot = digits.indexOf('.', from);
      int end = dot < 0 ? digits.length() : dot;
      int number = number(digits, from, end);
      if (number < 0) {
        // "1.2.x" and "3.11rc1" still name 1.2 and 3.
        return List.copyOf(numbers);
      }
      numbers.add(number);
      from = end + 1;
    }
    return List.copyOf(numbers);
  }

  private static int number(String digits, int from, int end) {
    if (from == end || end - from > 9) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < end; i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }

  /** The variant: the first of the names that a word is or begins with, else {@code default}. */
  String variant(Iterable<String> variants) {
    for (String variant : variants) {
      for (String word : words) {
        if (word.startsWith(variant)) {
          return variant;
        }
      }
    }
    for (String word : words) {
      if (word.indexOf(Text.HOLE) >= 0) {
        return "unknown";
      }
    }
    for (String word : words) {
      for (String common : COMMON_VARIANTS) {
        if (word.startsWith(common)) {
          return common;
        }
      }
    }
    return "default";
  }

  /** Words that mean another content of the image wherever they stand. */
  private static final List<String> COMMON_VARIANTS =
      List.of("alpine", "slim", "distroless", "chiseled", "busybox", "nonroot");

  /** Whether a release of this tag lies in {@code range}. */
  Answer in(TagRange range) {
    Answer words = wordsIn(range);
    if (range.anyRelease() || words == Answer.NO) {
      return words;
    }
    Answer releases =
        switch (release) {
          case NEWEST -> range.open() ? Answer.YES : Answer.NO;
          case NUMBERED -> range.holds(version);
          case UNKNOWN -> Answer.UNKNOWN;
        };
    return releases == Answer.YES ? words : releases;
  }

  private Answer wordsIn(TagRange range) {
    boolean hole = false;
    for (String word : words) {
      hole |= word.indexOf(Text.HOLE) >= 0;
      for (String wanted : range.words()) {
        if (word.startsWith(wanted)) {
          return Answer.YES;
        }
      }
    }
    if (range.words().isEmpty()) {
      return Answer.YES;
    }
    return hole || (words.isEmpty() && release == Release.UNKNOWN) ? Answer.UNKNOWN : Answer.NO;
  }
}
