package dev.dialtone.catalogue;

import dev.dialtone.source.Text;

/**
 * The name of an image, {@code [registry/]path[:tag][@digest]}; parts that are not written are
 * empty, parts that are not known hold holes.
 *
 * @param registry host and perhaps port, or a hole in front of the first slash
 * @param path the repository's names with slashes between
 * @param tag what stands behind the colon
 * @param digest what stands behind the {@code @}
 * @see <a href="https://github.com/distribution/reference/blob/main/reference.go">Grammar of image
 *     references</a>
 */
public record ImageReference(Text registry, Text path, Text tag, Text digest) {
  /** The longest name (registry and path) the grammar allows. */
  private static final int MAX_NAME = 255;

  private static final int MAX_TAG = 128;

  /** Takes a reference apart; any text is taken, {@link #wellFormed} tells whether it is one. */
  public static ImageReference of(Text reference) {
    Text name = reference;
    Text digest = none(reference);
    int at = reference.chars().indexOf('@');
    if (at >= 0) {
      digest = reference.slice(at + 1);
      name = reference.slice(0, at);
    }
    Text tag = none(name);
    int colon = name.chars().lastIndexOf(':');
    if (colon > name.chars().lastIndexOf('/')) {
      tag = name.slice(colon + 1);
      name = name.slice(0, colon);
    }
    int slash = name.chars().indexOf('/');
    if (slash > 0 && isRegistry(name.chars().substring(0, slash))) {
      return new ImageReference(name.slice(0, slash), name.slice(slash + 1), tag, digest);
    }
    return new ImageReference(name.slice(0, 0), name, tag, digest);
  }

  private static Text none(Text text) {
    return text.slice(text.length());
  }

  private static boolean isRegistry(String name) {
    return name.equals("localhost")
        || name.indexOf('.') >= 0
        || name.indexOf(':') >= 0
        || name.indexOf(Text.HOLE) >= 0;
  }

  /** Whether every known part is as the grammar of references wants it. */
  public boolean wellFormed() {
    return path.length() > 0
        && registry.length() + path.length() <= MAX_NAME
        && isPath(path.chars())
        && (tag.isEmpty() || isTag(tag.chars()))
        && (digest.isEmpty() || isDigest(digest.chars()));
  }

  private static boolean isPath(String path) {
    int from = 0;
    while (true) {
      int slash = path.indexOf('/', from);
      if (!isComponent(path.substring(from, slash < 0 ? path.length() : slash))) {
        return false;
      }
      if (slash < 0) {
        return true;
      }
      from = slash + 1;
    }
  }

  /** Letters and digits, parted by one {@code .}, one or two {@code _}, or any hyphens. */
  private static boolean isComponent(String name) {
    if (name.indexOf(Text.HOLE) >= 0) {
      return true;
    }
    int i = 0;
    while (i < name.length() && isLowerOrDigit(name.charAt(i))) {
      while (i < name.length() && isLowerOrDigit(name.charAt(i))) {
        i++;
      }
      if (i == name.length()) {
        return true;
      }
      char separator = name.charAt(i);
      int end = i;
      while (end < name.length() && name.charAt(end) == separator) {
        end++;
      }
      int most = separator == '.' ? 1 : separator == '_' ? 2 : separator == '-' ? MAX_NAME : 0;
      if (end - i > most) {
        return false;
      }
      i = end;
    }
    return false;
  }

  private static boolean isLowerOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static boolean isTag(String tag) {
    for (int i = 0; i < tag.length(); i++) {
      char c = tag.charAt(i);
      boolean word = isLowerOrDigit(c) || (c >= 'A' && c <= 'Z') || c == '_' || c == Text.HOLE;
      if (!word && (i == 0 || (c != '.' && c != '-'))) {
        return false;
      }
    }
    return tag.length() <= MAX_TAG;
  }

  private static boolean isDigest(String digest) {
    int colon = digest.indexOf(':');
    if (digest.indexOf(Text.HOLE) >= 0) {
      return true;
    }
    if (colon < 1 || digest.length() - colon - 1 < 32) {
      return false;
    }
    for (int i = colon + 1; i < digest.length(); i++) {
      if (Character.digit(digest.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return (registry.isEmpty() ? "" : registry + "/")
        + path
        + (tag.isEmpty() ? "" : ":" + tag)
        + (digest.isEmpty() ? "" : "@" + digest);
  }
}
