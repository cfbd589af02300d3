package dev.dialtone.report.secret;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Collects the stretches of one text that must not be shown. */
final class Hidden {
  /** A stretch of a text: offsets, half-open, never empty. */
  record Stretch(int start, int end) implements Comparable<Stretch> {
    @Override
    public int compareTo(Stretch other) {
      int byStart = Integer.compare(start, other.start);
      return byStart != 0 ? byStart : Integer.compare(end, other.end);
    }
  }

  private final List<Stretch> found = new ArrayList<>();

  void add(int start, int end) {
    if (start < end) {
      found.add(new Stretch(start, end));
    }
  }

  /** The stretches from left to right; those that touch are one. */
  List<Stretch> stretches() {
    if (found.size() < 2) {
      return List.copyOf(found);
    }
    Collections.sort(found);
    List<Stretch> merged = new ArrayList<>();
    Stretch open = found.get(0);
    for (Stretch next : found) {
      if (next.start() <= open.end()) {
        open = new Stretch(open.start(), Math.max(open.end(), next.end()));
      } else {
        merged.add(open);
        open = next;
      }
    }
    merged.add(open);
    return List.copyOf(merged);
  }
}
