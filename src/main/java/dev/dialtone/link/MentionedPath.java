package dev.dialtone.link;

import dev.dialtone.source.FilePath;

/**
 * A file of a container, as others speak of it: by its path, by its name, by a folder above it, by
 * a pattern.
 */
final class MentionedPath {
  /** What stands between paths in commands, settings and scripts, beside white space. */
  private static final String SEPARATORS = "\"'`=,;:()[]{}<>|&";

  private final FilePath path;
  private final String name;
  private final String folder;
  private final FilePath withoutExtension;

  /**
   * @param target an absolute path
   */
  MentionedPath(String target) {
    path = new FilePath(target);
    name = path.name();
    folder = path.parent().name();
    int dot = name.lastIndexOf('.');
    withoutExtension =
        dot > 0
            ? new FilePath(path.value().substring(0, path.value().length() - name.length() + dot))
            : path;
  }

  /** Whether a text speaks of the file, or may do so. */
  boolean isIn(String text) {
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || separates(text.charAt(i))) {
        if (i > start && isMeant(text.substring(start, i))) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }

  private static boolean separates(char c) {
    return Character.isWhitespace(c) || SEPARATORS.indexOf(c) >= 0;
  }

  private boolean isMeant(String word) {
    int star = word.indexOf('*');
    String plain = star < 0 ? word : word.substring(0, word.lastIndexOf('/', star) + 1);
    FilePath said = new FilePath(plain);
    if (said.isAbsolute()) {
      return said.equals(withoutExtension) || (path.isIn(said) && !said.value().equals("/"));
    }
    // What a relative path starts from is not known here.
    boolean folderSaid = plain.indexOf('/') >= 0 && said.name().equals(folder);
    return said.name().equals(name) || folderSaid;
  }
}
