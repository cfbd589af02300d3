package dev.dialtone.model;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import java.util.List;

/**
 * A file or folder that the project names and that is not there.
 *
 * @param kind what it is named for
 * @param path where it should be
 * @param at where it is named
 * @param standing what the repository says of its absence
 * @param beside the names in its folder that nothing else is known to use
 * @param examples files beside it that it is made from by hand
 */
public record MissingPath(
    Kind kind,
    FilePath path,
    Text at,
    Standing standing,
    List<String> beside,
    List<FilePath> examples) {
  public MissingPath {
    beside = List.copyOf(beside);
    examples = List.copyOf(examples);
  }

  /** What a path is named for. */
  public enum Kind {
    INCLUDE,
    EXTENDS,
    ENV_FILE,
    LABEL_FILE,
    CONFIG,
    SECRET,
    BUILD_CONTEXT,
    DOCKERFILE,
    /** The source of a bind mount whose target is a file. */
    MOUNTED_FILE
  }

  /** What the repository says of the absence. */
  public enum Standing {
    /** The whole repository is there, and neither holds nor ignores it. */
    LACKING,
    /** The repository ignores it, or another one holds it: it comes about elsewhere. */
    LEFT_OUT,
    /** There is no repository around, so parts of it may be elsewhere. */
    UNSEEN
  }
}
