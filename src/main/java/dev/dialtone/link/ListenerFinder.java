package dev.dialtone.link;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ImageKind;
import dev.dialtone.catalogue.ImageKnowledge;
import dev.dialtone.catalogue.KeyMeaning;
import dev.dialtone.catalogue.ServerCommand;
import dev.dialtone.catalogue.ServiceType;
import dev.dialtone.link.ServerConfiguration.Configured;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Listener.Origin;
import dev.dialtone.model.Listeners;
import dev.dialtone.model.Port;
import dev.dialtone.model.PortRange;
import dev.dialtone.model.Protocol;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.Service;
import dev.dialtone.model.Value;
import dev.dialtone.model.Variable;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import dev.dialtone.syntax.shell.Contact;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds what listens in a service's containers, from the strongest source to the weakest. */
final class ListenerFinder {
  private final Catalogue catalogue;
  private final SocketFinder sockets;
  private final PostgresServer postgres;
  private final ProgramSockets programs;

  ListenerFinder(
      Catalogue catalogue,
      Workspace workspace,
      PostgresServer postgres,
      DevServerConfiguration devServers,
      GunicornConfiguration gunicorn) {
    this.catalogue = catalogue;
    this.sockets = new SocketFinder(catalogue);
    this.postgres = postgres;
    this.programs = new ProgramSockets(sockets, workspace, devServers, gunicorn);
  }

  /**
   * The listeners of a service.
   *
   * @param configured what the configuration files of the server make of it
   * @param application sockets that the configuration of the application itself tells of
   */
  Listeners find(
      Service service,
      ServiceImage image,
      BuiltImage built,
      Startup startup,
      Environment environment,
      Configured configured,
      List<Listener> application) {
    List<Listener> found = new ArrayList<>();
    boolean closed = false;
    List<ImageFacts> facts = facts(image);
    if (startup.launch().isEmpty()) {
      if (image.knowledge() instanceof ImageKnowledge.Known known && !startup.replaced()) {
        closed = addImage(known, image, environment, found);
      }
    } else {
      closed = addPrograms(service, startup, facts, environment, configured, found);
      if (found.isEmpty()
          && image.knowledge() instanceof ImageKnowledge.Known known
          && startup.launch().get(0).programs().stream().noneMatch(this::isRecognised)) {
        // A script of one's own in front of the image's server: it probably starts it in the end.
        addImage(known, image, environment, found);
        found.replaceAll(ConfiguredSockets::weakened);
        closed = false;
      }
    }
    found = new ArrayList<>(postgres.configured(service, startup, facts, found));
    SocketFinder.Sockets configuredSockets = ConfiguredSockets.join(configured, found, closed);
    found =
        new ArrayList<>(RedisCluster.completed(catalogue, startup, configuredSockets.listeners()));
    closed = configuredSockets.settled();
    if (!application.isEmpty() && found.stream().allMatch(ListenerFinder::yields)) {
      found = new ArrayList<>(application);
      closed = false;
    }
    if (found.isEmpty()) {
      addTold(built, environment, found);
    }
    found.addAll(startup.sockets());
    for (Launch launch : startup.launch()) {
      for (Program program : launch.programs()) {
        found.addAll(DebugSockets.of(program));
      }
    }
    if (image.knowledge() instanceof ImageKnowledge.Unknown && found.isEmpty()) {
      addHeld(image.reference(), found);
    }
    boolean crowded = isCrowded(startup);
    boolean settled = closed && !crowded && service.environmentComplete();
    addDeclarations(service, built, environment, found);
    return new Listeners(found, settled, crowded);
  }

  /** Whether programs run beside each other of which one is not known. */
  private boolean isCrowded(Startup startup) {
    List<Program> lasting =
        startup.launch().stream()
            .flatMap(launch -> launch.programs().stream())
            .filter(ListenerFinder::isLasting)
            .toList();
    boolean several = lasting.size() > 1 || !startup.sockets().isEmpty();
    return several && !lasting.stream().allMatch(this::isRecognised);
  }

  private static boolean isLasting(Program program) {
    return program.role() == Program.Role.FINAL || program.role() == Program.Role.BACKGROUND;
  }

  /**
   * Whether the application's own word counts more: what a language's image listens on by default,
   * or is told by a variable, its configuration overrules.
   */
  private static boolean yields(Listener found) {
    return found.origin() == Origin.IMAGE || found.origin() == Origin.ENVIRONMENT;
  }

  private static List<ImageFacts> facts(ServiceImage image) {
    return image.knowledge() instanceof ImageKnowledge.Known known
        ? List.of(known.facts())
        : List.of();
  }

  /** Whether the image's sockets are all there are. */
  private boolean addImage(
      ImageKnowledge.Known known,
      ServiceImage image,
      Environment environment,
      List<Listener> found) {
    ImageFacts facts = known.facts();
    SocketFinder.Sockets own =
        sockets.ofImage(facts, known.confidence(), image.reference(), environment::value);
    found.addAll(own.listeners());
    // In a language's image the application decides, whatever its framework does by default.
    boolean application =
        facts.lifetime() != ImageFacts.Lifetime.SERVER
            && (facts.kind() == ImageKind.RUNTIME || facts.kind() == ImageKind.BASE);
    return facts.closed()
        && facts.checked()
        && !application
        && own.settled()
        && !own.listeners().isEmpty();
  }

  /** Whether the programs' sockets are all there are. */
  private boolean addPrograms(
      Service service,
      Startup startup,
      List<ImageFacts> image,
      Environment environment,
      Configured configured,
      List<Listener> found) {
    boolean allKnown = true;
    boolean any = false;
    for (Program program : startup.launch().get(0).programs()) {
      boolean lasting = isLasting(program);
      ServerCommand command = catalogue.server(program.words());
      if (command instanceof ServerCommand.Listens listens && lasting) {
        ProgramSockets.Opened opened = programs.of(listens, program, image, startup, environment);
        SocketFinder.Sockets own = opened.sockets();
        found.addAll(RedisGuard.over(listens, image, program.words().get(0), own.listeners()));
        any = true;
        allKnown &=
            own.settled()
                && (listens.configFiles().isEmpty()
                    || opened.heard()
                    || configured.stock() == ServerConfiguration.Stock.AMENDED
                    || postgres.reads(service, listens))
                && listens.server().confidence() == Confidence.CERTAIN;
      } else if (lasting || program.role() == Program.Role.CONDITIONAL) {
        allKnown = false;
      }
    }
    return any && allKnown;
  }

  private boolean isRecognised(Program program) {
    return !(catalogue.server(program.words()) instanceof ServerCommand.Unrecognised);
  }

  /** A program that nobody knows, told its port by the variable that most programs read. */
  private void addTold(BuiltImage built, Environment environment, List<Listener> found) {
    Set<Text> ofTheImage = new HashSet<>();
    built.environment().forEach(variable -> ofTheImage.add(variable.name()));
    List<Text> host = everyIpv4Address(environment);
    for (Variable variable : environment.variables()) {
      KeyMeaning meaning = catalogue.key(variable.name().chars());
      boolean common = variable.name().is("PORT") || variable.name().is("SERVER_PORT");
      // A variable that the image gives a default is one that its program reads.
      boolean own = ofTheImage.contains(variable.name());
      boolean port =
          meaning.role() == KeyMeaning.Role.BIND_PORT && (common || own || !meaning.weak());
      Text value = variable.value();
      Text number = value.chars().startsWith(":") ? value.slice(1) : value;
      if (port && Port.parse(number) instanceof Value.Known<Port> known) {
        Listener told =
            Listener.on(
                PortRange.of(known.value()),
                number,
                Protocol.TCP,
                Origin.ENVIRONMENT,
                Confidence.PROBABLE);
        found.add(host.isEmpty() ? told : told.boundTo(BindScope.ALL_IPV4, host.get(0)));
      }
    }
  }

  /** The address that such a program is told to bind, if it is that of IPv4 alone. */
  private List<Text> everyIpv4Address(Environment environment) {
    return environment.variables().stream()
        .filter(v -> catalogue.key(v.name().chars()).role() == KeyMeaning.Role.BIND_HOST)
        .map(Variable::value)
        .filter(value -> value.is("0.0.0.0"))
        .limit(1)
        .toList();
  }

  /** What an image may well hold that nobody knows: {@code acme/php-fpm}. */
  private void addHeld(Text image, List<Listener> found) {
    for (ServiceType held : catalogue.heldBy(image.chars())) {
      PortRange port = PortRange.of(new Port(held.port()));
      found.add(
          declaration(port, image, Protocol.TCP, Origin.OPTIONAL)
              .defaultOf(SocketFinder.nameOf(image).chars()));
    }
  }

  private static void addDeclarations(
      Service service, BuiltImage built, Environment environment, List<Listener> found) {
    for (Text exposed : service.expose()) {
      declare(exposed, found);
    }
    for (Text exposed : built.exposed()) {
      if (!isOverridden(exposed, built, environment)) {
        declare(exposed, found);
      }
    }
    for (PublishedPort entry : service.ports()) {
      entry
          .containerPorts()
          .known()
          .forEach(
              range ->
                  found.add(declaration(range, entry.at(), entry.protocol(), Origin.PUBLISHED)));
    }
    Healthcheck check =
        service.healthcheck() instanceof Healthcheck.Unspecified
            ? built.healthcheck()
            : service.healthcheck();
    if (check instanceof Healthcheck.Probe probe) {
      declareProbed(probe.command(), environment, found);
    }
  }

  /** Whether the exposed port is the image's default of a variable that is given another value. */
  private static boolean isOverridden(Text exposed, BuiltImage built, Environment environment) {
    return built.environment().stream()
        .filter(variable -> variable.value().equals(exposed))
        .filter(variable -> variable.name().chars().endsWith("PORT"))
        .anyMatch(
            variable ->
                environment
                    .value(variable.name().chars())
                    .filter(now -> !now.equals(exposed))
                    .isPresent());
  }

  private static void declareProbed(
      CommandLine command, Environment environment, List<Listener> found) {
    Launch launch =
        command instanceof CommandLine.Exec exec
            ? Launch.of(exec.words(), environment.forShell())
            : Launch.ofScript(((CommandLine.Shell) command).line(), environment.forShell());
    for (Program program : launch.programs()) {
      for (Contact contact : Contact.of(program.words(), environment.forShell())) {
        Port.parse(contact.port())
            .known()
            .forEach(
                port ->
                    found.add(
                        declaration(
                            PortRange.of(port), contact.port(), Protocol.TCP, Origin.HEALTHCHECK)));
      }
    }
  }

  /** {@code 8080}, {@code 53/udp}, {@code 7000-7005}. */
  private static void declare(Text written, List<Listener> found) {
    String chars = written.chars();
    int slash = chars.indexOf('/');
    String protocol = slash < 0 ? "tcp" : chars.substring(slash + 1).toLowerCase(Locale.ROOT);
    Text ports = slash < 0 ? written : written.slice(0, slash);
    int dash = ports.chars().indexOf('-');
    List<Port> first = Port.parse(dash < 0 ? ports : ports.slice(0, dash)).known();
    List<Port> last = Port.parse(dash < 0 ? ports : ports.slice(dash + 1)).known();
    if (first.isEmpty() || last.isEmpty() || last.get(0).compareTo(first.get(0)) < 0) {
      return;
    }
    found.add(
        declaration(
            new PortRange(first.get(0).number(), last.get(0).number()),
            written,
            protocol.equals("udp") ? Protocol.UDP : Protocol.TCP,
            Origin.EXPOSED));
  }

  private static Listener declaration(PortRange ports, Text at, Protocol protocol, Origin origin) {
    return Listener.on(ports, at, protocol, origin, Confidence.POSSIBLE);
  }
}
