package dev.dialtone.link;

import dev.dialtone.model.MissingPath;
import dev.dialtone.model.facts.Endpoints;
import dev.dialtone.model.facts.EnvironmentFile;
import dev.dialtone.model.facts.HostRules;
import dev.dialtone.model.facts.ImageRecipe;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.model.facts.Settings;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.List;

/**
 * Reads the facts of one file; which files matter is only known while linking, so the linker asks
 * for them one by one.
 */
public interface FactReader {
  /** A Dockerfile: the text of a file, or of a value in another file. */
  Reading<ImageRecipe> dockerfile(Text text);

  /** A file of Spring's: properties or YAML, told by its name. */
  Reading<Settings> spring(SourceFile file);

  /**
   * The configuration of an application in any form that its name tells; environment variables that
   * it reads stand in the values as {@code ${NAME:-default}}.
   */
  Reading<Settings> settings(SourceFile file);

  /** A file of the form {@code NAME=value}. */
  Reading<EnvironmentFile> dotenv(SourceFile file);

  /** A {@code postgresql.conf}. */
  Reading<Settings> postgres(SourceFile file);

  /** A {@code pg_hba.conf}. */
  Reading<HostRules> hostRules(SourceFile file);

  /**
   * A server's configuration file.
   *
   * @param format its grammar by the catalogue's name for it: {@code nginx.conf}, {@code
   *     redis.conf}
   * @return what it says, or nothing if nobody can read the format
   */
  List<Reading<Endpoints>> endpoints(String format, SourceFile file);

  /**
   * A server's configuration as it stands in the value of a variable.
   *
   * @param format its grammar by the catalogue's name for it
   * @return what it says, or nothing if nobody can read it there
   */
  default List<Reading<Endpoints>> endpoints(String format, Text value) {
    return List.of();
  }

  /**
   * The configuration of a server whose files make sense only together: they include each other, or
   * names of one are used in another.
   *
   * @param format the grammar by the catalogue's name for it
   * @param files those that the server reads by itself, as absolute paths in its container
   * @param container the files of the container as far as they are seen
   * @param environment what its processes find in their environment
   * @return what they say, or nothing if nobody reads the format in this way
   */
  List<Reading<Endpoints>> endpoints(
      String format, List<FilePath> files, Workspace container, Variables environment);

  /** What the repository around a path that is not there says of its absence. */
  default MissingPath.Standing standing(Workspace workspace, FilePath path) {
    return MissingPath.Standing.UNSEEN;
  }
}
