package dev.dialtone.source;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A file's or folder's path with {@code /} between its names, relative to the folder in which the
 * command runs, or absolute; normalised, so that equal places have equal values.
 */
public record FilePath(String value) implements Comparable<FilePath> {
  /** The folder in which the command runs. */
  public static final FilePath ROOT = new FilePath(".");

  public FilePath {
    value = normalise(value);
  }

  /** The path of {@code other} as seen from this folder; an absolute {@code other} stands alone. */
  public FilePath resolve(String other) {
    if (isAbsolute(other) || value.equals(".")) {
      return new FilePath(other);
    }
    return new FilePath(value + "/" + other);
  }

  /** The folder that holds this file; {@code ..} goes on upwards where the path begins outside. */
  public FilePath parent() {
    if (value.equals("/")) {
      return this;
    }
    if (value.equals(".") || value.equals("..") || value.endsWith("/..")) {
      return new FilePath(value + "/..");
    }
    int slash = value.lastIndexOf('/');
    return switch (slash) {
      case -1 -> ROOT;
      case 0 -> new FilePath("/");
      default -> new FilePath(value.substring(0, slash));
    };
  }

  /** The last name of the path. */
  public String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** Whether this path lies in {@code folder} or is that folder. */
  public boolean isIn(FilePath folder) {
    if (folder.value.equals(".")) {
      return !isAbsolute() && !value.equals("..") && !value.startsWith("../");
    }
    return value.equals(folder.value)
        || value.startsWith(folder.value.endsWith("/") ? folder.value : folder.value + "/");
  }

  /** This path as seen from {@code folder} if it lies in it, else the path itself. */
  public FilePath from(FilePath folder) {
    if (!isIn(folder) || folder.equals(ROOT)) {
      return this;
    }
    int end = folder.value.length();
    return new FilePath(
        value.startsWith("/", end) ? value.substring(end + 1) : value.substring(end));
  }

  /** Whether this path starts at the root of the file system. */
  public boolean isAbsolute() {
    return isAbsolute(value);
  }

  private static boolean isAbsolute(String path) {
    return path.startsWith("/") || startsWithDrive(path);
  }

  /** Whether a path begins like {@code C:/}. */
  private static boolean startsWithDrive(String path) {
    return path.length() > 2
        && path.charAt(1) == ':'
        && (path.charAt(2) == '/' || path.charAt(2) == '\\')
        && Character.isLetter(path.charAt(0))
        && path.charAt(0) < 0x80;
  }

  private static String normalise(String path) {
    String slashed = path.replace('\\', '/');
    boolean rooted = slashed.startsWith("/");
    Deque<String> names = new ArrayDeque<>();
    for (String name : slashed.split("/", -1)) {
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      if (name.equals("..") && !names.isEmpty() && !names.getLast().equals("..")) {
        names.removeLast();
      } else if (!(name.equals("..") && rooted)) {
        names.addLast(name);
      }
    }
    String joined = String.join("/", names);
    if (rooted) {
      return "/" + joined;
    }
    return joined.isEmpty() ? "." : joined;
  }

  // Written out: what the compiler links at run time for a record costs milliseconds at every
  // start.

  @Override
  public boolean equals(Object other) {
    return other instanceof FilePath path && path.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public int compareTo(FilePath other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
