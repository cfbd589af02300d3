package dev.dialtone.engine;

import dev.dialtone.format.compose.ComposeFiles;
import dev.dialtone.format.compose.ComposeRequest;
import dev.dialtone.lint.Coverage;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
import dev.dialtone.source.Workspace.Content;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds out which projects a request is about. */
final class ProjectFiles {
  private final Workspace workspace;
  private final LintRequest request;
  private final ComposeVariants variants;
  private final Map<List<FilePath>, Wanted> wanted = new LinkedHashMap<>();
  private final List<Coverage> unseen = new ArrayList<>();

  /**
   * A project that may be looked at.
   *
   * @param onlyIfItReads it is wanted only if it reads one of these files; empty for in any case
   */
  record Wanted(ComposeRequest project, Set<FilePath> onlyIfItReads) {
    /** Whether a project that reads {@code files} is wanted. */
    boolean accepts(Set<FilePath> files) {
      return onlyIfItReads.isEmpty() || !Collections.disjoint(onlyIfItReads, files);
    }
  }

  private ProjectFiles(Workspace workspace, LintRequest request) {
    this.workspace = workspace;
    this.request = request;
    this.variants = new ComposeVariants(workspace);
  }

  static ProjectFiles of(Workspace workspace, LintRequest request) {
    ProjectFiles files = new ProjectFiles(workspace, request);
    files.find();
    return files;
  }

  /** The projects in a fixed order. */
  List<Wanted> wanted() {
    return List.copyOf(wanted.values());
  }

  /** What was named or met and could not be looked at. */
  List<Coverage> unseen() {
    return List.copyOf(unseen);
  }

  private void find() {
    if (!request.composeFiles().isEmpty()) {
      add(request.composeFiles(), Set.of());
    }
    Discovery discovery = new Discovery(workspace, ProjectFiles::isComposeName);
    Set<FilePath> composeFiles = new TreeSet<>();
    Set<FilePath> others = new TreeSet<>();
    for (FilePath path : request.paths()) {
      switch (workspace.kind(path)) {
        case FOLDER -> discovery.search(path);
        case FILE -> (isCompose(path) ? composeFiles : others).add(path);
        case OTHER -> unseen.add(new Coverage(path, "it is no file that can be read"));
        case MISSING -> unseen.add(new Coverage(path, "no such file or folder"));
      }
    }
    for (List<FilePath> project : variants.of(composeFilesAmong(discovery.files()))) {
      add(project, Set.of());
    }
    for (FilePath file : composeFiles) {
      addProjectsOf(file);
    }
    if (!others.isEmpty()) {
      addReaders(others);
    }
    unseen.addAll(discovery.unseen());
  }

  private void add(List<FilePath> files, Set<FilePath> onlyIfItReads) {
    wanted.putIfAbsent(files, new Wanted(composeRequest(files), onlyIfItReads));
  }

  private ComposeRequest composeRequest(List<FilePath> files) {
    ComposeRequest project = ComposeRequest.of(files);
    for (FilePath folder : request.projectFolder()) {
      project = project.inFolder(folder, workspace.folder().resolve(folder.value()).name());
    }
    List<ComposeRequest.Given> variables = new ArrayList<>();
    request
        .variables()
        .forEach((name, value) -> variables.add(new ComposeRequest.Given(name, value)));
    return project.withProfiles(request.profiles()).withVariables(request.envFiles(), variables);
  }

  /** A Compose file stands for the projects of its folder that it is part of. */
  private void addProjectsOf(FilePath file) {
    Set<FilePath> beside = new TreeSet<>();
    for (String name : workspace.list(file.parent())) {
      FilePath path = file.parent().resolve(name);
      if (isComposeName(name) && workspace.isFile(path)) {
        beside.add(path);
      }
    }
    beside.add(file);
    for (List<FilePath> project : variants.of(composeFilesAmong(beside))) {
      if (project.contains(file)) {
        add(project, Set.of());
      }
    }
  }

  /** Any other file stands for the projects of its repository that read it. */
  private void addReaders(Set<FilePath> files) {
    Set<FilePath> roots = new LinkedHashSet<>();
    for (FilePath file : files) {
      Repository repository = Repository.around(workspace, file.parent());
      boolean none = repository.names().isEmpty() && file.isIn(FilePath.ROOT);
      roots.add(none ? FilePath.ROOT : repository.root());
    }
    Discovery around = new Discovery(workspace, ProjectFiles::isComposeName);
    roots.forEach(around::search);
    Set<FilePath> found = new TreeSet<>();
    around.files().forEach(file -> found.add(workspace.fromHere(file)));
    for (List<FilePath> project : variants.of(composeFilesAmong(found))) {
      add(project, files);
    }
  }

  /** Whether a file of this name may be a Compose file. */
  private static boolean isComposeName(String name) {
    return (name.endsWith(".yml") || name.endsWith(".yaml")) && name.contains("compose");
  }

  /** Whether a file of this name cannot be anything else. */
  private static boolean isOwnName(String name) {
    return name.startsWith("compose.") || name.startsWith("docker-compose");
  }

  private List<FilePath> composeFilesAmong(Collection<FilePath> files) {
    List<FilePath> composeFiles = new ArrayList<>();
    for (FilePath file : files) {
      if (isCompose(file) && !request.excluded().match(file, workspace)) {
        composeFiles.add(file);
      }
    }
    return composeFiles;
  }

  /** Whether a file is a Compose file, by its name or by what is in it. */
  private boolean isCompose(FilePath path) {
    String name = path.name();
    if (isOwnName(name)) {
      return true;
    }
    if (!name.endsWith(".yml") && !name.endsWith(".yaml")) {
      return false;
    }
    if (workspace.read(path) instanceof Content.Readable readable) {
      for (YamlNode document : YamlReader.read(readable.file()).documents()) {
        if (ComposeFiles.looksLikeCompose(document)) {
          return true;
        }
      }
    }
    return false;
  }
}
