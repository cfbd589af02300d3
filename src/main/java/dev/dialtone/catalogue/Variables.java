package dev.dialtone.catalogue;

import dev.dialtone.source.Text;
import java.util.Optional;

/** The environment in which a process starts. */
@FunctionalInterface
public interface Variables {
  /** The value of a variable; nothing if it is not set. */
  Optional<Text> value(String name);

  /** An environment of which nothing is set. */
  static Variables none() {
    return name -> Optional.empty();
  }
}
