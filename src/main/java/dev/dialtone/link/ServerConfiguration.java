package dev.dialtone.link;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ImageFacts.ConfigFile;
import dev.dialtone.catalogue.ServerCommand;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Dial.Audience;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Listener.Origin;
import dev.dialtone.model.Mount;
import dev.dialtone.model.Port;
import dev.dialtone.model.PortRange;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.Service;
import dev.dialtone.model.Value;
import dev.dialtone.model.facts.Endpoints;
import dev.dialtone.model.facts.Endpoints.Bind;
import dev.dialtone.model.facts.Endpoints.Target;
import dev.dialtone.model.facts.Reading;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.List;

/** The configuration files that a server really loads, and what they make of it. */
final class ServerConfiguration {
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
   * @param stock what becomes of the sockets that the image opens with its own configuration
   */
  record Configured(List<Listener> listeners, List<Dial> dials, Stock stock) {
    Configured {
      listeners = List.copyOf(listeners);
      dials = List.copyOf(dials);
    }
  }

  /** What becomes of the sockets of an image's own configuration. */
  enum Stock {
    /** No file of the repository is loaded. */
    UNTOUCHED,
    /** Files are loaded that nobody can read, or only in part. */
    UNCLEAR,
    /** Files are loaded beside the image's own. */
    KEPT,
    /** The files take the place of the image's own. */
    REPLACED
  }

  /** A file that is loaded, in its format. */
  private record Loaded(Mounted file, String format, boolean replaces) {}

  Configured read(Service service, List<ImageFacts> image, List<Mounted> visible, Startup startup) {
    List<Loaded> loaded = new ArrayList<>();
    for (ImageFacts facts : image) {
      for (Mounted file : visible) {
        for (ConfigFile config : facts.configFiles()) {
          if (config.argument().isEmpty()
              && !isPostgres(config.format())
              && fits(config.path(), file.target())) {
            loaded.add(new Loaded(file, config.format(), replaces(config, file)));
          }
        }
      }
      addNamed(facts, visible, startup, loaded);
    }
    if (loaded.isEmpty()) {
      Stock stock = isHidden(service, image, visible) ? Stock.UNCLEAR : Stock.UNTOUCHED;
      return new Configured(List.of(), List.of(), stock);
    }
    return configured(service, loaded);
  }

  /** Whether something that cannot be seen is mounted where the image's configuration lies. */
  private static boolean isHidden(Service service, List<ImageFacts> image, List<Mounted> visible) {
    for (Mount mount : service.mounts()) {
      boolean unseen =
          visible.stream().noneMatch(file -> file.at().span().equals(mount.at().span()));
      for (ImageFacts facts : image) {
        for (ConfigFile config : facts.configFiles()) {
          if (unseen
              && config.argument().isEmpty()
              && !isPostgres(config.format())
              && (fits(config.path(), mount.target().chars())
                  || config.path().startsWith(mount.target() + "/"))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Files that the command line names. */
  private void addNamed(
      ImageFacts facts, List<Mounted> visible, Startup startup, List<Loaded> loaded) {
    for (Launch launch : startup.launch()) {
      for (Program program : launch.programs()) {
        if (!(catalogue.server(program.words()) instanceof ServerCommand.Listens listens)
            || !listens.server().name().equals(facts.server())
            || isPostgres(format(facts))) {
          continue;
        }
        for (Text named : listens.configFiles()) {
          visible.stream()
              .filter(file -> named.is(file.target()))
              .forEach(file -> loaded.add(new Loaded(file, format(facts), true)));
        }
      }
    }
  }

  /** Its command line and its file decide together: {@link PostgresServer} reads both. */
  private static boolean isPostgres(String format) {
    return format.equals("postgresql.conf");
  }

  /** The format of a file that is named on the command line: a server has one for its main file. */
  private static String format(ImageFacts facts) {
    return facts.configFiles().isEmpty() ? "" : facts.configFiles().get(0).format();
  }

  private static boolean fits(String pattern, String target) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(target);
    }
    String head = pattern.substring(0, star);
    String tail = pattern.substring(star + 1);
    return target.length() >= head.length() + tail.length()
        && target.startsWith(head)
        && target.endsWith(tail)
        && target.indexOf('/', head.length()) < 0;
  }

  /**
   * Whether a file stands in for the image's own: at a path of its own, in a mounted folder that
   * hides the image's, or under the name that images give the file they ship.
   */
  private static boolean replaces(ConfigFile config, Mounted file) {
    return config.path().indexOf('*') < 0
        || file.inMountedFolder()
        || file.target().contains("/default.conf");
  }

  private Configured configured(Service service, List<Loaded> loaded) {
    List<Listener> listeners = new ArrayList<>();
    List<Dial> dials = new ArrayList<>();
    boolean clear = true;
    boolean replaced = false;
    for (Loaded each : loaded) {
      List<Endpoints> read = read(each);
      clear &= !read.isEmpty();
      replaced |= each.replaces();
      for (Endpoints endpoints : read) {
        clear &= endpoints.complete() && endpoints.includes().isEmpty();
        endpoints.binds().forEach(bind -> listeners.addAll(listener(bind, each.format())));
        endpoints.targets().forEach(target -> dials.add(dial(service, target)));
      }
    }
    Stock stock = clear ? (replaced ? Stock.REPLACED : Stock.KEPT) : Stock.UNCLEAR;
    return new Configured(listeners, dials, stock);
  }

  private List<Endpoints> read(Loaded loaded) {
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
