package dev.dialtone.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Draws that generators of configurations have in common. */
final class Draw {
  private final Random random;

  Draw(long seed) {
    // Neighbouring seeds begin alike, but for the first draws.
    this.random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
    random.nextLong();
  }

  /** One of these, each as likely. */
  @SafeVarargs
  final <T> T one(T... of) {
    return of[random.nextInt(of.length)];
  }

  /** One of these, each as likely. */
  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Some of these, none of them twice. */
  List<String> some(int most, List<String> of) {
    List<String> left = new ArrayList<>(of);
    Collections.shuffle(left, random);
    return left.subList(0, Math.min(left.size(), from(1, most)));
  }

  /** Whether something happens that happens once in so many times. */
  boolean onceIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** A number from {@code least} to {@code most}, both included. */
  int from(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** A port that most likely nothing else of the trial has. */
  int port() {
    return from(2000, 9999);
  }

  /** The same word with some letters in upper case. */
  String anyCase(String word) {
    StringBuilder mixed = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      mixed.append(random.nextBoolean() ? Character.toUpperCase(c) : c);
    }
    return mixed.toString();
  }
}
