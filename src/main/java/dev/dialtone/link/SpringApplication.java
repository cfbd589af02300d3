package dev.dialtone.link;

import dev.dialtone.model.BindScope;
import dev.dialtone.model.Build;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Host;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Listener.Origin;
import dev.dialtone.model.Port;
import dev.dialtone.model.PortRange;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.Service;
import dev.dialtone.model.Variable;
import dev.dialtone.model.facts.Settings;
import dev.dialtone.model.facts.Settings.Section;
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.interpolation.Variables;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import dev.dialtone.syntax.spring.Placeholders;
import dev.dialtone.syntax.spring.Profiles;
import dev.dialtone.syntax.spring.Profiles.Match;
import dev.dialtone.syntax.spring.RelaxedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration files of a Spring Boot application come to in its container: profiles that
 * are active, files in the order in which they win, variables and arguments over files.
 *
 * @see <a href="https://docs.spring.io/spring-boot/reference/features/external-config.html">Spring
 *     Boot, Externalized Configuration</a>
 */
final class SpringApplication {
  private static final String RESOURCES = "src/main/resources";

  /** Within one folder a later one wins (Spring Boot: properties over YAML). */
  private static final List<String> EXTENSIONS = List.of(".yaml", ".yml", ".properties");

  /** Variables and arguments that put other files in the place of the packaged ones. */
  private static final List<String> RELOCATED =
      List.of("spring.config.location", "spring.config.name", "spring.application.json");

  private final FactReader reader;
  private final FileShelf shelf;

  SpringApplication(FactReader reader, FileShelf shelf) {
    this.reader = reader;
    this.shelf = shelf;
  }

  /** The application's settings that no variable overrides, and the sockets they tell of. */
  record Application(List<DialFinder.Setting> settings, List<Listener> listeners) {
    Application {
      settings = List.copyOf(settings);
      listeners = List.copyOf(listeners);
    }
  }

  Application read(Service service, BuiltImage built, Startup startup, Environment environment) {
    Application none = new Application(List.of(), List.of());
    List<FilePath> folders = folders(service, built);
    Map<String, Text> given = given(startup, environment);
    if (folders.isEmpty() || RELOCATED.stream().anyMatch(given::containsKey)) {
      return none;
    }
    Map<String, Setting> effective = effective(service, folders, given);
    if (effective.isEmpty()) {
      return none;
    }
    Variables lookup = lookup(service, environment, given, effective);
    List<DialFinder.Setting> settings = new ArrayList<>();
    effective.forEach(
        (name, its) -> {
          if (!given.containsKey(name)) {
            RelaxedName relaxed = RelaxedName.ofProperty(its.name());
            settings.add(
                new DialFinder.Setting(
                    relaxed.variables().get(0),
                    Placeholders.resolve(its.value(), lookup),
                    // What starts the application may bring other profiles or files.
                    Confidence.PROBABLE));
          }
        });
    return new Application(settings, listeners(effective, given, lookup));
  }

  /** The folders whose files are packaged into the image: of one module, or none. */
  private List<FilePath> folders(Service service, BuiltImage built) {
    Workspace workspace = shelf.workspace();
    for (Build build : service.build()) {
      for (FilePath context : build.folder().known()) {
        for (FilePath module : modules(context, build, built)) {
          FilePath resources = module.resolve(RESOURCES);
          if (workspace.kind(resources) == Workspace.Kind.FOLDER) {
            return List.of(resources, resources.resolve("config"));
          }
        }
      }
    }
    return List.of();
  }

  /** The context itself, or the module in it whose output the Dockerfile copies. */
  private static List<FilePath> modules(FilePath context, Build build, BuiltImage built) {
    List<FilePath> modules = new ArrayList<>();
    modules.add(context);
    if (build.dockerfile().isKnown() && build.dockerfile().chars().indexOf('/') > 0) {
      modules.add(context.resolve(build.dockerfile().chars()).parent());
    }
    for (Text copied : built.copiedFromContext()) {
      int target = copied.chars().indexOf("/target/");
      int output = target < 0 ? copied.chars().indexOf("/build/libs/") : target;
      if (output > 0 && copied.isKnown()) {
        modules.add(context.resolve(copied.chars().substring(0, output)));
      }
    }
    return modules;
  }

  /** Settings that the command line and the environment give, by their uniform names. */
  private static Map<String, Text> given(Startup startup, Environment environment) {
    Map<String, Text> given = new LinkedHashMap<>();
    for (Variable variable : environment.variables()) {
      given.put(RelaxedName.ofVariable(variable.name().chars()).uniform(), variable.value());
    }
    for (Launch launch : startup.launch()) {
      for (Program program : launch.programs()) {
        for (Text word : program.words()) {
          String chars = word.chars();
          int equals = chars.indexOf('=');
          boolean argument = chars.startsWith("--") || chars.startsWith("-D");
          if (argument && equals > 2) {
            given.put(
                RelaxedName.ofProperty(chars.substring(2, equals)).uniform(),
                word.slice(equals + 1));
          }
        }
      }
    }
    return given;
  }

  private Map<String, Setting> effective(
      Service service, List<FilePath> folders, Map<String, Text> given) {
    Map<String, Setting> effective = new LinkedHashMap<>();
    List<Section> sections = new ArrayList<>();
    for (FilePath folder : folders) {
      for (String base : List.of("bootstrap", "application")) {
        for (String extension : EXTENSIONS) {
          sections.addAll(sections(folder.resolve(base + extension)));
        }
      }
    }
    Text profiles = activeProfiles(given, sections);
    Set<String> active = new LinkedHashSet<>();
    for (Text profile : profiles.split(c -> c == ',')) {
      if (!profile.strip().isEmpty()) {
        active.add(profile.strip().chars());
      }
    }
    for (String profile : active) {
      for (FilePath folder : folders) {
        for (String extension : EXTENSIONS) {
          sections.addAll(sections(folder.resolve("application-" + profile + extension)));
        }
      }
    }
    boolean profilesKnown =
        profiles.isKnown() && (service.environmentComplete() || !profiles.isEmpty());
    for (Section section : sections) {
      Match match = Profiles.matches(section.condition(), active);
      boolean conditional = !section.condition().isEmpty();
      for (Setting setting : section.settings()) {
        String name = RelaxedName.ofProperty(setting.name()).uniform();
        if (conditional && (!profilesKnown || match == Match.UNKNOWN)) {
          effective.remove(name);
        } else if (match == Match.YES) {
          effective.put(name, setting);
        }
      }
    }
    return effective;
  }

  private List<Section> sections(FilePath path) {
    return shelf.read(path, reader::spring).stream()
        .map(Settings::sections)
        .flatMap(List::stream)
        .toList();
  }

  private static Text activeProfiles(Map<String, Text> given, List<Section> sections) {
    Text told = given.get("spring.profiles.active");
    if (told != null) {
      return told;
    }
    for (Section section : sections) {
      for (Setting setting : section.settings()) {
        if (section.condition().isEmpty()
            && RelaxedName.ofProperty(setting.name()).uniform().equals("spring.profiles.active")) {
          return setting.value();
        }
      }
    }
    return sections.isEmpty()
        ? Text.of("", new SourceFile(FilePath.ROOT, "").span())
        : sections.get(0).condition().slice(0, 0);
  }

  /** What placeholders find: variables by their own names, then settings of the files. */
  private static Variables lookup(
      Service service,
      Environment environment,
      Map<String, Text> given,
      Map<String, Setting> effective) {
    return name -> {
      Text variable = environment.value(name).orElse(null);
      String uniform = RelaxedName.ofProperty(name).uniform();
      Text value = variable != null ? variable : given.get(uniform);
      if (value == null && effective.containsKey(uniform)) {
        value = effective.get(uniform).value();
      }
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

  private static List<Listener> listeners(
      Map<String, Setting> effective, Map<String, Text> given, Variables lookup) {
    Text port = value("server.port", effective, given, lookup);
    Text address = value("server.address", effective, given, lookup);
    boolean byVariable = given.containsKey("server.port");
    List<Listener> listeners = new ArrayList<>();
    if (port == null) {
      return listeners;
    }
    for (Port known : Port.parse(port).known()) {
      BindScope scope =
          address == null
              ? BindScope.ALL
              : Host.parse(address).known().stream()
                  .map(SpringApplication::scope)
                  .findFirst()
                  .orElse(BindScope.UNKNOWN);
      Listener socket =
          Listener.on(
                  PortRange.of(known),
                  port,
                  Protocol.TCP,
                  byVariable ? Origin.ENVIRONMENT : Origin.CONFIGURATION,
                  Confidence.PROBABLE)
              .mendedBy("server.address=0.0.0.0");
      listeners.add(
          address == null ? socket.boundByDefault(scope, port) : socket.boundTo(scope, address));
    }
    return listeners;
  }

  private static BindScope scope(Host host) {
    if (host.isUnspecified()) {
      return BindScope.ALL;
    }
    return host.isLoopback() ? BindScope.LOOPBACK : BindScope.ADDRESS;
  }

  private static @Nullable Text value(
      String name, Map<String, Setting> effective, Map<String, Text> given, Variables lookup) {
    Text told = given.get(name);
    if (told != null) {
      return told;
    }
    Setting its = effective.get(name);
    return its == null ? null : Placeholders.resolve(its.value(), lookup);
  }
}
