package dev.dialtone.engine;

import dev.dialtone.lint.Finding;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
import java.util.HashMap;
import java.util.Map;

/**
 * Names findings in a way that survives moved lines: by what is said of which text in which file,
 * and a count where the same is said more than once.
 */
final class Fingerprints {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final Map<Long, Integer> seen = new HashMap<>();
  private final FilePath here;
  private final FilePath root;

  private Fingerprints(FilePath here, FilePath root) {
    this.here = here;
    this.root = root;
  }

  /** Names that are the same from wherever in a repository Dialtone is started. */
  static Fingerprints in(Workspace workspace) {
    FilePath root = Repository.around(workspace, FilePath.ROOT).root();
    return new Fingerprints(workspace.folder(), workspace.folder().resolve(root.value()));
  }

  /** The next finding's name: 16 hexadecimal digits. Findings must come in their final order. */
  String next(Finding finding) {
    long hash = FNV_OFFSET;
    hash = mix(hash, finding.rule().id());
    hash = mix(hash, path(finding.span().file().path()));
    hash = mix(hash, finding.service());
    hash = mix(hash, finding.message());
    hash = mix(hash, finding.span().text());
    int occurrence = seen.merge(hash, 1, Integer::sum);
    return hex(mix(hash, Integer.toString(occurrence)));
  }

  private String path(FilePath path) {
    FilePath absolute = here.resolve(path.value());
    return absolute.isIn(root) ? absolute.from(root).value() : path.value();
  }

  /**
   * FNV-1a with 64 bits. No cryptographic digest: nobody gains by a collision, and to load one
   * takes longer than to lint a project.
   */
  private static long mix(long start, String part) {
    long hash = start;
    for (int i = 0; i < part.length(); i++) {
      hash = (hash ^ part.charAt(i)) * FNV_PRIME;
    }
    // A character that ends each part keeps "ab","c" apart from "a","bc".
    return (hash ^ 0xFFFF) * FNV_PRIME;
  }

  private static String hex(long hash) {
    String digits = Long.toHexString(hash);
    return "0".repeat(16 - digits.length()) + digits;
  }
}
