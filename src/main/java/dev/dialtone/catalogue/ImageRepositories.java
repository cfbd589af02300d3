package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * The repositories of an image.
 *
 * @param names as they stand in a reference, those of Docker Hub without registry
 * @param alikeElsewhere whether an image of the same last name in a namespace of its own is taken
 *     to be alike
 */
public record ImageRepositories(List<String> names, boolean alikeElsewhere) {
  public ImageRepositories {
    names = List.copyOf(names);
  }

  /** Reads {@code repositories} and {@code forks}. */
  public static ImageRepositories of(Entry entry) {
    List<String> names = entry.texts("repositories");
    if (names.isEmpty()) {
      entry.complain("`repositories` is missing");
    }
    return new ImageRepositories(names, entry.flag("forks", false));
  }

  /** The names, and for those on another registry than Docker Hub their paths alone as well. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>(names);
    for (String name : names) {
      int slash = name.indexOf('/');
      boolean registry = slash > 0 && name.substring(0, slash).indexOf('.') >= 0;
      String path = name.substring(slash + 1);
      if (registry && path.indexOf('/') >= 0 && !keys.contains(path)) {
        keys.add(path);
      }
    }
    return keys;
  }
}
