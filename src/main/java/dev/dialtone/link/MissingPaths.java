package dev.dialtone.link;

import dev.dialtone.model.Build;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Composition.MissingFile;
import dev.dialtone.model.MissingPath;
import dev.dialtone.model.MissingPath.Kind;
import dev.dialtone.model.MissingPath.Standing;
import dev.dialtone.model.Mount;
import dev.dialtone.model.Service;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds what the services that start name and that is not there. */
final class MissingPaths {
  /** How many names of one folder are looked at. */
  private static final int MAX_NAMES = 200;

  /** What a file is called that another one is made from by hand. */
  private static final Set<String> EXAMPLE_WORDS =
      Set.of("example", "sample", "dist", "template", "default", "defaults", "tmpl");

  /** Files that people write: those that programs make may come about by themselves. */
  private static final Set<String> WRITTEN =
      Set.of(
          "conf",
          "cnf",
          "cfg",
          "ini",
          "yml",
          "yaml",
          "json",
          "toml",
          "xml",
          "properties",
          "sql",
          "sh",
          "hcl",
          "vcl",
          "lua",
          "py",
          "js",
          "php",
          "rb",
          "template",
          "tmpl");

  private final Composition composition;
  private final Workspace workspace;
  private final FactReader reader;
  private final Set<FilePath> used;
  private final Set<MissingPath> found = new LinkedHashSet<>();

  private MissingPaths(
      Composition composition, Workspace workspace, FactReader reader, Set<FilePath> used) {
    this.composition = composition;
    this.workspace = workspace;
    this.reader = reader;
    this.used = used;
  }

  /**
   * What is missing, in the order of the services.
   *
   * @param read the files that were read for the project
   */
  static List<MissingPath> of(
      Composition composition, Workspace workspace, FactReader reader, Set<FilePath> read) {
    Set<FilePath> used = new LinkedHashSet<>(read);
    for (Service service : composition.services().values()) {
      for (Mount mount : service.mounts()) {
        if (mount.source() instanceof Mount.Source.HostPath host) {
          used.add(host.path());
        }
      }
    }
    MissingPaths paths = new MissingPaths(composition, workspace, reader, used);
    paths.find();
    return List.copyOf(paths.found);
  }

  private void find() {
    for (MissingFile missing : composition.unreadable()) {
      if (missing.required() && missing.cause() == MissingFile.Cause.MISSING) {
        switch (missing.role()) {
          case INCLUDE -> add(Kind.INCLUDE, missing.path(), missing.at());
          case EXTENDS -> add(Kind.EXTENDS, missing.path(), missing.at());
          case VARIABLES, ENV_FILE -> add(Kind.ENV_FILE, missing.path(), missing.at());
          case LABEL_FILE -> add(Kind.LABEL_FILE, missing.path(), missing.at());
          case COMPOSE_FILE, CONFIG, SECRET -> {
            // The first is named on the command line; the others are told by what mounts them.
          }
        }
      }
    }
    for (Service service : composition.services().values()) {
      if (composition.isActive(service)) {
        service.build().forEach(this::find);
        service.mounts().forEach(this::find);
      }
    }
  }

  private void find(Build build) {
    for (FilePath folder : build.folder().known()) {
      Text dockerfile = build.dockerfile();
      if (isMissing(folder)) {
        add(Kind.BUILD_CONTEXT, folder, build.context().isEmpty() ? build.at() : build.context());
      } else if (build.inline().isEmpty() && dockerfile.isKnown()) {
        boolean named = !dockerfile.isEmpty();
        FilePath path = folder.resolve(named ? dockerfile.chars() : "Dockerfile");
        boolean lowerCase = !named && !isMissing(folder.resolve("dockerfile"));
        if (isMissing(path) && !lowerCase) {
          Text at = build.context().isEmpty() ? build.at() : build.context();
          add(Kind.DOCKERFILE, path, named ? dockerfile : at);
        }
      }
    }
  }

  private void find(Mount mount) {
    if (!(mount.source() instanceof Mount.Source.HostPath host) || !isMissing(host.path())) {
      return;
    }
    switch (mount.kind()) {
      case CONFIG -> add(Kind.CONFIG, host.path(), host.written());
      case SECRET -> add(Kind.SECRET, host.path(), host.written());
      case BIND -> {
        boolean inRepository = host.written().chars().startsWith(".");
        if (inRepository && isWritten(host.path().name()) && isWritten(lastOf(mount.target()))) {
          add(Kind.MOUNTED_FILE, host.path(), host.written());
        }
      }
      case VOLUME, TMPFS, OTHER -> {
        // Not a path of the repository.
      }
    }
  }

  private static String lastOf(Text path) {
    return path.isKnown() ? path.chars().substring(path.chars().lastIndexOf('/') + 1) : "";
  }

  private static boolean isWritten(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 && WRITTEN.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  private boolean isMissing(FilePath path) {
    return workspace.kind(path) == Workspace.Kind.MISSING;
  }

  private void add(Kind kind, FilePath path, Text at) {
    if (!at.isKnown()) {
      return;
    }
    List<String> beside = new ArrayList<>();
    List<FilePath> examples = new ArrayList<>();
    for (String name : workspace.list(path.parent())) {
      FilePath neighbour = path.parent().resolve(name);
      if (isExample(name, path.name())) {
        examples.add(neighbour);
      } else if (!used.contains(neighbour) && beside.size() < MAX_NAMES) {
        beside.add(name);
      }
    }
    Standing standing = reader.standing(workspace, path);
    found.add(new MissingPath(kind, path, at, standing, beside, examples));
  }

  /** Whether a name is that of another file with a word more: {@code .env.example}. */
  private static boolean isExample(String name, String missing) {
    List<String> words = words(name);
    List<String> wanted = words(missing);
    for (int i = 0; i < words.size(); i++) {
      if (EXAMPLE_WORDS.contains(words.get(i).toLowerCase(Locale.ROOT))) {
        List<String> left = new ArrayList<>(words);
        left.remove(i);
        // `.env.example` stands for `.env.local` too: it says what belongs into it.
        boolean environment = left.equals(List.of("", "env")) && missing.startsWith(".env");
        if (left.equals(wanted) || environment) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= name.length(); i++) {
      if (i == name.length() || ".-_".indexOf(name.charAt(i)) >= 0) {
        words.add(name.substring(from, i));
        from = i + 1;
      }
    }
    return words;
  }
}
