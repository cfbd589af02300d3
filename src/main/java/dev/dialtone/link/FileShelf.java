package dev.dialtone.link;

import dev.dialtone.model.facts.Facts;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Workspace;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The files that a project is linked from, with a record of what was read and what was wrong. */
final class FileShelf {
  private final Workspace workspace;
  private final Set<FilePath> read = new TreeSet<>();
  private final Set<Problem> problems = new LinkedHashSet<>();

  FileShelf(Workspace workspace) {
    this.workspace = workspace;
  }

  Workspace workspace() {
    return workspace;
  }

  /** What a file says: one entry, or none if it is not there or no text. */
  <F extends Facts> List<F> read(FilePath path, Function<SourceFile, Reading<F>> reader) {
    if (!workspace.isFile(path)
        || !(workspace.read(path) instanceof Workspace.Content.Readable readable)) {
      return List.of();
    }
    read.add(path);
    return List.of(take(reader.apply(readable.file())));
  }

  /** What a file says, its problems left to whoever the file is for. */
  <F extends Facts> List<F> readQuietly(FilePath path, Function<SourceFile, Reading<F>> reader) {
    if (!workspace.isFile(path)
        || !(workspace.read(path) instanceof Workspace.Content.Readable readable)) {
      return List.of();
    }
    read.add(path);
    return List.of(reader.apply(readable.file()).facts());
  }

  /** What was read, its problems kept; for text that stands in a file of another kind. */
  <F extends Facts> F take(Reading<F> reading) {
    problems.addAll(reading.problems());
    return reading.facts();
  }

  /** Notes a file that was read by other means. */
  void noteRead(FilePath path) {
    read.add(path);
  }

  /** Keeps a problem that shows only where several files meet. */
  void report(Problem problem) {
    problems.add(problem);
  }

  /** The files that were read, sorted. */
  Set<FilePath> files() {
    return Set.copyOf(read);
  }

  /** What was wrong with them, each once. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }
}
