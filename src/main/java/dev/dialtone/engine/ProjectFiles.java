package dev.dialtone.engine;

import dev.dialtone.format.compose.ComposeFiles;
import dev.dialtone.format.compose.ComposeLoader;
import dev.dialtone.format.compose.ComposeRequest;
import dev.dialtone.format.github.WorkflowReader;
import dev.dialtone.format.gitlab.PipelineReader;
import dev.dialtone.lint.Coverage;
import dev.dialtone.model.Composition;
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
  private final List<Wanted> jobs = new ArrayList<>();
  private final Set<FilePath> pipelinesRead = new TreeSet<>();
  private final List<Coverage> unseen = new ArrayList<>();

  /** Where a project comes from. */
  sealed interface Source {
    /** Compose files, still to be merged. */
    record Compose(ComposeRequest request) implements Source {}

    /** A job of a CI pipeline, with the containers beside it. */
    record Job(Composition composition) implements Source {}

    /** The files that it begins with. */
    default List<FilePath> files() {
      return this instanceof Compose compose
          ? compose.request().files()
          : ((Job) this).composition().files();
    }

    /** The project, before anything is linked to it. */
    default Composition load(Workspace workspace) {
      return this instanceof Compose compose
          ? ComposeLoader.load(compose.request(), workspace)
          : ((Job) this).composition();
    }
  }

  /**
   * A project that may be looked at.
   *
   * @param onlyIfItReads it is wanted only if it reads one of these files; empty for in any case
   */
  record Wanted(Source project, Set<FilePath> onlyIfItReads) {
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
    List<Wanted> all = new ArrayList<>(wanted.values());
    all.addAll(jobs);
    return List.copyOf(all);
  }

  /** What was named or met and could not be looked at. */
  List<Coverage> unseen() {
    return List.copyOf(unseen);
  }

  private void find() {
    if (!request.composeFiles().isEmpty()) {
      add(request.composeFiles(), Set.of());
    }
    Discovery discovery = new Discovery(workspace, ProjectFiles::isOfInterest);
    Set<FilePath> composeFiles = new TreeSet<>();
    Set<FilePath> others = new TreeSet<>();
    Set<FilePath> pipelines = new TreeSet<>();
    for (FilePath path : request.paths()) {
      switch (workspace.kind(path)) {
        case FOLDER -> discovery.search(path);
        case FILE -> {
          if (isPipeline(path)) {
            pipelines.add(path);
          } else {
            (isCompose(path) ? composeFiles : others).add(path);
          }
        }
        case OTHER -> unseen.add(new Coverage(path, "it is no file that can be read"));
        case MISSING -> unseen.add(new Coverage(path, "no such file or folder"));
      }
    }
    for (List<FilePath> project : variants.of(composeFilesAmong(discovery.files()))) {
      add(project, Set.of());
    }
    pipelines.addAll(discovery.files());
    pipelines.forEach(file -> addJobs(file, Set.of()));
    for (FilePath file : composeFiles) {
      addProjectsOf(file);
    }
    if (!others.isEmpty()) {
      addReaders(others);
    }
    unseen.addAll(discovery.unseen());
  }

  private void add(List<FilePath> files, Set<FilePath> onlyIfItReads) {
    wanted.putIfAbsent(files, new Wanted(new Source.Compose(composeRequest(files)), onlyIfItReads));
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
    Discovery around = new Discovery(workspace, ProjectFiles::isOfInterest);
    roots.forEach(around::search);
    Set<FilePath> found = new TreeSet<>();
    around.files().forEach(file -> found.add(workspace.fromHere(file)));
    for (List<FilePath> project : variants.of(composeFilesAmong(found))) {
      add(project, files);
    }
    found.forEach(file -> addJobs(file, files));
  }

  /** The jobs of a CI pipeline that have containers beside them. */
  private void addJobs(FilePath file, Set<FilePath> onlyIfItReads) {
    if (isPipeline(file)
        && pipelinesRead.add(file)
        && workspace.read(file) instanceof Content.Readable readable) {
      List<Composition> found =
          WorkflowReader.isWorkflow(workspace.folder().resolve(file.value()))
              ? WorkflowReader.read(readable.file())
              : PipelineReader.read(readable.file(), workspace);
      found.forEach(job -> jobs.add(new Wanted(new Source.Job(job), onlyIfItReads)));
    }
  }

  private boolean isPipeline(FilePath file) {
    return isPipelinePath(workspace.folder().resolve(file.value()));
  }

  private static boolean isPipelinePath(FilePath path) {
    return WorkflowReader.isWorkflow(path) || PipelineReader.isPipeline(path);
  }

  /** Whether a file at this path may be one that projects begin with. */
  private static boolean isOfInterest(FilePath path) {
    return isComposeName(path.name()) || isPipelinePath(path);
  }

  /** Whether a file of this name may be a Compose file. */
  private static boolean isComposeName(String name) {
    return (name.endsWith(".yml") || name.endsWith(".yaml"))
        && (name.contains("compose") || ComposeFiles.isStackName(name));
  }

  /** Whether a file of this name cannot be anything else. */
  private static boolean isOwnName(String name) {
    return name.startsWith("compose.") || name.startsWith("docker-compose");
  }

  private List<FilePath> composeFilesAmong(Collection<FilePath> files) {
    List<FilePath> composeFiles = new ArrayList<>();
    for (FilePath file : files) {
      if (!isPipeline(file) && isCompose(file) && !request.excluded().match(file, workspace)) {
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
