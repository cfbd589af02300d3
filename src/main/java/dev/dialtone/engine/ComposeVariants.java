package dev.dialtone.engine;

import dev.dialtone.format.compose.ComposeFiles;
import dev.dialtone.format.compose.ComposeLoader;
import dev.dialtone.format.compose.ComposeRequest;
import dev.dialtone.format.dotenv.DotenvReader;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Composition.Undefined;
import dev.dialtone.model.Service;
import dev.dialtone.model.facts.EnvironmentFile.Assignment;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.source.Workspace.Content;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Decides which Compose files of a folder go together: those that Compose itself takes when no file
 * is named, each file with its override, and what means nothing by itself over the project that
 * completes it.
 *
 * @see <a href="https://docs.docker.com/compose/how-tos/multiple-compose-files/merge/">Compose,
 *     merge Compose files</a>
 */
final class ComposeVariants {
  /** What Compose takes without being told, first found first. */
  private static final List<String> BASES =
      List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

  /** What it lays over that, first found first, whatever the base is called. */
  private static final List<String> OVERRIDES =
      List.of(
          "compose.override.yml",
          "compose.override.yaml",
          "docker-compose.override.yml",
          "docker-compose.override.yaml");

  private final Workspace workspace;

  ComposeVariants(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * The projects that these files make, each as the files that are merged for it, in order; what
   * others include or extend is seen through those.
   */
  List<List<FilePath>> of(Collection<FilePath> files) {
    Map<FilePath, Set<FilePath>> folders = new TreeMap<>();
    Set<FilePath> parts = ComposeFiles.partsOfOthers(files, workspace);
    for (FilePath file : files) {
      if (!parts.contains(file)) {
        folders.computeIfAbsent(file.parent(), folder -> new TreeSet<>()).add(file);
      }
    }
    List<List<FilePath>> variants = new ArrayList<>();
    folders.forEach((folder, inFolder) -> variants.addAll(ofFolder(folder, inFolder)));
    return variants;
  }

  private List<List<FilePath>> ofFolder(FilePath folder, Set<FilePath> files) {
    List<List<FilePath>> variants = new ArrayList<>();
    Set<FilePath> left = new LinkedHashSet<>(files);
    List<FilePath> standard = standard(folder, left);
    if (!standard.isEmpty()) {
      variants.add(standard);
      standard.forEach(left::remove);
    }
    for (FilePath file : List.copyOf(left)) {
      FilePath override = overrideOf(file);
      if (left.contains(override)) {
        variants.add(List.of(file, override));
        left.remove(file);
        left.remove(override);
      }
    }
    List<Composition> base = new ArrayList<>();
    for (FilePath file : left) {
      if (standard.isEmpty()) {
        variants.add(List.of(file));
        continue;
      }
      if (base.isEmpty()) {
        base.add(load(standard.subList(0, 1)));
      }
      variants.add(
          completes(base.get(0), load(List.of(file)))
              ? List.of(standard.get(0), file)
              : List.of(file));
    }
    return variants;
  }

  /** What Compose takes in this folder when it is not told; empty if there is no such file. */
  private List<FilePath> standard(FilePath folder, Set<FilePath> files) {
    List<FilePath> told = toldByVariable(folder, files);
    if (!told.isEmpty()) {
      return told;
    }
    List<FilePath> standard = new ArrayList<>(firstOf(BASES, folder, files));
    if (!standard.isEmpty()) {
      standard.addAll(firstOf(OVERRIDES, folder, files));
    }
    return standard;
  }

  private static List<FilePath> firstOf(List<String> names, FilePath folder, Set<FilePath> files) {
    for (String name : names) {
      if (files.contains(folder.resolve(name))) {
        return List.of(folder.resolve(name));
      }
    }
    return List.of();
  }

  /** The files of {@code COMPOSE_FILE} in {@code .env}, if all of them are there. */
  private List<FilePath> toldByVariable(FilePath folder, Set<FilePath> files) {
    String list = "";
    String separator = ":";
    if (workspace.read(folder.resolve(".env")) instanceof Content.Readable readable) {
      for (Assignment assignment : DotenvReader.read(readable.file()).facts().assignments()) {
        if (assignment.name().is("COMPOSE_FILE") && assignment.value().isKnown()) {
          list = assignment.value().chars();
        }
        if (assignment.name().is("COMPOSE_PATH_SEPARATOR") && !assignment.value().isEmpty()) {
          separator = assignment.value().chars();
        }
      }
    }
    List<FilePath> told = new ArrayList<>();
    for (int start = 0; start < list.length(); ) {
      int found = list.indexOf(separator, start);
      int end = found < 0 ? list.length() : found;
      FilePath file = folder.resolve(list.substring(start, end));
      if (!files.contains(file) && !workspace.isFile(file)) {
        return List.of();
      }
      told.add(file);
      start = end + separator.length();
    }
    return told;
  }

  /** {@code x.override.yml} for {@code x.yml}. */
  private static FilePath overrideOf(FilePath file) {
    String name = file.name();
    int dot = name.lastIndexOf('.');
    return file.parent().resolve(name.substring(0, dot) + ".override" + name.substring(dot));
  }

  private Composition load(List<FilePath> files) {
    return ComposeLoader.load(ComposeRequest.of(files), workspace);
  }

  /** Whether {@code base} defines something that {@code overlay} lacks. */
  private static boolean completes(Composition base, Composition overlay) {
    for (Service service : overlay.services().values()) {
      if (service.fragment() && base.services().containsKey(service.name())) {
        return true;
      }
    }
    for (Undefined undefined : overlay.undefined()) {
      if (defines(base, undefined)) {
        return true;
      }
    }
    return false;
  }

  private static boolean defines(Composition base, Undefined undefined) {
    Text name = undefined.name();
    return switch (undefined.kind()) {
      case SERVICE ->
          base.services().keySet().stream().anyMatch(service -> name.is(service.value()));
      case NETWORK ->
          base.networks().values().stream()
              .anyMatch(n -> name.is(n.name().value()) && !n.declared().isEmpty());
      // A composition does not hold these; whoever uses an undefined one is no project by itself.
      case VOLUME, CONFIG, SECRET -> true;
    };
  }
}
