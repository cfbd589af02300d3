package dev.dialtone.engine;

import dev.dialtone.lint.Coverage;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Project;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The projects of a request. Until Compose files are merged each is a project by itself, of which
 * nothing but the syntax is read.
 */
record ProjectFiles(List<FilePath> entryFiles, List<Coverage> unseen) {
  static ProjectFiles find(Workspace workspace, LintRequest request) {
    Discovery discovery = new Discovery(workspace, ProjectFiles::isComposeName);
    TreeSet<FilePath> files = new TreeSet<>(request.composeFiles());
    List<Coverage> unseen = new ArrayList<>();
    for (FilePath path : request.paths()) {
      switch (workspace.kind(path)) {
        case FOLDER -> discovery.search(path);
        case FILE -> files.add(path);
        case OTHER -> unseen.add(new Coverage(path, "it is no file that can be read"));
        case MISSING -> unseen.add(new Coverage(path, "no such file or folder"));
      }
    }
    files.addAll(discovery.files());
    unseen.addAll(discovery.unseen());
    return new ProjectFiles(List.copyOf(files), unseen);
  }

  private static boolean isComposeName(String name) {
    return (name.endsWith(".yml") || name.endsWith(".yaml")) && name.contains("compose");
  }

  static Composition load(Workspace workspace, FilePath entry) {
    Workspace.Content content = workspace.read(entry);
    List<Problem> problems = List.of();
    List<Composition.MissingFile> unreadable = List.of();
    if (content instanceof Workspace.Content.Readable readable) {
      problems = YamlReader.read(readable.file()).problems();
    } else if (content instanceof Workspace.Content.Unreadable broken) {
      Text at = Text.of("", new SourceFile(entry, "").span());
      unreadable =
          List.of(
              new Composition.MissingFile(
                  entry,
                  at,
                  Composition.MissingFile.Role.COMPOSE_FILE,
                  true,
                  Composition.MissingFile.Cause.UNREADABLE,
                  broken.why()));
    }
    return new Composition(
        Text.unknown(new SourceFile(entry, "").span(), "not merged yet"),
        entry.parent(),
        List.of(entry),
        Map.of(),
        Map.of(),
        List.of(),
        true,
        problems,
        unreadable,
        List.of(),
        List.of());
  }

  static Project link(Composition composition) {
    return new Project(
        composition, Map.of(), List.of(), List.of(), composition.problems(), composition.files());
  }
}
