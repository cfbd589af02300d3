package dev.dialtone.engine;

import dev.dialtone.format.compose.ComposeRequest;
import dev.dialtone.lint.Coverage;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
import dev.dialtone.source.Workspace.Content;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds out which projects a request is about. */
final class ProjectFiles {
  private final Workspace workspace;
  private final LintRequest request;
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
      return onlyIfItReads.isEmpty() || onlyIfItReads.stream().anyMatch(files::contains);
    }
  }

  private ProjectFiles(Workspace workspace, LintRequest request) {
    this.workspace = workspace;
    this.request = request;
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
    for (List<FilePath> project : projects(discovery.files())) {
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
    List<FilePath> beside = new ArrayList<>();
    for (String name : workspace.list(file.parent())) {
      FilePath path = file.parent().resolve(name);
      if (isComposeName(name) && workspace.isFile(path)) {
        beside.add(path);
      }
    }
    boolean part = false;
    for (List<FilePath> project : projects(beside)) {
      if (project.contains(file)) {
        add(project, Set.of());
        part = true;
      }
    }
    if (!part) {
      add(List.of(file), Set.of());
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
    for (List<FilePath> project : projects(List.copyOf(found))) {
      add(project, files);
    }
  }

  /** The projects that these files make: each file by itself, with the override beside it. */
  private static List<List<FilePath>> projects(List<FilePath> files) {
    Set<FilePath> all = new HashSet<>(files);
    Map<FilePath, List<FilePath>> projects = new TreeMap<>();
    for (FilePath file : files) {
      String name = file.name();
      int dot = name.lastIndexOf('.');
      FilePath override =
          file.parent().resolve(name.substring(0, dot) + ".override" + name.substring(dot));
      projects.put(file, all.contains(override) ? List.of(file, override) : List.of(file));
    }
    return List.copyOf(projects.values());
  }

  private static boolean isComposeName(String name) {
    return (name.endsWith(".yml") || name.endsWith(".yaml")) && name.contains("compose");
  }

  /** Whether a file that is named outright is a Compose file, be it by what is in it. */
  private boolean isCompose(FilePath path) {
    String name = path.name();
    if (isComposeName(name)) {
      return true;
    }
    if (!name.endsWith(".yml") && !name.endsWith(".yaml")) {
      return false;
    }
    if (workspace.read(path) instanceof Content.Readable readable) {
      for (YamlNode document : YamlReader.read(readable.file()).documents()) {
        if (document instanceof YamlNode.Mapping mapping && hasServices(mapping)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean hasServices(YamlNode.Mapping mapping) {
    for (YamlNode.Entry entry : mapping.entries()) {
      if (entry.key().text().is("services") && entry.value() instanceof YamlNode.Mapping) {
        return true;
      }
    }
    return false;
  }
}
