package dev.dialtone.link;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ImageFacts.ConfigFile;
import dev.dialtone.catalogue.ImageKnowledge;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Service;
import dev.dialtone.model.facts.Settings;
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Interpolator;
import dev.dialtone.syntax.interpolation.Variables;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import dev.dialtone.syntax.spring.Placeholders;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The configuration files of applications of which nothing is known but that a container has them:
 * what their names and values say of whom the application dials.
 */
final class ConfigurationFiles {
  /** How many files of one service are read. */
  private static final int MOST_FILES = 40;

  private final Catalogue catalogue;
  private final FactReader reader;
  private final FileShelf shelf;
  private final DialledSettings dialled;

  ConfigurationFiles(
      Catalogue catalogue, FactReader reader, FileShelf shelf, DialledSettings dialled) {
    this.catalogue = catalogue;
    this.reader = reader;
    this.shelf = shelf;
    this.dialled = dialled;
  }

  /** A file and how sure it is that the application reads it. */
  private record Source(FilePath path, Confidence confidence, boolean given) {}

  /**
   * What the files of a service say.
   *
   * @param variables what the application finds in its own {@code .env} files
   */
  List<DialFinder.Setting> read(
      Service service,
      ImageKnowledge image,
      List<Mounted> visible,
      List<ApplicationFolder> folders,
      Startup startup,
      Environment environment,
      Map<String, Text> variables) {
    Stage stage = Stage.of(startup, environment);
    Variables lookup = lookup(service, environment, variables);
    List<DialFinder.Setting> found = new ArrayList<>();
    for (Source source : sources(service, image, visible, folders, startup)) {
      String ofFile = Stage.ofFile(source.path().name());
      boolean otherStage = !ofFile.isEmpty() && !stage.is(ofFile);
      if (otherStage && (stage.isKnown() || !source.given())) {
        continue;
      }
      for (Settings read : shelf.readQuietly(source.path(), reader::settings)) {
        List<Setting> settings = staged(read.all(), source.path().name(), stage);
        List<DialFinder.Setting> named =
            SettingNames.of(catalogue, settings, source.confidence()).stream()
                .map(each -> each.valued(resolved(each.value(), lookup)))
                .toList();
        found.addAll(dialled.of(service, named, source.given(), environment, variables));
      }
    }
    return found;
  }

  private List<Source> sources(
      Service service,
      ImageKnowledge image,
      List<Mounted> visible,
      List<ApplicationFolder> folders,
      Startup startup) {
    Map<FilePath, Source> sources = new LinkedHashMap<>();
    Set<FilePath> known = new HashSet<>();
    if (image instanceof ImageKnowledge.Known its && isStore(its.facts())) {
      return List.of();
    }
    if (image instanceof ImageKnowledge.Known its) {
      for (Mounted file : visible) {
        if (isServers(its.facts(), file.target())) {
          known.add(file.path());
        }
      }
    }
    for (Mounted file : visible) {
      String name = file.path().name();
      if (known.contains(file.path()) || !ConfigurationNames.isData(name)) {
        continue;
      }
      boolean mounted =
          service.mounts().stream().anyMatch(m -> m.at().span().equals(file.at().span()));
      if (isNamed(startup, file.target())) {
        sources.put(file.path(), new Source(file.path(), Confidence.CERTAIN, true));
      } else if (mounted && !file.inMountedFolder()) {
        sources.put(file.path(), new Source(file.path(), Confidence.PROBABLE, true));
      }
    }
    boolean server =
        image instanceof ImageKnowledge.Known its
            && !DotenvApplication.runs(image, "")
            && !its.facts().configFiles().isEmpty();
    for (ApplicationFolder folder : server ? List.<ApplicationFolder>of() : folders) {
      for (FilePath file : folder.files(".", shelf.workspace())) {
        if (ConfigurationNames.isConventional(file.name()) && !isSpring(file.name())) {
          sources.putIfAbsent(file, new Source(file, Confidence.PROBABLE, false));
        }
      }
      for (String below : ConfigurationNames.FOLDERS) {
        for (FilePath file : folder.files(below, shelf.workspace())) {
          if (ConfigurationNames.isSettings(below, file.name()) && !isSpring(file.name())) {
            sources.putIfAbsent(file, new Source(file, Confidence.PROBABLE, false));
          }
        }
      }
    }
    known.forEach(sources::remove);
    return sources.values().stream().limit(MOST_FILES).toList();
  }

  /** What clients come to has files of a grammar of its own, and dials nobody but its like. */
  private static boolean isStore(ImageFacts facts) {
    return switch (facts.kind()) {
      case DATABASE, CACHE, QUEUE, SEARCH, STORAGE -> true;
      default -> false;
    };
  }

  private static boolean isSpring(String name) {
    return name.startsWith("application") || name.startsWith("bootstrap");
  }

  /** Whether the server of the image reads the file: it has a reader of its own. */
  private static boolean isServers(ImageFacts facts, String target) {
    for (ConfigFile config : facts.configFiles()) {
      int star = config.path().indexOf('*');
      boolean fits =
          star < 0
              ? config.path().equals(target)
              : target.startsWith(config.path().substring(0, star))
                  && target.endsWith(config.path().substring(star + 1));
      if (fits) {
        return true;
      }
    }
    return false;
  }

  /** Whether a word of the command line names the file. */
  private static boolean isNamed(Startup startup, String target) {
    for (Launch launch : startup.launch()) {
      for (Program program : launch.programs()) {
        for (Text word : program.words()) {
          String chars = word.chars().substring(word.chars().indexOf('=') + 1);
          String path = chars.startsWith("./") ? chars.substring(2) : chars;
          if (path.equals(target) || (path.indexOf('.') > 0 && target.endsWith("/" + path))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** The settings of the stage that the application runs in; all of a file without stages. */
  private static List<Setting> staged(List<Setting> settings, String file, Stage stage) {
    Set<String> stages = new HashSet<>();
    for (Setting setting : settings) {
      String top = top(setting.name());
      if (Stage.isStage(top) && setting.name().length() > top.length()) {
        stages.add(top);
      }
    }
    String stem = file.substring(0, Math.max(0, file.indexOf('.')));
    boolean staged = stages.size() > 1 || (stages.size() == 1 && stem.equals("database"));
    if (!staged) {
      return settings;
    }
    List<Setting> chosen = new ArrayList<>();
    for (Setting setting : settings) {
      String top = top(setting.name());
      boolean active =
          stage.isKnown()
              ? stage.is(top)
              : Stage.isStage(top) && isAgreed(setting, stages, settings);
      if (active && stages.contains(top)) {
        String rest = setting.name().substring(top.length());
        chosen.add(new Setting(stem + rest, setting.at(), setting.value()));
      }
    }
    return chosen;
  }

  /** Whether all stages but that of the tests say the same. */
  private static boolean isAgreed(Setting setting, Set<String> stages, List<Setting> settings) {
    String rest = setting.name().substring(top(setting.name()).length());
    int same = 0;
    for (Setting other : settings) {
      String top = top(other.name());
      boolean counts = stages.contains(top) && !top.equals("test");
      if (counts && other.name().substring(top.length()).equals(rest)) {
        if (!other.value().equals(setting.value())) {
          return false;
        }
        same++;
      }
    }
    long needed = stages.stream().filter(name -> !name.equals("test")).count();
    return same == needed;
  }

  private static String top(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == '.' || name.charAt(i) == '[') {
        return name.substring(0, i);
      }
    }
    return name;
  }

  private static Text resolved(Text value, Variables lookup) {
    if (!value.chars().contains("${")) {
      return value;
    }
    boolean shell = value.chars().contains(":-") || !value.chars().contains(":");
    return shell || value.chars().indexOf(':') < value.chars().indexOf("${")
        ? Interpolator.interpolate(value, lookup).text()
        : Placeholders.resolve(value, lookup);
  }

  private static Variables lookup(
      Service service, Environment environment, Map<String, Text> variables) {
    return name -> {
      Text value = environment.value(name).orElse(variables.get(name));
      if (value != null) {
        return value.isKnown()
            ? new Variables.Answer.Set(value)
            : new Variables.Answer.Unknown(value.whyUnknown());
      }
      return service.environmentComplete()
          ? new Variables.Answer.Unset()
          : new Variables.Answer.Unknown("an env_file that is not here may set `" + name + "`");
    };
  }
}
