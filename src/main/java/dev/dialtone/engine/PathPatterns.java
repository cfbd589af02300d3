package dev.dialtone.engine;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
import java.util.List;

/**
 * Patterns as in {@code .gitignore}, for paths below a folder.
 *
 * @param root the folder, absolute
 * @param patterns the patterns, the last one that matches decides
 */
public record PathPatterns(FilePath root, List<String> patterns) {
  /** No pattern, which matches nothing. */
  public static final PathPatterns NONE = new PathPatterns(new FilePath("/"), List.of());

  public PathPatterns {
    patterns = List.copyOf(patterns);
  }

  /** Whether the file, or a folder that it lies in, matches. */
  public boolean match(FilePath file, Workspace workspace) {
    FilePath absolute = workspace.folder().resolve(file.value());
    if (patterns.isEmpty() || !absolute.isIn(root)) {
      return false;
    }
    String below = absolute.from(root).value();
    List<String> names = List.of((below.startsWith("/") ? below.substring(1) : below).split("/"));
    IgnoreFile rules = IgnoreFile.parse(0, String.join("\n", patterns));
    for (int depth = 1; depth <= names.size(); depth++) {
      boolean folder = depth < names.size();
      if (rules.verdict(names.subList(0, depth), folder) == IgnoreFile.Verdict.IGNORED) {
        return true;
      }
    }
    return false;
  }
}
