package dev.dialtone.link;

import dev.dialtone.catalogue.Answer;
import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.Condition;
import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ImageFacts.DialDefault;
import dev.dialtone.catalogue.ImageKind;
import dev.dialtone.catalogue.ImageKnowledge;
import dev.dialtone.catalogue.ImageReference;
import dev.dialtone.catalogue.Listening;
import dev.dialtone.catalogue.ServerCommand;
import dev.dialtone.model.Access;
import dev.dialtone.model.Announcement;
import dev.dialtone.model.Build;
import dev.dialtone.model.BuildDial;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Container;
import dev.dialtone.model.Container.ImageOrigin;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Hints;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Listeners;
import dev.dialtone.model.Localhost;
import dev.dialtone.model.Mount;
import dev.dialtone.model.Platform;
import dev.dialtone.model.Project;
import dev.dialtone.model.QuotedAddress;
import dev.dialtone.model.Routing;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceKind;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.SocketDial;
import dev.dialtone.model.Substitution;
import dev.dialtone.model.UnreadVariable;
import dev.dialtone.model.Variable;
import dev.dialtone.model.Wait;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Joins what all files say of a project: images, environments, listeners, dials. */
public final class Linker {
  private final Catalogue catalogue;
  private final Composition composition;
  private final FactReader reader;
  private final FileShelf shelf;
  private final List<Dial> dials = new ArrayList<>();
  private final List<Announcement> announcements = new ArrayList<>();
  private final List<QuotedAddress> quoted = new ArrayList<>();
  private final List<SocketDial> sockets = new ArrayList<>();
  private final List<UnreadVariable> unread = new ArrayList<>();
  private final List<BuildDial> buildDials = new ArrayList<>();
  private final List<Routing.Router> routers = new ArrayList<>();
  private final List<Routing.Routed> routedServices = new ArrayList<>();
  private final BuildReader builds;
  private final SharedVolumes volumes;
  private final SpringApplication spring;
  private final DotenvApplication dotenv;
  private final ConfigurationFiles files;
  private final DotNetApplication dotNet;
  private final ServerConfiguration configuration;
  private final ListenerFinder listeners;
  private final DialFinder dialFinder;
  private final CommandDials commandDials;
  private final ProbeReader probes;
  private final RoutedPorts routed;
  private final TraefikRouting traefik;
  private final OptionDials optionDials;
  private final Set<ServiceName> neighbours;
  private final SetupFinder setups;
  private final TaskDials taskDials;
  private final BuildDials buildDialFinder;
  private final UnreadVariables unreadVariables;

  private Linker(
      Catalogue catalogue, FactReader reader, Workspace workspace, Composition composition) {
    this.catalogue = catalogue;
    this.composition = composition;
    this.reader = reader;
    this.shelf = new FileShelf(workspace);
    this.builds = new BuildReader(reader, shelf);
    this.volumes = new SharedVolumes(composition);
    this.spring = new SpringApplication(reader, shelf, composition);
    DialledSettings dialled = new DialledSettings(catalogue, composition);
    this.dotenv = new DotenvApplication(reader, shelf);
    this.dotNet = new DotNetApplication(catalogue, reader, shelf, dialled);
    this.files = new ConfigurationFiles(catalogue, reader, shelf, dialled);
    this.configuration = new ServerConfiguration(catalogue, reader, shelf);
    this.listeners =
        new ListenerFinder(
            catalogue,
            workspace,
            new PostgresServer(catalogue, reader, shelf),
            new DevServerConfiguration(reader, shelf),
            new GunicornConfiguration(catalogue, reader, shelf));
    this.dialFinder = new DialFinder(catalogue);
    this.commandDials = new CommandDials(catalogue);
    this.probes = new ProbeReader(commandDials);
    this.optionDials = new OptionDials(dialFinder);
    this.routed = new RoutedPorts(composition);
    this.traefik = new TraefikRouting(reader, shelf);
    this.neighbours = Neighbours.of(composition, workspace);
    this.setups =
        new SetupFinder(
            catalogue,
            new UnreadConfiguration(catalogue, shelf.workspace(), composition),
            neighbours);
    this.taskDials = new TaskDials(dialFinder, commandDials);
    this.unreadVariables = new UnreadVariables(catalogue, dialFinder, composition, workspace);
    this.buildDialFinder = new BuildDials(catalogue, dialFinder, commandDials, shelf);
  }

  /** The project that a composition becomes once the files around it are read. */
  public static Project link(
      Catalogue catalogue, FactReader reader, Workspace workspace, Composition composition) {
    return new Linker(catalogue, reader, workspace, composition).link();
  }

  private Project link() {
    Map<ServiceName, Container> containers = new LinkedHashMap<>();
    for (Service service : composition.services().values()) {
      containers.put(service.name(), container(volumes.complete(service)));
    }
    Set<FilePath> files = new TreeSet<>(composition.files());
    files.addAll(shelf.files());
    List<Problem> problems = new ArrayList<>(composition.problems());
    problems.addAll(shelf.problems());
    return new Project(
        composition,
        containers,
        dials,
        substitutions(),
        MissingPaths.of(composition, shelf.workspace(), reader, files),
        neighbours,
        new Hints(
            announcements,
            quoted,
            sockets,
            unread,
            buildDials,
            new Routing(routers, routedServices)),
        problems,
        List.copyOf(files));
  }

  private Container container(Service service) {
    BuiltImage built = builds.read(service);
    ServiceImage image = image(service, built);
    boolean imageSeen = image.knowledge() instanceof ImageKnowledge.Known;
    Environment environment =
        new Environment(
            service.environment(), built.environment(), service.environmentComplete() && imageSeen);
    List<FilePath> folders = applicationFolders(service);
    List<Mounted> visible = Mounted.visible(built.files(), service, shelf.workspace());
    List<ApplicationFolder> roots = ApplicationFolder.of(service, built, shelf.workspace());
    buildDials.addAll(buildDialFinder.of(service, built, folders));
    ContainerPaths paths = new ContainerPaths(service, visible, roots, shelf);
    Startup startup =
        Startup.of(service, built, image.knowledge(), environment)
            .in(folders, paths)
            .following(
                List.of(
                    new SupervisedPrograms(paths, environment.forShell(), imageSeen),
                    new ProcfilePrograms(shelf, folders, environment.forShell())))
            .following(new PackageScripts(shelf, folders, environment.forShell()));
    SpringApplication.Application application = spring.read(service, built, startup, environment);
    List<ImageFacts> imageFacts =
        image.knowledge() instanceof ImageKnowledge.Known its ? List.of(its.facts()) : List.of();
    DotNetApplication.Application dotNetOwn =
        dotNet.read(service, built, visible, roots, startup, environment);
    List<Listener> sockets = new ArrayList<>(application.listeners());
    sockets.addAll(dotNetOwn.listeners());
    ServerConfiguration.Configured configured =
        imageFacts.isEmpty()
            ? configuration.readByConvention(service, built, visible, startup, environment)
            : configuration.read(service, built, imageFacts, visible, startup, environment);
    Listeners found =
        listeners.find(service, image, built, startup, environment, configured, sockets);
    dials.addAll(configured.dials());
    this.sockets.addAll(configured.sockets());
    dials.addAll(commandDials.ofStartup(service.name(), startup));
    dials.addAll(routed.find(service, environment));
    traefik.router(service, image, startup, environment, visible).ifPresent(routers::add);
    TraefikRouting.routed(service).ifPresent(routedServices::add);
    dials.addAll(optionDials.find(service.name(), startup, environment));
    announcements.addAll(AdvertisedAddresses.of(service, image, startup, environment, configured));
    Healthcheck check = healthcheck(service, built, image);
    dials.addAll(commandDials.ofHealthcheck(service.name(), check, environment));
    List<DialFinder.Setting> told = new ArrayList<>(application.settings());
    told.addAll(dotNetOwn.settings());
    told.addAll(ownFiles(service, roots, image, visible, startup, environment));
    findDials(service, image, startup, environment, configured, told, visible);
    TaskDials.Found tasks = taskDials.of(service);
    dials.addAll(tasks.dials());
    List<Wait> waits =
        new ArrayList<>(
            new StartScripts(shelf, visible, folders, environment.forShell()).waits(startup));
    waits.addAll(tasks.waits());
    boolean catalogued = image.knowledge() instanceof ImageKnowledge.Known;
    Platform platform =
        Platforms.of(service, image, startup, environment, folders, shelf.workspace());
    return new Container(
        service,
        kind(image),
        image.origin(),
        image.reference(),
        platform,
        platform == Platform.NODE ? NodeReleases.localhost(image) : Localhost.UNKNOWN,
        environment.variables(),
        found,
        check,
        probes.read(
            service,
            check,
            image,
            environment,
            new Toolbox(image, built, service),
            new EarlyProbes(image, service, built, environment, startup)),
        recommendedProbe(image),
        catalogued && facts(image).slow() == Answer.YES,
        (catalogued && facts(image).retries() == Answer.YES)
            || !(service.tasks().isEmpty() || tasks.early()),
        waits,
        lasts(image, startup),
        access(service, built, image, environment, startup, visible),
        new Logins(catalogue).spare(settings(environment)),
        setups.of(service, built, image, startup, environment, visible));
  }

  /** Where the application's own files are: the build context, or what is mounted to work in. */
  private static List<FilePath> applicationFolders(Service service) {
    List<FilePath> folders = new ArrayList<>();
    for (Build build : service.build()) {
      for (FilePath context : build.folder().known()) {
        if (build.dockerfile().isKnown() && build.dockerfile().chars().indexOf('/') > 0) {
          folders.add(context.resolve(build.dockerfile().chars()).parent());
        }
        folders.add(context);
      }
    }
    for (Mount mount : service.mounts()) {
      boolean workedIn =
          !service.workingDirectory().isEmpty()
              && mount.target().equals(service.workingDirectory());
      if (workedIn && mount.source() instanceof Mount.Source.HostPath host) {
        folders.add(host.path());
      }
    }
    return folders;
  }

  private static ImageFacts facts(ServiceImage image) {
    return ((ImageKnowledge.Known) image.knowledge()).facts();
  }

  private ServiceImage image(Service service, BuiltImage built) {
    boolean builtHere = !service.build().isEmpty();
    Text reference = builtHere ? built.base() : service.image();
    ImageKnowledge knowledge =
        reference.isEmpty()
            ? new ImageKnowledge.Unknown()
            : catalogue.image(ImageReference.of(reference));
    boolean known = knowledge instanceof ImageKnowledge.Known;
    ImageOrigin origin;
    if (builtHere) {
      boolean foreignBase = built.seen() && !known;
      origin = foreignBase ? ImageOrigin.BUILT_UPON_FOREIGN : ImageOrigin.BUILT_HERE;
    } else {
      origin = known ? ImageOrigin.CATALOGUED : ImageOrigin.FOREIGN;
    }
    return new ServiceImage(origin, reference, knowledge);
  }

  private ServiceKind kind(ServiceImage image) {
    return image.knowledge() instanceof ImageKnowledge.Known known
        ? Kinds.of(catalogue, known.facts())
        : Kinds.ofName(catalogue, SocketFinder.nameOf(image.reference()).chars());
  }

  private static String recommendedProbe(ServiceImage image) {
    return image.knowledge() instanceof ImageKnowledge.Known known
        ? String.join(" ", known.facts().healthcheck().test())
        : "";
  }

  /**
   * The project's word counts first, then the Dockerfile's, then what the image is known to bring.
   */
  private static Healthcheck healthcheck(Service service, BuiltImage built, ServiceImage image) {
    if (!(service.healthcheck() instanceof Healthcheck.Unspecified
        || service.healthcheck() instanceof Healthcheck.Retimed)) {
      return service.healthcheck();
    }
    boolean builtHere = image.origin().isBuiltHere();
    if (builtHere && !(built.healthcheck() instanceof Healthcheck.Unspecified)) {
      return built.healthcheck();
    }
    boolean seen = builtHere ? built.seen() : true;
    if (!seen || !(image.knowledge() instanceof ImageKnowledge.Known known)) {
      return new Healthcheck.Unspecified();
    }
    Text at = SocketFinder.nameOf(image.reference());
    boolean own = known.confidence() == Confidence.CERTAIN;
    return switch (known.facts().builtInHealthcheck()) {
      case YES -> new Healthcheck.BuiltIn(at);
      case NO -> own ? new Healthcheck.Absent(at) : new Healthcheck.Unspecified();
      case UNKNOWN -> new Healthcheck.Unspecified();
    };
  }

  private List<Access> access(
      Service service,
      BuiltImage built,
      ServiceImage image,
      Environment environment,
      Startup startup,
      List<Mounted> visible) {
    ImageKnowledge knowledge =
        image.knowledge() instanceof ImageKnowledge.Unknown && kind(image) == ServiceKind.SQL
            ? alike(image, environment)
            : image.knowledge();
    if (!(knowledge instanceof ImageKnowledge.Known known)) {
      return List.of();
    }
    InitScripts scripts = InitScripts.of(service, built, visible, shelf);
    Text reference = image.reference();
    boolean postgres = known.facts().server().equals("postgres");
    return new AccessFinder(
            service,
            known,
            reference,
            environment,
            startup,
            scripts,
            visible,
            postgres ? new PostgresAdmission(reader, shelf).find(startup, visible) : List.of())
        .find();
  }

  /** The image whose variables a database of which only the name is known is told by. */
  private ImageKnowledge alike(ServiceImage image, Environment environment) {
    Map<String, String> images =
        Map.of(
            "POSTGRES_PASSWORD", "postgres",
            "MYSQL_ROOT_PASSWORD", "mysql",
            "MARIADB_ROOT_PASSWORD", "mariadb");
    for (Map.Entry<String, String> each : images.entrySet()) {
      if (environment.value(each.getKey()).isPresent()) {
        Text name = Text.of(each.getValue(), image.reference().site());
        if (catalogue.image(ImageReference.of(name)) instanceof ImageKnowledge.Known its) {
          return new ImageKnowledge.Known(its.facts(), Confidence.PROBABLE, its.variant());
        }
      }
    }
    return image.knowledge();
  }

  /** What shows that a container stays: the image of a server, or a server among its programs. */
  private List<Text> lasts(ServiceImage image, Startup startup) {
    if (startup.replaced()) {
      return startup.launch().stream()
          .flatMap(launch -> launch.programs().stream())
          .filter(program -> program.role() == Program.Role.FINAL)
          .filter(program -> catalogue.server(program.words()) instanceof ServerCommand.Listens)
          .map(Program::name)
          .limit(1)
          .toList();
    }
    boolean server =
        image.knowledge() instanceof ImageKnowledge.Known known
            && known.facts().lifetime() == ImageFacts.Lifetime.SERVER
            && known.facts().checked()
            && known.facts().ports().stream().anyMatch(Listening::on);
    return server ? List.of(image.reference()) : List.of();
  }

  private void findDials(
      Service service,
      ServiceImage image,
      Startup startup,
      Environment environment,
      ServerConfiguration.Configured configured,
      List<DialFinder.Setting> told,
      List<Mounted> visible) {
    Set<String> claimed = new HashSet<>();
    Confidence others = Confidence.CERTAIN;
    if (image.knowledge() instanceof ImageKnowledge.Known known) {
      boolean asShipped =
          configured.stock() == ServerConfiguration.Stock.UNTOUCHED && !startup.replaced();
      if (isProduct(known.facts()) && !startup.replaced()) {
        // A product reads variables of its own; whether it reads this one is not known.
        others = Confidence.PROBABLE;
      }
      if (mayServe(known.facts(), startup)) {
        known.facts().variables().forEach(variable -> claimed.add(variable.name()));
      }
      Set<DialDefault> misnamed = new HashSet<>();
      if (asShipped && known.confidence() == Confidence.CERTAIN) {
        for (UnreadVariables.Found found :
            unread(service, image, known.facts(), environment, visible)) {
          unread.add(found.unread());
          claimed.add(found.unread().variable().name().chars());
          misnamed.add(found.meant());
        }
      }
      for (DialDefault dial : known.facts().dials()) {
        claimed.addAll(dial.variables());
        claimed.addAll(dial.portVariables());
        if (!misnamed.contains(dial)) {
          findDial(service, image, dial, environment, asShipped);
        }
      }
    }
    List<DialFinder.Setting> settings = new ArrayList<>();
    for (Variable variable : environment.variables()) {
      String name = variable.name().chars();
      // Tasks have all variables of the service, and those of their own beside them.
      boolean own = service.tasks().isEmpty() && variable.source() != Variable.Source.SHARED;
      if (own && !claimed.contains(name)) {
        settings.add(new DialFinder.Setting(name, variable.value(), others));
      }
    }
    settings.addAll(told);
    quoted.addAll(
        new QuotedValues(catalogue, dialFinder).find(service, environment, startup, claimed));
    boolean creates = AccessFinder.createsDatabase(startup);
    sockets.addAll(dialFinder.findSockets(service.name(), settings));
    for (Dial dial : dialFinder.find(service.name(), settings)) {
      dials.add(creates ? dial.with(dial.login().withoutDatabase()) : dial);
    }
  }

  /** What the application's own files tell it: {@code .env}, configuration of any form. */
  private List<DialFinder.Setting> ownFiles(
      Service service,
      List<ApplicationFolder> folders,
      ServiceImage image,
      List<Mounted> visible,
      Startup startup,
      Environment environment) {
    if (volumes.isOnlyVolumes(service)) {
      return List.of();
    }
    Map<String, Text> variables = dotenv.read(folders, image.knowledge(), environment);
    List<DialFinder.Setting> told = new ArrayList<>(DotenvApplication.settings(variables));
    told.addAll(
        files.read(service, image.knowledge(), visible, folders, startup, environment, variables));
    return told;
  }

  /** False if the image is used for its client alone, as for a backup. */
  private boolean mayServe(ImageFacts facts, Startup startup) {
    List<Program> programs =
        startup.launch().stream().flatMap(launch -> launch.programs().stream()).toList();
    return facts.server().isEmpty()
        || programs.isEmpty()
        || programs.stream()
            .anyMatch(
                program ->
                    catalogue.server(program.words()) instanceof ServerCommand.Listens listens
                        && listens.server().name().equals(facts.server()));
  }

  /** Whether the image holds a finished program, not a language for one's own. */
  private static boolean isProduct(ImageFacts facts) {
    return facts.kind() != ImageKind.RUNTIME && facts.kind() != ImageKind.BASE;
  }

  /**
   * A dial that the image is known to make: to what a variable names, else to its default, which
   * arguments or a configuration file may change.
   */
  private void findDial(
      Service service,
      ServiceImage image,
      DialDefault dial,
      Environment environment,
      boolean asShipped) {
    if (!isMade(dial, environment)) {
      return;
    }
    List<Text> ports = values(dial.portVariables(), environment);
    for (String name : dial.variables()) {
      for (Text value : values(List.of(name), environment)) {
        if (dial.form() != DialDefault.Form.OTHER) {
          DialFinder.Setting setting = DialFinder.Setting.certain(name, value);
          dials.addAll(
              dialFinder.findKnown(service.name(), dial, setting, ports, settings(environment)));
        }
        return;
      }
    }
    if (asShipped && hasDefault(service, dial, environment)) {
      Text place = SocketFinder.nameOf(image.reference());
      dials.addAll(dialFinder.findDefault(service.name(), dial, place));
    }
  }

  /** Whether the image makes the dial at all, as it is set up. */
  private static boolean isMade(DialDefault dial, Environment environment) {
    return dial.when().isEmpty()
        || dial.when().stream().anyMatch(c -> holds(c, environment) == Answer.YES);
  }

  /** Whether nothing but its variables keeps the image from dialling its default. */
  private static boolean hasDefault(Service service, DialDefault dial, Environment environment) {
    boolean otherwise = dial.unless().stream().anyMatch(c -> holds(c, environment) != Answer.NO);
    return !dial.host().isEmpty() && service.environmentComplete() && !otherwise;
  }

  private List<UnreadVariables.Found> unread(
      Service service,
      ServiceImage image,
      ImageFacts facts,
      Environment environment,
      List<Mounted> visible) {
    List<DialDefault> defaults =
        facts.dials().stream()
            .filter(dial -> isMade(dial, environment) && hasDefault(service, dial, environment))
            .filter(dial -> values(dial.variables(), environment).isEmpty())
            .toList();
    return unreadVariables.find(
        service, SocketFinder.nameOf(image.reference()), facts, environment, defaults, visible);
  }

  private static List<DialFinder.Setting> settings(Environment environment) {
    return environment.variables().stream()
        .map(variable -> DialFinder.Setting.certain(variable.name().chars(), variable.value()))
        .toList();
  }

  private static Answer holds(Condition condition, Environment environment) {
    return condition.holds(environment::value);
  }

  private static List<Text> values(List<String> names, Environment environment) {
    return names.stream().flatMap(name -> environment.value(name).stream()).limit(1).toList();
  }

  /** Variables that Compose replaces in what a shell of the container was to see. */
  private List<Substitution> substitutions() {
    List<Substitution> found = new ArrayList<>();
    for (Composition.Reference reference : composition.references()) {
      for (Service service : composition.owner(reference)) {
        String prefix = "services." + service.name() + ".";
        if (isCommand(reference.path().substring(prefix.length()))) {
          found.add(
              new Substitution(
                  service.name(),
                  reference.name(),
                  reference.at(),
                  reference.value(),
                  reference.isDefault()));
        }
      }
    }
    return found;
  }

  private static boolean isCommand(String path) {
    return path.startsWith("healthcheck.test")
        || path.startsWith("command")
        || path.startsWith("entrypoint");
  }
}
