package dev.dialtone.link;

import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Variable;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.List;

/**
 * What the Dockerfile of a service adds to the image that it is built upon.
 *
 * @param base the image it is built upon; empty if there is no Dockerfile to be seen
 * @param environment {@code ENV}, each name once, the winner
 * @param exposed {@code EXPOSE}, each without the host side that some write before a colon
 * @param entrypoint one entry, or none where the base decides
 * @param command one entry, or none: where an entrypoint is given there is no command then, else
 *     the base decides
 * @param healthcheck what it says of health
 * @param copies {@code COPY} and {@code ADD} in their order
 * @param runs {@code RUN} in its order
 * @param files files of the repository that the copies put into the image
 * @param folders folders of the repository that the copies put there as a whole
 * @param steps what is executed to build it, in all stages that it takes
 * @param seen whether there is a Dockerfile that could be read
 */
record BuiltImage(
    Text base,
    List<Variable> environment,
    List<Text> exposed,
    List<CommandLine> entrypoint,
    List<CommandLine> command,
    Healthcheck healthcheck,
    List<Copied> copies,
    List<CommandLine> runs,
    List<Mounted> files,
    List<Mounted> folders,
    List<BuildStep> steps,
    boolean seen) {
  BuiltImage {
    environment = List.copyOf(environment);
    exposed = List.copyOf(exposed);
    entrypoint = List.copyOf(entrypoint);
    command = List.copyOf(command);
    copies = List.copyOf(copies);
    runs = List.copyOf(runs);
    files = List.copyOf(files);
    folders = List.copyOf(folders);
    steps = List.copyOf(steps);
  }

  /**
   * One {@code COPY} or {@code ADD}, variables replaced.
   *
   * @param from the stage or image that is copied from; empty for the build context
   * @param place where the files go: an absolute path, with a {@code /} at its end for a folder;
   *     empty if that is not known
   */
  record Copied(Text from, List<Text> sources, Text target, String place) {
    Copied {
      sources = List.copyOf(sources);
    }
  }

  /** The paths in the build context that are copied. */
  List<Text> copiedFromContext() {
    return copies.stream()
        .filter(copy -> copy.from().isEmpty())
        .flatMap(copy -> copy.sources().stream())
        .toList();
  }

  /**
   * Whether a copy of which nothing is seen here may put a file at {@code path}.
   *
   * @param path an absolute path, with a {@code *} for any name at its end perhaps
   */
  boolean copiesUnseen(String path) {
    int star = path.indexOf('*');
    FilePath fixed = new FilePath(star < 0 ? path : path.substring(0, star));
    for (Copied copy : copies) {
      boolean covers = !copy.place().isEmpty() && fixed.isIn(new FilePath(copy.place()));
      Span at = copy.target().span();
      if (covers && files.stream().noneMatch(file -> file.at().span().equals(at))) {
        return true;
      }
    }
    return false;
  }

  /** No Dockerfile. */
  static BuiltImage none(Text at) {
    return new BuiltImage(
        Text.of("", at.site()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Healthcheck.Unspecified(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        false);
  }

  /** The same image with what is executed to build it. */
  BuiltImage building(List<BuildStep> executed) {
    return new BuiltImage(
        base,
        environment,
        exposed,
        entrypoint,
        command,
        healthcheck,
        copies,
        runs,
        files,
        folders,
        executed,
        seen);
  }

  /** The same image with what its copies bring. */
  BuiltImage with(List<Mounted> copiedFiles, List<Mounted> copiedFolders) {
    return new BuiltImage(
        base,
        environment,
        exposed,
        entrypoint,
        command,
        healthcheck,
        copies,
        runs,
        copiedFiles,
        copiedFolders,
        steps,
        seen);
  }
}
