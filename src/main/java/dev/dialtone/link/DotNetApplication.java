package dev.dialtone.link;

import dev.dialtone.catalogue.Catalogue;
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
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.address.Address;
import dev.dialtone.syntax.address.Addresses;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code appsettings.json} and its like for the environment come to in a container: variables
 * win over the files, and the file of the environment wins over the other.
 *
 * @see <a href="https://learn.microsoft.com/aspnet/core/fundamentals/configuration/">ASP.NET Core,
 *     Configuration</a>
 */
final class DotNetApplication {
  private static final String STEM = "appsettings";
  private static final String EXTENSION = ".json";

  /** How many folders are looked at for that of a project. */
  private static final int MOST_FOLDERS = 400;

  private static final int MOST_DEEP = 3;

  private final Catalogue catalogue;
  private final FactReader reader;
  private final FileShelf shelf;
  private final DialledSettings dialled;

  DotNetApplication(
      Catalogue catalogue, FactReader reader, FileShelf shelf, DialledSettings dialled) {
    this.catalogue = catalogue;
    this.reader = reader;
    this.shelf = shelf;
    this.dialled = dialled;
  }

  /** The application's settings that no variable overrides, and the sockets they tell of. */
  record Application(List<DialFinder.Setting> settings, List<Listener> listeners) {
    Application {
      settings = List.copyOf(settings);
      listeners = List.copyOf(listeners);
    }
  }

  Application read(
      Service service,
      BuiltImage built,
      List<Mounted> visible,
      List<ApplicationFolder> folders,
      Startup startup,
      Environment environment) {
    Map<String, FilePath> files = files(service, built, visible, folders, startup);
    Map<String, Setting> effective = effective(service, files, environment);
    if (effective.isEmpty()) {
      return new Application(List.of(), List.of());
    }
    Set<String> told = new LinkedHashSet<>();
    for (Variable variable : environment.variables()) {
      told.add(path(variable.name().chars().replace("__", ".")));
    }
    List<Setting> kept = new ArrayList<>();
    effective.forEach(
        (name, setting) -> {
          if (!told.contains(name)) {
            kept.add(setting);
          }
        });
    List<DialFinder.Setting> named = SettingNames.of(catalogue, kept, Confidence.PROBABLE);
    return new Application(
        dialled.of(service, named, false, environment, Map.of()), listeners(kept));
  }

  /** The files of the application by their names, those that are mounted before all others. */
  private Map<String, FilePath> files(
      Service service,
      BuiltImage built,
      List<Mounted> visible,
      List<ApplicationFolder> folders,
      Startup startup) {
    Map<String, FilePath> files = new LinkedHashMap<>();
    for (FilePath folder : projects(service, built, folders, startup)) {
      for (String name : shelf.workspace().list(folder)) {
        if (isSettings(name)) {
          files.put(name, folder.resolve(name));
        }
      }
      if (!files.isEmpty()) {
        break;
      }
    }
    for (Mounted file : visible) {
      String name = new FilePath(file.target()).name();
      boolean mounted =
          service.mounts().stream().anyMatch(m -> m.at().span().equals(file.at().span()));
      if (isSettings(name) && mounted) {
        files.put(name, file.path());
      }
    }
    return files;
  }

  private static boolean isSettings(String name) {
    return name.startsWith(STEM + ".") && name.endsWith(EXTENSION);
  }

  /** Folders of which one may be that of the project whose output the image has. */
  private List<FilePath> projects(
      Service service, BuiltImage built, List<ApplicationFolder> folders, Startup startup) {
    Set<FilePath> found = new LinkedHashSet<>();
    folders.stream().filter(ApplicationFolder::mounted).forEach(f -> found.add(f.folder()));
    for (Build build : service.build()) {
      for (FilePath context : build.folder().known()) {
        for (String name : assemblies(startup)) {
          found.addAll(named(context, name));
        }
        for (Text copied : built.copiedFromContext()) {
          int output = copied.chars().indexOf("/bin/");
          if (output > 0 && copied.isKnown()) {
            found.add(context.resolve(copied.chars().substring(0, output)));
          }
        }
        if (build.dockerfile().isKnown() && build.dockerfile().chars().indexOf('/') > 0) {
          found.add(context.resolve(build.dockerfile().chars()).parent());
        }
        found.add(context);
      }
    }
    return List.copyOf(found);
  }

  /** The names of the assemblies that are started: {@code dotnet Shop.Api.dll}. */
  private static List<String> assemblies(Startup startup) {
    List<String> names = new ArrayList<>();
    for (Launch launch : startup.launch()) {
      for (Program program : launch.programs()) {
        for (Text word : program.words()) {
          String name = word.chars().substring(word.chars().lastIndexOf('/') + 1);
          if (word.isKnown() && name.endsWith(".dll")) {
            names.add(name.substring(0, name.length() - ".dll".length()));
          }
        }
      }
    }
    return names;
  }

  /** The folders below one that are called like a project, or hold its project file. */
  private List<FilePath> named(FilePath root, String project) {
    Workspace workspace = shelf.workspace();
    List<FilePath> found = new ArrayList<>();
    List<FilePath> level = List.of(root);
    int seen = 0;
    for (int depth = 0; depth <= MOST_DEEP && !level.isEmpty(); depth++) {
      List<FilePath> next = new ArrayList<>();
      for (FilePath folder : level) {
        boolean called = folder.name().equals(project);
        if (called || workspace.isFile(folder.resolve(project + ".csproj"))) {
          found.add(folder);
        }
        for (String name : seen < MOST_FOLDERS ? workspace.list(folder) : List.<String>of()) {
          boolean hidden = name.startsWith(".") || name.equals("node_modules");
          if (!hidden && workspace.kind(folder.resolve(name)) == Workspace.Kind.FOLDER) {
            seen++;
            next.add(folder.resolve(name));
          }
        }
      }
      level = next;
    }
    return found;
  }

  /** The settings by their names in lower case; of those that nobody can be sure of, none. */
  private Map<String, Setting> effective(
      Service service, Map<String, FilePath> files, Environment environment) {
    Map<String, Setting> effective = new LinkedHashMap<>();
    add(files.get(STEM + EXTENSION), effective);
    Text stage =
        environment
            .value("ASPNETCORE_ENVIRONMENT")
            .or(() -> environment.value("DOTNET_ENVIRONMENT"))
            .orElse(null);
    boolean known = stage == null ? service.environmentComplete() : stage.isKnown();
    String active = STEM + "." + (stage == null ? "Production" : stage.chars()) + EXTENSION;
    files.forEach(
        (name, file) -> {
          if (known && name.equals(active)) {
            add(file, effective);
          } else if (!known && !name.equals(STEM + EXTENSION)) {
            Map<String, Setting> other = new LinkedHashMap<>();
            add(file, other);
            effective.keySet().removeAll(other.keySet());
          }
        });
    return effective;
  }

  private void add(@Nullable FilePath file, Map<String, Setting> to) {
    if (file == null) {
      return;
    }
    for (Settings settings : shelf.readQuietly(file, reader::settings)) {
      for (Setting setting : settings.all()) {
        to.put(path(setting.name()), setting);
      }
    }
  }

  /** A name in the form in which names are compared. */
  private static String path(String name) {
    StringBuilder path = new StringBuilder();
    for (String part : name.toLowerCase(Locale.ROOT).replace(':', '.').split("\\.", -1)) {
      boolean place = !part.isEmpty() && part.chars().allMatch(Character::isDigit);
      path.append(place || path.isEmpty() ? "" : ".").append(place ? "[" + part + "]" : part);
    }
    return path.toString();
  }

  /** {@code Kestrel:Endpoints:Http:Url} takes the place of every other address. */
  private static List<Listener> listeners(List<Setting> settings) {
    List<Listener> listeners = new ArrayList<>();
    for (Setting setting : settings) {
      String name = path(setting.name());
      if (name.startsWith("kestrel.endpoints.") && name.endsWith(".url")) {
        listeners.addAll(sockets(setting.value(), "\"Url\": \"http://*:8080\""));
      }
    }
    for (Setting setting : settings) {
      if (listeners.isEmpty() && path(setting.name()).equals("urls")) {
        for (Text url : setting.value().split(c -> c == ';')) {
          listeners.addAll(sockets(url, "\"Urls\": \"http://*:8080\""));
        }
      }
    }
    return listeners;
  }

  private static List<Listener> sockets(Text url, String remedy) {
    List<Listener> listeners = new ArrayList<>();
    for (Address address : Addresses.parse(url.strip())) {
      for (Port port : Port.parse(address.port()).known()) {
        listeners.add(
            Listener.on(
                    PortRange.of(port),
                    address.port(),
                    Protocol.TCP,
                    Origin.CONFIGURATION,
                    Confidence.PROBABLE)
                .boundTo(scope(address.host()), address.host())
                .mendedBy(remedy));
      }
    }
    return listeners;
  }

  /** Kestrel takes a name other than localhost for all addresses. */
  private static BindScope scope(Text host) {
    for (Host known : Host.parse(host).known()) {
      if (known.isLoopback()) {
        return BindScope.LOOPBACK;
      }
      if (known instanceof Host.IpAddress && !known.isUnspecified()) {
        return BindScope.ADDRESS;
      }
    }
    return host.isKnown() ? BindScope.ALL : BindScope.UNKNOWN;
  }
}
