package dev.dialtone.link;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ImageFacts.BindFrom;
import dev.dialtone.catalogue.ImageFacts.ConfigFile;
import dev.dialtone.catalogue.Server;
import dev.dialtone.catalogue.ServerCommand;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Dial.Audience;
import dev.dialtone.model.Habits;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Listener.Origin;
import dev.dialtone.model.Mount;
import dev.dialtone.model.Port;
import dev.dialtone.model.PortRange;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.Service;
import dev.dialtone.model.SocketDial;
import dev.dialtone.model.Value;
import dev.dialtone.model.facts.Endpoints;
import dev.dialtone.model.facts.Endpoints.Advertised;
import dev.dialtone.model.facts.Endpoints.Bind;
import dev.dialtone.model.facts.Endpoints.Target;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.interpolation.Variables;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The configuration files that a server really loads, and what they make of it. */
final class ServerConfiguration {
  /** What commands hold that write files. */
  private static final List<String> WRITERS =
      List.of(">", "sed ", "cp ", "mv ", "ln ", "tee ", "envsubst", "curl ", "wget ", "patch ");

  /** The grammars of servers that listen only where their files say so. */
  private static final Set<String> SPEAKING =
      Set.of("nginx.conf", "haproxy.cfg", "httpd.conf", "Caddyfile");

  /** The format of a server that hears its command line only if it finds no file. */
  private static final String TRAEFIK = "traefik";

  private final Catalogue catalogue;
  private final FactReader reader;
  private final FileShelf shelf;

  ServerConfiguration(Catalogue catalogue, FactReader reader, FileShelf shelf) {
    this.catalogue = catalogue;
    this.reader = reader;
    this.shelf = shelf;
  }

  /**
   * What the loaded files come to.
   *
   * @param usual the ports of some listeners where no file speaks of them
   * @param advertised addresses that the server gives to those who are connected
   * @param stock what becomes of the sockets that the image opens with its own configuration
   */
  record Configured(
      List<Listener> listeners,
      Map<Listener, Port> usual,
      List<Dial> dials,
      List<SocketDial> sockets,
      List<Advertised> advertised,
      Stock stock) {
    Configured {
      listeners = List.copyOf(listeners);
      usual = Map.copyOf(usual);
      dials = List.copyOf(dials);
      sockets = List.copyOf(sockets);
      advertised = List.copyOf(advertised);
    }
  }

  /**
   * What the files come to that are mounted into an image that nobody knows, where a server is wont
   * to look: nothing of it is sure.
   */
  Configured readByConvention(
      Service service,
      BuiltImage built,
      List<Mounted> seen,
      Startup startup,
      Environment environment) {
    List<ImageFacts> reader = ConventionalPlaces.reader(catalogue, seen);
    Configured found = read(service, built, reader, seen, startup, environment);
    return new Configured(
        found.listeners().stream().map(l -> l.withConfidence(Confidence.PROBABLE)).toList(),
        Map.of(),
        found.dials().stream().map(dial -> dial.withConfidence(Confidence.PROBABLE)).toList(),
        List.of(),
        List.of(),
        found.stock() == Stock.UNTOUCHED ? Stock.UNTOUCHED : Stock.UNCLEAR);
  }

  /** What becomes of the sockets of an image's own configuration. */
  enum Stock {
    /** No file of the repository is loaded. */
    UNTOUCHED,
    /** Files are loaded that nobody can read, or only in part. */
    UNCLEAR,
    /** Files are loaded beside the image's own. */
    KEPT,
    /** Files change the sockets that there are otherwise. */
    AMENDED,
    /** The files take the place of the image's own. */
    REPLACED,
    /** The files take the place of all that is said elsewhere. */
    ALONE
  }

  /**
   * A file that is loaded, for which entry of the catalogue.
   *
   * @param value what it holds if that is the value of a variable; one entry, or none
   */
  private record Loaded(Mounted file, ConfigFile entry, boolean replaces, List<Text> value) {
    Loaded(Mounted file, ConfigFile entry, boolean replaces) {
      this(file, entry, replaces, List.of());
    }

    String format() {
      return entry.format();
    }
  }

  Configured read(
      Service service,
      BuiltImage built,
      List<ImageFacts> image,
      List<Mounted> seen,
      Startup startup,
      Environment environment) {
    List<Loaded> loaded = new ArrayList<>();
    List<Mounted> visible = new ArrayList<>(seen);
    for (ImageFacts facts : image) {
      for (ConfigFile config : facts.configFiles()) {
        look(service, config.path(), visible);
      }
      for (Mounted file : visible) {
        for (ConfigFile config : facts.configFiles()) {
          if (config.argument().isEmpty()
              && config.variable().isEmpty()
              && !isPostgres(config.format())
              && config.isAt(file.target())
              && !isUnnamed(facts, startup)) {
            loaded.add(new Loaded(file, config, replaces(config, file)));
          }
        }
      }
      addNamed(service, facts, visible, startup, loaded);
      if (!startup.bare()) {
        addWritten(facts, environment, loaded);
      }
    }
    if (loaded.isEmpty()) {
      boolean rewritten = image.stream().anyMatch(facts -> isRewritten(service, built, facts));
      boolean unclear = rewritten || isHidden(service, image, visible);
      Stock stock = unclear ? Stock.UNCLEAR : Stock.UNTOUCHED;
      return new Configured(List.of(), Map.of(), List.of(), List.of(), List.of(), stock);
    }
    // Where the image's own command tells the address, it overrules the files.
    boolean overruled = image.get(0).bindFrom() == BindFrom.COMMAND && !startup.replaced();
    boolean rewritten = overruled || isRewritten(service, built, image.get(0));
    return configured(
        service,
        image.get(0),
        loaded,
        new ContainerFiles(service, visible, rewritten, shelf),
        environment.forShell(),
        rewritten);
  }

  /** Whether a command starts the server without the file that only the image's own one names. */
  private boolean isUnnamed(ImageFacts facts, Startup startup) {
    for (Launch launch : startup.launch()) {
      for (Program program : launch.programs()) {
        if (catalogue.server(program.words()) instanceof ServerCommand.Listens listens
            && listens.server().readsNamedOnly()
            && isSameProgram(listens.server().name(), facts.server())) {
          return listens.configFiles().isEmpty();
        }
      }
    }
    return false;
  }

  /** Whether something that cannot be seen is mounted where the image's configuration lies. */
  private static boolean isHidden(Service service, List<ImageFacts> image, List<Mounted> visible) {
    for (Mount mount : service.mounts()) {
      if (mount.source() instanceof Mount.Source.NamedVolume) {
        // A new volume begins with what the image has there.
        continue;
      }
      boolean unseen =
          visible.stream().noneMatch(file -> file.at().span().equals(mount.at().span()));
      for (ImageFacts facts : image) {
        for (ConfigFile config : facts.configFiles()) {
          if (unseen
              && config.argument().isEmpty()
              && !isPostgres(config.format())
              && (config.isAt(mount.target().chars())
                  || config.path().startsWith(mount.target() + "/"))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /**
   * Whether a command, be it one that the image is built with, seems to write where the image's
   * configuration lies, so that files are there that nobody sees.
   */
  private static boolean isRewritten(Service service, BuiltImage built, ImageFacts image) {
    if (image.configFiles().stream().anyMatch(file -> built.copiesUnseen(file.path()))) {
      return true;
    }
    List<CommandLine> commands = new ArrayList<>(built.runs());
    commands.addAll(built.entrypoint());
    commands.addAll(built.command());
    commands.addAll(service.entrypoint());
    commands.addAll(service.command());
    for (CommandLine command : commands) {
      String line = line(command);
      boolean writes = WRITERS.stream().anyMatch(line::contains);
      boolean removes = line.contains("rm ");
      boolean there =
          image.configFiles().stream()
              // A default that is gone counts only with what amends it.
              .filter(file -> writes || (removes && file.amends()))
              .map(file -> new FilePath(file.path()).parent().value() + "/")
              .anyMatch(line::contains);
      if (there) {
        return true;
      }
    }
    return false;
  }

  private static String line(CommandLine command) {
    return command instanceof CommandLine.Shell shell
        ? shell.line().chars()
        : ((CommandLine.Exec) command)
            .words().stream().map(Text::chars).collect(Collectors.joining(" "));
  }

  /** Adds what stands beside a path because a folder above it is mounted. */
  private void look(Service service, String path, List<Mounted> visible) {
    for (Mounted file : Mounted.below(service, new FilePath(path).parent(), shelf.workspace())) {
      if (visible.stream().noneMatch(other -> other.target().equals(file.target()))) {
        visible.add(file);
      }
    }
  }

  /** Files that the image's entrypoint writes from variables. */
  private static void addWritten(ImageFacts facts, Environment environment, List<Loaded> loaded) {
    for (ConfigFile config : facts.configFiles()) {
      Optional<Text> value =
          config.variable().isEmpty() ? Optional.empty() : environment.value(config.variable());
      value
          .filter(text -> !text.isEmpty())
          .map(text -> new Mounted(text.site().file().path(), config.path(), text, false))
          .map(file -> new Loaded(file, config, replaces(config, file), List.of(file.at())))
          .ifPresent(loaded::add);
    }
  }

  /** Files that the command line names. */
  private void addNamed(
      Service service,
      ImageFacts facts,
      List<Mounted> visible,
      Startup startup,
      List<Loaded> loaded) {
    for (Launch launch : startup.launch()) {
      for (Program program : launch.programs()) {
        if (!(catalogue.server(program.words()) instanceof ServerCommand.Listens listens)
            || !isSameProgram(listens.server().name(), facts.server())
            || facts.configFiles().stream().anyMatch(file -> isPostgres(file.format()))
            || isOverlooked(facts, program, startup)) {
          continue;
        }
        for (Text named : listens.configFiles()) {
          look(service, named.chars(), visible);
          visible.stream()
              .filter(file -> named.is(file.target()))
              .forEach(file -> loaded.add(new Loaded(file, named(facts, file), true)));
        }
        for (ConfigFile other : ofOtherKinds(facts)) {
          for (Text named : values(other.argument(), program.words())) {
            look(service, named.chars(), visible);
            look(service, named.chars() + "/*", visible);
            visible.stream()
                .filter(file -> new FilePath(file.target()).isIn(new FilePath(named.chars())))
                .map(file -> new Loaded(file, other, false))
                .forEach(loaded::add);
          }
        }
      }
    }
  }

  /** What options name that has another grammar than the main file. */
  private static List<ConfigFile> ofOtherKinds(ImageFacts image) {
    return image.configFiles().stream()
        .filter(file -> !file.argument().isEmpty())
        .filter(file -> !file.format().equals(image.configFiles().get(0).format()))
        .toList();
  }

  /** The values of an option, which counts in any case: {@code --name=value}. */
  private static List<Text> values(String option, List<Text> words) {
    String start = option + "=";
    return words.stream()
        .filter(word -> word.chars().regionMatches(true, 0, start, 0, start.length()))
        .map(word -> word.slice(start.length()))
        .filter(Text::isKnown)
        .toList();
  }

  /** Whether the image's entrypoint does not see the file for the option that names it. */
  private static boolean isOverlooked(ImageFacts image, Program program, Startup startup) {
    return !startup.bare()
        && image.configFiles().stream()
            .limit(1)
            .map(ConfigFile::argument)
            .filter(option -> !option.isEmpty())
            .anyMatch(
                option ->
                    program.words().stream()
                        .noneMatch(
                            word -> word.is(option) || word.chars().startsWith(option + "=")));
  }

  /** Whether two servers are one program, started in one way or another: {@code vault dev}. */
  private static boolean isSameProgram(String one, String other) {
    return firstWord(one).equals(firstWord(other));
  }

  private static String firstWord(String words) {
    int space = words.indexOf(' ');
    return space < 0 ? words : words.substring(0, space);
  }

  /** Its command line and its file decide together: {@link PostgresServer} reads both. */
  private static boolean isPostgres(String format) {
    return format.equals("postgresql.conf") || format.equals("pg_hba.conf");
  }

  /** A file that is named on the command line: a server has one format for its main file. */
  private static ConfigFile named(ImageFacts facts, Mounted file) {
    for (ConfigFile main : facts.configFiles()) {
      return new ConfigFile(file.target(), main.format(), "", "", main.amends());
    }
    return new ConfigFile(file.target(), "", "", "", false);
  }

  /**
   * Whether a file stands in for the image's own: at a path of its own, in a mounted folder that
   * hides the image's, or under the name that images give the file they ship. Templates have a
   * folder of their own, which hides nothing.
   */
  private static boolean replaces(ConfigFile config, Mounted file) {
    return config.path().indexOf('*') < 0
        || (file.inMountedFolder() && !config.path().endsWith(".template"))
        || file.target().contains("/default.conf");
  }

  private Configured configured(
      Service service,
      ImageFacts image,
      List<Loaded> loaded,
      Workspace container,
      Variables environment,
      boolean rewritten) {
    List<Listener> listeners = new ArrayList<>();
    Map<Listener, Port> usual = new HashMap<>();
    List<Dial> dials = new ArrayList<>();
    List<SocketDial> sockets = new ArrayList<>();
    Habits habits = catalogue.serverNamed(image.server()).map(Server::habits).orElse(Habits.STRICT);
    List<Advertised> advertised = new ArrayList<>();
    boolean clear = !rewritten;
    boolean replaced = false;
    boolean kept = false;
    Set<String> together = new HashSet<>();
    for (Loaded each : loaded) {
      replaced |= each.replaces();
      if (together.contains(each.format())) {
        continue;
      }
      List<Endpoints> read = together(each.format(), image, loaded, container, environment);
      if (read.isEmpty()) {
        read = read(each);
      } else {
        together.add(each.format());
      }
      clear &= !read.isEmpty();
      for (Endpoints endpoints : read) {
        clear &= endpoints.complete();
        for (Text include : endpoints.includes()) {
          boolean stock = isStock(include, image);
          kept |= stock && !hasReplacement(include, loaded);
          clear &= stock || (isPattern(include) && service.build().isEmpty());
        }
        advertised.addAll(endpoints.advertised());
        for (Bind bind : endpoints.binds()) {
          List<Listener> opened =
              listener(bind, each.format()).stream().map(one -> one.withHabits(habits)).toList();
          listeners.addAll(opened);
          if (bind.usual() > 0) {
            opened.forEach(listener -> usual.put(listener, new Port(bind.usual())));
          }
        }
        for (Target target : endpoints.targets()) {
          if (target.isSocket()) {
            sockets.add(socket(service, target));
          } else {
            dials.add(dial(service, target).by(each.format()));
          }
        }
      }
    }
    // Files that say nothing of sockets leave them as they are.
    Stock told = replaced && !kept ? Stock.REPLACED : Stock.KEPT;
    if (listeners.isEmpty()) {
      boolean silent = told == Stock.REPLACED && SPEAKING.contains(loaded.get(0).format());
      told = silent ? Stock.UNCLEAR : Stock.UNTOUCHED;
    } else if (loaded.stream().allMatch(each -> each.entry().amends())) {
      told = Stock.AMENDED;
    } else if (loaded.stream().anyMatch(each -> each.format().equals(TRAEFIK))) {
      told = Stock.ALONE;
    }
    return new Configured(
        listeners, usual, dials, sockets, advertised, clear ? told : Stock.UNCLEAR);
  }

  /** Whether a file that is included and not seen is one that the image has there. */
  private static boolean isStock(Text include, ImageFacts image) {
    return include.isKnown()
        && image.configFiles().stream().anyMatch(file -> file.path().equals(include.chars()));
  }

  private static boolean hasReplacement(Text include, List<Loaded> loaded) {
    return loaded.stream()
        .anyMatch(each -> each.replaces() && each.entry().path().equals(include.chars()));
  }

  /** Whether an include may match no file at all, as it does in an image that is used as it is. */
  private static boolean isPattern(Text include) {
    return include.isKnown() && include.chars().indexOf('*') >= 0;
  }

  /**
   * Whether a file is the one that the server starts from: the first of its kind, or a named one.
   */
  private static boolean isMain(ConfigFile entry, ImageFacts image) {
    List<ConfigFile> alike =
        image.configFiles().stream().filter(f -> f.format().equals(entry.format())).toList();
    return entry.path().indexOf('*') < 0 && (alike.indexOf(entry) == 0 || !alike.contains(entry));
  }

  /** What the files of a format say together: the main file alone where there is one. */
  private List<Endpoints> together(
      String format,
      ImageFacts image,
      List<Loaded> loaded,
      Workspace container,
      Variables environment) {
    List<Loaded> alike = loaded.stream().filter(each -> each.format().equals(format)).toList();
    List<Loaded> files = alike.stream().filter(each -> !isLeftToInclude(each, alike)).toList();
    List<Loaded> main = files.stream().filter(each -> isMain(each.entry(), image)).toList();
    List<FilePath> paths =
        (main.isEmpty() ? files : main)
            .stream().map(each -> new FilePath(each.file().target())).distinct().sorted().toList();
    return reader.endpoints(format, paths, container, environment).stream()
        .map(shelf::take)
        .toList();
  }

  /**
   * Whether a file of a folder is read only if another one includes it: the one above the folder
   * that takes the place of the image's own, which does.
   */
  private static boolean isLeftToInclude(Loaded file, List<Loaded> alike) {
    FilePath target = new FilePath(file.file().target());
    return file.entry().path().indexOf('*') >= 0
        && alike.stream()
            .filter(other -> other.entry().path().indexOf('*') < 0)
            .anyMatch(other -> target.isIn(new FilePath(other.file().target()).parent()));
  }

  private List<Endpoints> read(Loaded loaded) {
    for (Text value : loaded.value()) {
      return reader.endpoints(loaded.format(), value).stream().map(shelf::take).toList();
    }
    Workspace.Content content = shelf.workspace().read(loaded.file().path());
    if (!(content instanceof Workspace.Content.Readable readable)) {
      return List.of();
    }
    List<Reading<Endpoints>> readings = reader.endpoints(loaded.format(), readable.file());
    return readings.isEmpty()
        ? List.of()
        : shelf.read(loaded.file().path(), file -> readings.get(0));
  }

  private static List<Listener> listener(Bind bind, String format) {
    List<Listener> listeners = new ArrayList<>();
    for (Port port : bind.port().known()) {
      Listener socket =
          Listener.on(
                  PortRange.of(port),
                  bind.port().text(),
                  bind.protocol(),
                  Origin.CONFIGURATION,
                  Confidence.CERTAIN)
              .mendedBy(bind.remedy());
      listeners.add(
          bind.told()
              ? socket.boundTo(bind.scope(), bind.scopeAt())
              : socket.boundByDefault(bind.scope(), bind.scopeAt()).defaultOf(format));
    }
    return listeners;
  }

  private SocketDial socket(Service service, Target target) {
    return new SocketDial(
        service.name(),
        target.host(),
        target.scheme(),
        Kinds.ofScheme(catalogue, target.scheme()),
        Confidence.CERTAIN);
  }

  private Dial dial(Service service, Target target) {
    Value<Port> written = Port.parse(target.port());
    boolean isWritten = !target.port().isEmpty();
    Value<Port> port =
        isWritten
            ? written
            : catalogue
                .scheme(target.scheme())
                .filter(type -> type.port() > 0)
                .<Value<Port>>map(type -> new Value.Known<>(new Port(type.port()), target.host()))
                .orElseGet(() -> new Value.Unknown<>(target.host(), "no port is given"));
    return new Dial(
        service.name(),
        role(target.role()),
        target.host(),
        port,
        isWritten,
        target.whole(),
        Protocol.TCP,
        target.scheme(),
        Kinds.ofScheme(catalogue, target.scheme()),
        Audience.PROCESS,
        Confidence.CERTAIN);
  }

  private static Dial.Role role(Endpoints.Role role) {
    return switch (role) {
      case UPSTREAM -> Dial.Role.PROXY;
      case SCRAPE -> Dial.Role.SCRAPE;
      case BACKEND -> Dial.Role.CLIENT;
      case PEER -> Dial.Role.CLUSTER;
    };
  }
}
