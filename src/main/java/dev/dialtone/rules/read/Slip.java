package dev.dialtone.rules.read;

import dev.dialtone.model.EditDistance;
import java.util.ArrayList;
import java.util.List;

/** Tells names that somebody mistook for each other from names that are only alike. */
final class Slip {
  /** Shorter names are near to each other by chance. */
  private static final int MIN_LENGTH = 5;

  private Slip() {}

  /**
   * Whether two names differ by a letter or two in one of their words (and by no number), by the
   * case of their letters or by what stands between their words.
   */
  static boolean between(String one, String other) {
    if (one.equals(other)
        || one.length() < MIN_LENGTH
        || Math.abs(one.length() - other.length()) > 2) {
      return false;
    }
    List<String> words = words(one);
    List<String> others = words(other);
    if (String.join("", words).equalsIgnoreCase(String.join("", others))) {
      return true;
    }
    if (words.size() != others.size()) {
      return false;
    }
    int slips = 0;
    for (int i = 0; i < words.size(); i++) {
      if (!words.get(i).equals(others.get(i))) {
        slips += isSlip(words.get(i), others.get(i)) ? 1 : 2;
      }
    }
    return slips == 1;
  }

  private static boolean isSlip(String word, String other) {
    String shorter = word.length() < other.length() ? word : other;
    String longer = word.length() < other.length() ? other : word;
    if (longer.equals("yaml") && shorter.equals("yml")) {
      return true;
    }
    // Both are words of their own.
    boolean secure = shorter.equalsIgnoreCase("http");
    if (secure || hasDigit(word) || hasDigit(other)) {
      return false;
    }
    int least = word.length() == other.length() ? 5 : 4;
    int distance = EditDistance.between(word, other);
    return (distance == 1 && shorter.length() >= least) || (distance == 2 && shorter.length() >= 7);
  }

  private static boolean hasDigit(String word) {
    return word.chars().anyMatch(Character::isDigit);
  }

  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= name.length(); i++) {
      if (i == name.length() || "_-.".indexOf(name.charAt(i)) >= 0) {
        words.add(name.substring(from, i));
        from = i + 1;
      }
    }
    return words;
  }
}
