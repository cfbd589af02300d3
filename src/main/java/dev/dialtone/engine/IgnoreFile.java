package dev.dialtone.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The patterns of a {@code .gitignore} file.
 *
 * @param depth how many names below the repository's root the file's folder lies
 * @see <a href="https://git-scm.com/docs/gitignore">gitignore(5)</a>
 */
record IgnoreFile(int depth, List<Pattern> patterns) {
  /** Stands for any number of folders; Git takes more than two stars for the same. */
  private static final String DOUBLE_STAR = "**";

  IgnoreFile {
    patterns = List.copyOf(patterns);
  }

  /**
   * One pattern.
   *
   * @param segments its parts between slashes
   * @param negated whether it takes back what earlier patterns ignore
   * @param foldersOnly whether it matches nothing but folders
   * @param anchored whether it matches whole paths, not the names of files wherever they lie
   */
  record Pattern(List<String> segments, boolean negated, boolean foldersOnly, boolean anchored) {
    Pattern {
      segments = List.copyOf(segments);
    }
  }

  /** Reads the lines of an ignore file; every text is one. */
  static IgnoreFile parse(int depth, String text) {
    List<Pattern> patterns = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      boolean carriageReturn = newline > start && text.charAt(newline - 1) == '\r';
      addPattern(text.substring(start, carriageReturn ? end - 1 : end), patterns);
      start = end + 1;
    }
    return new IgnoreFile(depth, patterns);
  }

  private static void addPattern(String line, List<Pattern> patterns) {
    if (line.startsWith("#")) {
      return;
    }
    String pattern = withoutTrailingSpaces(line);
    boolean negated = pattern.startsWith("!");
    if (negated) {
      pattern = pattern.substring(1);
    }
    boolean foldersOnly = pattern.endsWith("/");
    if (foldersOnly) {
      pattern = pattern.substring(0, pattern.length() - 1);
    }
    boolean anchored = pattern.indexOf('/') >= 0;
    if (pattern.startsWith("/")) {
      pattern = pattern.substring(1);
    }
    if (!pattern.isEmpty()) {
      patterns.add(new Pattern(segments(pattern), negated, foldersOnly, anchored));
    }
  }

  private static String withoutTrailingSpaces(String line) {
    int end = 0;
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '\\') {
        i++;
        end = Math.min(i + 1, line.length());
      } else if (line.charAt(i) != ' ') {
        end = i + 1;
      }
    }
    return line.substring(0, end);
  }

  private static List<String> segments(String pattern) {
    List<String> segments = new ArrayList<>();
    for (int start = 0; start <= pattern.length(); ) {
      int slash = pattern.indexOf('/', start);
      int end = slash < 0 ? pattern.length() : slash;
      String segment = pattern.substring(start, end);
      segments.add(isDoubleStar(segment) ? DOUBLE_STAR : segment);
      start = end + 1;
    }
    return segments;
  }

  private static boolean isDoubleStar(String segment) {
    for (int i = 0; i < segment.length(); i++) {
      if (segment.charAt(i) != '*') {
        return false;
      }
    }
    return segment.length() > 1;
  }

  /** What an ignore file says of a path. */
  enum Verdict {
    IGNORED,
    KEPT,
    SILENT
  }

  /** What the last pattern that matches says of the path {@code names}, told from the root. */
  Verdict verdict(List<String> names, boolean folder) {
    List<String> below = names.subList(depth, names.size());
    for (int i = patterns.size() - 1; i >= 0; i--) {
      Pattern pattern = patterns.get(i);
      if ((folder || !pattern.foldersOnly()) && matches(pattern, below)) {
        return pattern.negated() ? Verdict.KEPT : Verdict.IGNORED;
      }
    }
    return Verdict.SILENT;
  }

  private static boolean matches(Pattern pattern, List<String> names) {
    List<String> segments = pattern.segments();
    return pattern.anchored()
        ? matchesPath(segments, names)
        : Wildcard.matches(segments.get(0), names.get(names.size() - 1));
  }

  private static boolean matchesPath(List<String> segments, List<String> names) {
    int s = 0;
    int n = 0;
    int starS = -1;
    int starN = 0;
    while (n < names.size()) {
      if (s < segments.size() && segments.get(s).equals(DOUBLE_STAR)) {
        if (s == segments.size() - 1) {
          return true;
        }
        starS = s++;
        starN = n;
      } else if (s < segments.size() && Wildcard.matches(segments.get(s), names.get(n))) {
        s++;
        n++;
      } else if (starS >= 0) {
        s = starS + 1;
        n = ++starN;
      } else {
        return false;
      }
    }
    return s == segments.size();
  }
}
