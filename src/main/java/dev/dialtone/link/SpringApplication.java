package dev.dialtone.link;

import dev.dialtone.model.BindScope;
import dev.dialtone.model.Build;
import dev.dialtone.model.Composition;
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
import dev.dialtone.syntax.interpolation.Allowance;
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

  private static final List<String> USUAL = List.of("bootstrap", "application");

  /** Variables and arguments that put other files in the place of the packaged ones. */
  private static final List<String> RELOCATED =
      List.of("spring.config.location", "spring.application.json");

  /** What stands in the file of a Spring application and in few others. */
  private static final List<String> OF_SPRING =
      List.of("spring.", "server.port", "eureka.", "management.", "ribbon.", "zuul.");

  private final FactReader reader;
  private final FileShelf shelf;
  private final Composition composition;

  SpringApplication(FactReader reader, FileShelf shelf, Composition composition) {
    this.reader = reader;
    this.shelf = shelf;
    this.composition = composition;
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
    Map<String, Setting> effective =
        effective(service, folders, names(service, folders, startup, given), given);
    if (effective.isEmpty()) {
      return none;
    }
    Variables lookup = lookup(service, environment, given, effective);
    List<DialFinder.Setting> settings = new ArrayList<>();
    Allowance allowance = new Allowance();
    effective.forEach(
        (name, its) -> {
          if (!given.containsKey(name)) {
            RelaxedName relaxed = RelaxedName.ofProperty(its.name());
            settings.add(
                new DialFinder.Setting(
                    relaxed.variables().get(0),
                    resolved(its.value(), lookup, allowance),
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

  /**
   * The names of the configuration files, without their ends: those that Spring looks for, or where
   * there are none of them, those that are called like the service or what its command says. An
   * archive with several applications tells each one its file in code.
   */
  private List<String> names(
      Service service, List<FilePath> folders, Startup startup, Map<String, Text> given) {
    Text told = given.get("spring.config.name");
    if (told != null) {
      List<String> names = new ArrayList<>();
      for (Text name : told.split(c -> c == ',')) {
        names.add(name.strip().chars());
      }
      return names;
    }
    List<String> files = new ArrayList<>();
    folders.forEach(folder -> files.addAll(shelf.workspace().list(folder)));
    if (files.stream().anyMatch(file -> file.startsWith("application"))) {
      return USUAL;
    }
    List<String> names = new ArrayList<>(USUAL);
    List<String> calls = calls(startup, service);
    for (String file : files) {
      int dot = file.lastIndexOf('.');
      String stem = dot < 0 ? file : file.substring(0, dot);
      boolean read = dot > 0 && EXTENSIONS.contains(file.substring(dot));
      if (read
          && calls.stream().anyMatch(name -> isOf(stem, name))
          && folders.stream().anyMatch(folder -> isSpring(sections(folder.resolve(file))))) {
        names.add(stem);
      }
    }
    return names;
  }

  /** What the service is called, and the bare arguments of its program. */
  private static List<String> calls(Startup startup, Service service) {
    List<String> names = new ArrayList<>();
    names.add(service.name().value());
    for (Launch launch : startup.launch()) {
      for (Program program : launch.programs()) {
        boolean archive = false;
        for (Text word : program.words()) {
          if (archive && word.isKnown() && !word.chars().startsWith("-")) {
            names.add(word.chars());
          }
          archive |= word.chars().endsWith(".jar");
        }
      }
    }
    return names;
  }

  private static boolean isOf(String stem, String name) {
    return stem.equals(name) || stem.startsWith(name + "-") || stem.startsWith(name + "_");
  }

  private Map<String, Setting> effective(
      Service service, List<FilePath> folders, List<String> names, Map<String, Text> given) {
    List<Section> sections = new ArrayList<>();
    for (FilePath folder : folders) {
      for (String base : names) {
        sections.addAll(named(folder, base, ""));
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
        for (String base : names) {
          sections.addAll(named(folder, base, "-" + profile));
        }
      }
    }
    sections.addAll(served(given, sections, active));
    boolean profilesKnown =
        profiles.isKnown() && (service.environmentComplete() || !profiles.isEmpty());
    Map<String, Setting> effective = new LinkedHashMap<>();
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
    return inProfile(effective, given);
  }

  /** The sections of a file in a folder, written in one form or another. */
  private List<Section> named(FilePath folder, String base, String profile) {
    List<Section> sections = new ArrayList<>();
    for (String extension : EXTENSIONS) {
      sections.addAll(sections(folder.resolve(base + profile + extension)));
    }
    return sections;
  }

  private static boolean isSpring(List<Section> sections) {
    return sections.stream()
        .flatMap(section -> section.settings().stream())
        .map(setting -> RelaxedName.ofProperty(setting.name()).uniform())
        .anyMatch(name -> OF_SPRING.stream().anyMatch(name::startsWith));
  }

  /** What a config server of the project serves to the application, if it asks one. */
  private List<Section> served(
      Map<String, Text> given, List<Section> sections, Set<String> active) {
    Text name = given.get("spring.application.name");
    boolean asks = given.keySet().stream().anyMatch(SpringApplication::asksServer);
    for (Section section : sections) {
      for (Setting setting : section.settings()) {
        String uniform = RelaxedName.ofProperty(setting.name()).uniform();
        asks |= asksServer(uniform) || setting.value().chars().contains("configserver:");
        if (name == null && uniform.equals("spring.application.name")) {
          name = setting.value();
        }
      }
    }
    List<Section> served = new ArrayList<>();
    if (asks && name != null && name.isKnown()) {
      for (FilePath folder : new SpringConfigServer(reader, shelf).folders(composition)) {
        for (String base : List.of("application", name.chars())) {
          served.addAll(named(folder, base, ""));
          active.forEach(profile -> served.addAll(named(folder, base, "-" + profile)));
        }
      }
    }
    return served;
  }

  private static boolean asksServer(String name) {
    return name.startsWith("spring.cloud.config.")
        && !name.startsWith("spring.cloud.config.server.");
  }

  /**
   * The settings without the profiles that Quarkus has in their names: what holds in the active one
   * takes the place of what holds always.
   *
   * @see <a href="https://quarkus.io/guides/config-reference#profiles">Quarkus, Profiles</a>
   */
  private static Map<String, Setting> inProfile(
      Map<String, Setting> settings, Map<String, Text> given) {
    Text told = given.get("quarkus.profile");
    String active = told == null || !told.isKnown() ? "prod" : told.chars();
    Map<String, Setting> inProfile = new LinkedHashMap<>();
    Map<String, Setting> ofProfile = new LinkedHashMap<>();
    settings.forEach(
        (name, setting) -> {
          String written = setting.name();
          int dot = written.indexOf('.');
          if (!written.startsWith("%") || dot < 0) {
            inProfile.put(name, setting);
          } else if (List.of(written.substring(1, dot).replace("\"", "").split(",", -1))
              .contains(active)) {
            String rest = written.substring(dot + 1);
            ofProfile.put(
                RelaxedName.ofProperty(rest).uniform(),
                new Setting(rest, setting.at(), setting.value()));
          }
        });
    inProfile.putAll(ofProfile);
    return inProfile;
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

  /** The settings by which a framework is told where to listen. */
  private record Keys(String port, String address) {}

  private static final List<Keys> KEYS =
      List.of(
          new Keys("server.port", "server.address"),
          new Keys("quarkus.http.port", "quarkus.http.host"),
          new Keys("micronaut.server.port", "micronaut.server.host"));

  private static List<Listener> listeners(
      Map<String, Setting> effective, Map<String, Text> given, Variables lookup) {
    for (Keys keys : KEYS) {
      Text port = value(keys.port(), effective, given, lookup);
      if (port != null) {
        Text address = value(keys.address(), effective, given, lookup);
        return listeners(keys, port, address, given.containsKey(keys.port()));
      }
    }
    return List.of();
  }

  private static List<Listener> listeners(
      Keys keys, Text port, @Nullable Text address, boolean byVariable) {
    List<Listener> listeners = new ArrayList<>();
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
              .mendedBy(keys.address() + "=0.0.0.0");
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

  private static Text resolved(Text value, Variables lookup, Allowance allowance) {
    return allowance.isSpent() && Placeholders.occurIn(value)
        ? Allowance.hole(value)
        : allowance.limited(value, Placeholders.resolve(value, lookup), problem -> {});
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
