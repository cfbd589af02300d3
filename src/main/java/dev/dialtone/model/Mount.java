package dev.dialtone.model;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;

/**
 * A file or folder that a container sees at a place of its own.
 *
 * @param kind what is mounted
 * @param source where it comes from
 * @param name the name of the volume, config or secret; empty for what has none
 * @param target the absolute path inside the container
 * @param readOnly whether the container cannot change it
 * @param at the whole entry
 */
public record Mount(Kind kind, Source source, Text name, Text target, boolean readOnly, Text at) {
  /** What is mounted. */
  public enum Kind {
    BIND,
    VOLUME,
    TMPFS,
    CONFIG,
    SECRET,
    /** A named pipe, an image, a cluster volume, or a type that cannot be told. */
    OTHER
  }

  /** Where a mounted thing comes from. */
  public sealed interface Source {
    /** A file or folder of the host: a bind mount, or a config or secret that is a file. */
    record HostPath(Text written, FilePath path) implements Source {}

    /** Text that stands in the Compose file: {@code configs.x.content}. */
    record Inline(Text content) implements Source {}

    /**
     * A volume.
     *
     * @param name its name; empty for an anonymous one
     * @param external whether it is made elsewhere, or may be, so that it need not be empty
     */
    record NamedVolume(Text name, boolean external) implements Source {}

    /**
     * Something else: tmpfs, a pipe, an image, a variable, an external or generated secret; as
     * written, if at all.
     */
    record Unseen(Text written) implements Source {}
  }
}
