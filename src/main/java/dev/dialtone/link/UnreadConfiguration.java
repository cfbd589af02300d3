package dev.dialtone.link;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ImageFacts.ConfigFile;
import dev.dialtone.catalogue.ServerCommand;
import dev.dialtone.model.Build;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Mount;
import dev.dialtone.model.Service;
import dev.dialtone.model.Setup.Unread;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds configuration files that are put into a container where its server does not look.
 *
 * <p>A file counts as read as soon as anything that the container is told, or any other file in it,
 * names the file or a folder above it.
 */
final class UnreadConfiguration {
  /** Where images run scripts at their start, which may copy what lies beside them. */
  private static final String SCRIPTS = "/docker-entrypoint";

  private final Catalogue catalogue;
  private final Workspace workspace;
  private final Composition composition;

  UnreadConfiguration(Catalogue catalogue, Workspace workspace, Composition composition) {
    this.catalogue = catalogue;
    this.workspace = workspace;
    this.composition = composition;
  }

  /**
   * A file that is meant as configuration.
   *
   * @param at the place that says where the container has it
   * @param origin where the repository has it; itself if that is not known
   */
  private record Candidate(Text at, String target, FilePath origin, boolean inFolder) {
    FilePath folder() {
      return new FilePath(target).parent();
    }
  }

  /**
   * @param visible the files of the repository that the container sees
   */
  List<Unread> find(
      Service service,
      BuiltImage built,
      ImageFacts facts,
      Startup startup,
      Environment environment,
      List<Mounted> visible) {
    List<Candidate> candidates = new ArrayList<>(mounted(service, facts));
    if (isAloneOnItsImage(service)) {
      candidates.addAll(copied(service, built, facts, visible));
    }
    if (candidates.isEmpty()
        || !startsAsKnown(facts, startup)
        || runsHiddenScript(service, visible)) {
      return List.of();
    }
    List<String> told = told(service, built, environment);
    List<Unread> unread = new ArrayList<>();
    for (List<Candidate> together : byPlace(candidates)) {
      boolean used =
          together.stream().anyMatch(file -> isUsed(file, service, facts, visible, told));
      if (!used) {
        unread.add(unread(together.get(0), facts));
      }
    }
    return unread;
  }

  /** Whether no other service runs the image that is built, perhaps in another way. */
  private boolean isAloneOnItsImage(Service service) {
    return composition.services().values().stream()
        .filter(other -> !other.name().equals(service.name()))
        .noneMatch(
            other ->
                (!service.image().isEmpty() && other.image().equals(service.image()))
                    || other.build().stream().anyMatch(its -> isSame(its, service.build())));
  }

  private static boolean isSame(Build one, List<Build> others) {
    return others.stream()
        .anyMatch(
            other ->
                other.folder().known().equals(one.folder().known())
                    && other.dockerfile().equals(one.dockerfile()));
  }

  /** What is mounted under a name, or into a folder, that speaks of the server's configuration. */
  private List<Candidate> mounted(Service service, ImageFacts facts) {
    List<Candidate> found = new ArrayList<>();
    for (Mount mount : service.mounts()) {
      boolean file = mount.kind() == Mount.Kind.BIND || mount.kind() == Mount.Kind.CONFIG;
      if (!file || !mount.target().isKnown()) {
        continue;
      }
      String target = mount.target().chars();
      FilePath path = new FilePath(target);
      boolean folder = false;
      if (mount.source() instanceof Mount.Source.HostPath host) {
        path = host.path();
        folder = workspace.kind(path) == Workspace.Kind.FOLDER;
      }
      if (folder) {
        for (String name : workspace.list(path)) {
          String inside = new FilePath(target).resolve(name).value();
          if (workspace.isFile(path.resolve(name)) && isMeant(facts, inside, true)) {
            found.add(new Candidate(mount.target(), inside, path.resolve(name), true));
          }
        }
      } else if (isMeant(facts, target, false)) {
        found.add(new Candidate(mount.target(), target, path, false));
      }
    }
    return found;
  }

  /** What a Dockerfile copies, as far as nothing is mounted over it. */
  private static List<Candidate> copied(
      Service service, BuiltImage built, ImageFacts facts, List<Mounted> visible) {
    List<Candidate> found = new ArrayList<>();
    for (Mounted file : built.files()) {
      boolean several =
          built.files().stream().filter(other -> isOfOne(file, other)).limit(2).count() > 1;
      if (visible.contains(file)
          && !service.build().isEmpty()
          && isMeant(facts, file.target(), several)) {
        found.add(new Candidate(file.at(), file.target(), file.path(), several));
      }
    }
    return found;
  }

  private static boolean isOfOne(Mounted file, Mounted other) {
    return other.at().span().equals(file.at().span());
  }

  private static boolean isMeant(ImageFacts facts, String target, boolean inFolder) {
    return facts.isMeantAsConfiguration(target)
        && !target.contains(SCRIPTS)
        && facts.data().stream().noneMatch(data -> new FilePath(target).isIn(new FilePath(data)))
        && (!inFolder || isFolderOfConfiguration(facts, new FilePath(target).parent()));
  }

  /** A folder may hold a file of that name for other reasons, as that of an application does. */
  private static boolean isFolderOfConfiguration(ImageFacts facts, FilePath folder) {
    String name = folder.name();
    return name.contains("conf")
        || name.equals("etc")
        || name.equals(facts.family())
        || facts.configNames().stream()
            .anyMatch(
                pattern ->
                    pattern.indexOf('/') >= 0 && new FilePath(pattern).parent().equals(folder));
  }

  private static List<List<Candidate>> byPlace(List<Candidate> candidates) {
    Map<Span, List<Candidate>> places = new LinkedHashMap<>();
    for (Candidate each : candidates) {
      places.computeIfAbsent(each.at().span(), at -> new ArrayList<>()).add(each);
    }
    return List.copyOf(places.values());
  }

  /** Whether nothing runs but the server, and it is told on its command line what it reads. */
  private boolean startsAsKnown(ImageFacts facts, Startup startup) {
    if (startup.launch().isEmpty()) {
      return !startup.replaced();
    }
    for (Launch launch : startup.launch()) {
      for (Program program : launch.programs()) {
        if (!(catalogue.server(program.words()) instanceof ServerCommand.Listens listens)
            || !listens.server().name().equals(facts.server())
            || !listens.server().finds().isEmpty()
            || !listens.configFiles().stream().allMatch(Text::isKnown)) {
          return false;
        }
      }
      if (launch.programs().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static boolean runsHiddenScript(Service service, List<Mounted> visible) {
    return service.mounts().stream()
        .filter(mount -> mount.target().chars().contains(SCRIPTS))
        .anyMatch(
            mount -> visible.stream().noneMatch(f -> f.at().span().equals(mount.at().span())));
  }

  private boolean isUsed(
      Candidate file, Service service, ImageFacts facts, List<Mounted> visible, List<String> told) {
    if (isRead(facts, file.target())
        || visible.stream()
            .anyMatch(other -> other.path().equals(file.origin()) && isRead(facts, other.target()))
        || bringsWhatIsRead(file, service, facts)) {
      return true;
    }
    MentionedPath path = new MentionedPath(file.target());
    return told.stream().anyMatch(path::isIn)
        || visible.stream()
            .filter(other -> !other.target().equals(file.target()))
            .anyMatch(other -> text(other).stream().anyMatch(path::isIn));
  }

  private static boolean isRead(ImageFacts facts, String target) {
    return facts.configFiles().stream()
        .anyMatch(config -> config.argument().isEmpty() && config.isAt(target));
  }

  /** Whether the mounted folder holds, further down, what the server reads. */
  private boolean bringsWhatIsRead(Candidate file, Service service, ImageFacts facts) {
    return file.inFolder()
        && facts.configFiles().stream()
            .filter(config -> config.argument().isEmpty())
            .map(config -> new FilePath(config.path()).parent())
            .filter(folder -> folder.isIn(file.folder()))
            .anyMatch(folder -> !Mounted.below(service, folder, workspace).isEmpty());
  }

  private List<String> text(Mounted file) {
    return workspace.read(file.path()) instanceof Workspace.Content.Readable readable
        ? List.of(readable.file().text())
        : List.of();
  }

  /** All that the build and the start of the container are told. */
  private static List<String> told(Service service, BuiltImage built, Environment environment) {
    List<CommandLine> lines = new ArrayList<>(built.runs());
    lines.addAll(built.entrypoint());
    lines.addAll(built.command());
    lines.addAll(service.entrypoint());
    lines.addAll(service.command());
    List<String> told = new ArrayList<>();
    for (CommandLine line : lines) {
      if (line instanceof CommandLine.Exec exec) {
        exec.words().forEach(word -> told.add(word.chars()));
      } else if (line instanceof CommandLine.Shell shell) {
        told.add(shell.line().chars());
      }
    }
    environment.variables().forEach(variable -> told.add(variable.value().chars()));
    return told;
  }

  /** What the command line would have to say, else the place where the server looks. */
  private static Unread unread(Candidate file, ImageFacts facts) {
    String name = new FilePath(file.target()).name();
    String place = "";
    boolean alikeFound = false;
    for (ConfigFile config : facts.configFiles()) {
      boolean alike = config.isNamed(name);
      if (alike && !config.argument().isEmpty()) {
        return new Unread(file.at(), file.target(), "", config.argument());
      }
      boolean better = place.isEmpty() || (alike && !alikeFound);
      if (config.argument().isEmpty() && better) {
        place = config.path();
        alikeFound = alike;
      }
    }
    return new Unread(file.at(), file.target(), place, "");
  }
}
