package dev.dialtone.syntax.dockerfile;

import java.util.ArrayList;
import java.util.List;

/**
 * The paths that a {@code .dockerignore} keeps out of a build; of several patterns that fit the
 * last one counts.
 *
 * @see <a href="https://docs.docker.com/build/concepts/context/#dockerignore-files">.dockerignore
 *     files</a>
 */
public final class IgnoredPaths {
  /** Nothing is kept out. */
  public static final IgnoredPaths NONE = new IgnoredPaths(List.of());

  private final List<Pattern> patterns;

  private IgnoredPaths(List<Pattern> patterns) {
    this.patterns = List.copyOf(patterns);
  }

  /**
   * One line.
   *
   * @param parts the names of the path between its slashes
   * @param back whether what fits is let in again
   */
  private record Pattern(List<String> parts, boolean back) {
    Pattern {
      parts = List.copyOf(parts);
    }
  }

  /** The paths that the lines of a file keep out. */
  public static IgnoredPaths of(String text) {
    List<Pattern> patterns = new ArrayList<>();
    for (String raw : text.split("\n", -1)) {
      String line = raw.strip();
      boolean back = line.startsWith("!");
      List<String> parts = parts(back ? line.substring(1).strip() : line);
      if (!line.startsWith("#") && !parts.isEmpty()) {
        patterns.add(new Pattern(parts, back));
      }
    }
    return new IgnoredPaths(patterns);
  }

  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty()) {
        parts.remove(parts.size() - 1);
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** Whether the path, which counts from the context, is kept out, or a folder it lies in is. */
  public boolean holds(String path) {
    List<String> names = parts(path);
    boolean ignored = false;
    for (Pattern pattern : patterns) {
      for (int length = 1; length <= names.size(); length++) {
        if (fits(pattern.parts(), names.subList(0, length))) {
          ignored = !pattern.back();
          break;
        }
      }
    }
    return ignored;
  }

  /** Whether the patterns of all names fit; {@code **} stands for any number of names. */
  private static boolean fits(List<String> patterns, List<String> names) {
    int pattern = 0;
    int name = 0;
    int star = -1;
    int resume = 0;
    while (name < names.size()) {
      if (pattern < patterns.size() && patterns.get(pattern).equals("**")) {
        star = pattern++;
        resume = name;
      } else if (pattern < patterns.size() && fits(patterns.get(pattern), names.get(name))) {
        pattern++;
        name++;
      } else if (star >= 0) {
        pattern = star + 1;
        name = ++resume;
      } else {
        return false;
      }
    }
    while (pattern < patterns.size() && patterns.get(pattern).equals("**")) {
      pattern++;
    }
    return pattern == patterns.size();
  }

  /** Whether a pattern with {@code *} and {@code ?} fits one name. */
  private static boolean fits(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int resume = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = n;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
