package dev.dialtone.source;

import java.util.List;

/**
 * The files under inspection, wherever they are kept: on disk, in an editor's buffers, in memory.
 * All paths are {@link FilePath}s; nothing below the command line touches a disk by another way.
 */
public interface Workspace {
  /** What reading a file gave. */
  sealed interface Content permits Content.Readable, Content.Missing, Content.Unreadable {
    /** The file's text. */
    @SuppressWarnings("JavaLangClash") // Always written Content.Readable.
    record Readable(SourceFile file) implements Content {}

    /** No file is there. */
    record Missing() implements Content {}

    /** Something is there that is no text file that can be read, and why. */
    record Unreadable(String why) implements Content {}
  }

  /** What stands at a path. */
  enum Kind {
    FILE,
    FOLDER,
    /** A device, a pipe, a socket. */
    OTHER,
    MISSING
  }

  /** The text at {@code path}; the same object each time it is asked for. */
  Content read(FilePath path);

  /** What stands at {@code path}, symbolic links followed. */
  Kind kind(FilePath path);

  /** The names in a folder, sorted; empty for anything else. */
  List<String> list(FilePath folder);

  /** The folder that relative paths start from, as an absolute path. */
  default FilePath folder() {
    return new FilePath("/");
  }

  /** The path that names the same place from {@link #folder()} downwards if it lies there. */
  default FilePath fromHere(FilePath path) {
    return folder().resolve(path.value()).isIn(folder())
        ? folder().resolve(path.value()).from(folder())
        : path;
  }

  /** Whether {@code path} itself is a symbolic link. */
  default boolean isLink(FilePath path) {
    return false;
  }

  /** Whether a folder is there whose names may not be read. */
  default boolean isLocked(FilePath folder) {
    return false;
  }

  /** Whether a plain file stands at {@code path}. */
  default boolean isFile(FilePath path) {
    return kind(path) == Kind.FILE;
  }
}
