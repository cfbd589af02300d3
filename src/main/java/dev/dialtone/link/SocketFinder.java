package dev.dialtone.link;

import dev.dialtone.catalogue.Bind;
import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ListenPort;
import dev.dialtone.catalogue.Listening;
import dev.dialtone.catalogue.Server;
import dev.dialtone.catalogue.ServerCommand;
import dev.dialtone.catalogue.Sets;
import dev.dialtone.catalogue.Variables;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Habits;
import dev.dialtone.model.Host;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Listener.Origin;
import dev.dialtone.model.Port;
import dev.dialtone.model.PortRange;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns what the catalogue knows of a program or an image into sockets with places. */
final class SocketFinder {
  private final Catalogue catalogue;

  SocketFinder(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * Sockets, and whether they are all there are.
   *
   * @param settled false if something is said of a listener that cannot be read
   */
  record Sockets(List<Listener> listeners, boolean settled) {
    Sockets {
      listeners = List.copyOf(listeners);
    }

    /** The same where a configuration file that is not seen may say otherwise. */
    Sockets withoutDefaultScopes() {
      return new Sockets(
          listeners.stream()
              .map(l -> l.scopeTold() ? l : l.boundByDefault(BindScope.UNKNOWN, l.scopeAt()))
              .toList(),
          settled);
    }

    /** The same for a program whose configuration, which is not seen, alone says where. */
    Sockets doubtingUntoldPorts() {
      boolean untold =
          listeners.stream()
              .anyMatch(l -> l.origin() == Origin.PROGRAM && l.scope() == BindScope.UNKNOWN);
      return new Sockets(listeners, settled && !untold);
    }

    /**
     * The same where a configuration file that is there says nothing of hosts as far as is seen.
     */
    Sockets doubtingDefaultScopes() {
      return new Sockets(
          listeners.stream()
              .map(
                  l ->
                      l.scopeTold() ? l : l.withConfidence(l.confidence().and(Confidence.PROBABLE)))
              .toList(),
          settled);
    }
  }

  /**
   * The sockets of a program that was started by these words, in this environment.
   *
   * @param image what is known of the image; nothing if anything may be in it
   * @param bare whether the image's own entrypoint is left out
   * @param configuration what can be seen of the configuration that it finds by itself
   */
  Sockets ofProgram(
      ServerCommand.Listens command,
      List<Text> words,
      List<ImageFacts> image,
      boolean bare,
      FoundConfiguration configuration,
      Variables env) {
    ServerCommand.Listens placed = command;
    boolean ownImage = false;
    for (ImageFacts facts : image) {
      if (facts.server().equals(command.server().name())) {
        boolean helped = !bare || facts.bindFrom() != ImageFacts.BindFrom.ENTRYPOINT;
        placed = helped ? placed.on(facts) : placed;
        ownImage = true;
      }
    }
    Server server = command.server();
    boolean configurable =
        !ownImage
            && configuration != FoundConfiguration.READ
            && server.options().stream().anyMatch(o -> o.sets() == Sets.CONFIG_FILE);
    ServerCommand.Listens told = placed.in(env);
    Sockets all =
        sockets(
            told.listeners(),
            placed.listeners(),
            new Default(
                programWord(server, words),
                Origin.PROGRAM,
                server.name(),
                configurable ? server.confidence().and(Confidence.PROBABLE) : server.confidence(),
                Optional.of(server)));
    Sockets found = configurable ? all.doubtingUntoldPorts() : all;
    boolean unseen = configurable && (image.isEmpty() || !command.configFiles().isEmpty());
    if (unseen || configuration == FoundConfiguration.SPEAKING) {
      return found.withoutDefaultScopes();
    }
    return configuration == FoundConfiguration.SILENT ? found.doubtingDefaultScopes() : found;
  }

  /** The sockets of an image that is started as it is shipped. */
  Sockets ofImage(ImageFacts facts, Confidence confidence, Text image, Variables env) {
    List<Listening> told = facts.listeners(env);
    Default origin =
        new Default(
            nameOf(image),
            Origin.IMAGE,
            imageName(image),
            confidence,
            catalogue.serverNamed(facts.server()));
    return sockets(told, facts.ports(), origin);
  }

  /**
   * What speaks for a listener that nobody mentions: the place, and whose default it is.
   *
   * @param server the program that opens it; empty if it is not known
   */
  private record Default(
      Text at, Origin origin, String subject, Confidence confidence, Optional<Server> server) {}

  private static Sockets sockets(List<Listening> told, List<Listening> shipped, Default origin) {
    // By identity: what no variable changed is the very entry of the catalogue.
    Set<Listening> untold = Collections.newSetFromMap(new IdentityHashMap<>());
    untold.addAll(shipped);
    List<Listener> listeners = new ArrayList<>();
    boolean settled = true;
    for (Listening listening : told) {
      Bind.Scope scope = listening.bind().scope();
      if (scope == Bind.Scope.OFF) {
        listeners.addAll(switchedOff(listening, origin));
        continue;
      }
      if (scope == Bind.Scope.UNIX_SOCKET) {
        continue;
      }
      if (!listening.on()) {
        listeners.addAll(optional(listening, origin));
        continue;
      }
      boolean byVariable = !untold.contains(listening);
      List<Listener> found = listener(listening, byVariable, origin);
      settled &= !found.isEmpty();
      listeners.addAll(found);
    }
    return new Sockets(listeners, settled);
  }

  /** A socket that a word of the command or of the environment takes away. */
  private static List<Listener> switchedOff(Listening listening, Default origin) {
    return listening.bind() instanceof Bind.Given given
            && listening.port() instanceof ListenPort.Default by
            && by.first() > 0
        ? List.of(
            Listener.on(
                    new PortRange(by.first(), by.last()),
                    given.text(),
                    listening.protocol(),
                    Origin.COMMAND,
                    Confidence.CERTAIN)
                .boundTo(BindScope.OFF, given.text().isEmpty() ? origin.at() : given.text()))
        : List.of();
  }

  private static List<Listener> listener(Listening listening, boolean byVariable, Default origin) {
    ListenPort port = listening.port();
    Origin told = byVariable ? Origin.ENVIRONMENT : Origin.COMMAND;
    Listener socket;
    if (port instanceof ListenPort.Given given && given.port() > 0) {
      socket =
          Listener.on(
              PortRange.of(new Port(given.port())),
              given.text(),
              listening.protocol(),
              told,
              Confidence.CERTAIN);
    } else if (port instanceof ListenPort.Default by && by.first() > 0) {
      PortRange ports = new PortRange(by.first(), by.last());
      socket =
          Listener.on(
              ports, origin.at(), listening.protocol(), origin.origin(), origin.confidence());
    } else {
      return List.of();
    }
    Bind bind = listening.bind();
    BindScope scope = bind.scope().inModel();
    Listener bound =
        bind instanceof Bind.Given given && !isMode(given)
            ? socket.boundTo(scope, given.text())
            : socket.boundByDefault(scope, origin.at());
    return List.of(
        bound
            .defaultOf(origin.subject())
            .mendedBy(origin.server().map(Server::remedy).orElse(""))
            .withHabits(origin.server().map(Server::habits).orElse(Habits.STRICT)));
  }

  /** A word such as {@code development} that brings about a loopback bind without naming it. */
  private static boolean isMode(Bind.Given bind) {
    return bind.scope().inModel().isLoopback()
        && Host.parse(bind.text()).known().stream().noneMatch(Host::isLoopback);
  }

  /** A port on which the image listens once it is configured to. */
  private static List<Listener> optional(Listening listening, Default origin) {
    return listening.port() instanceof ListenPort.Default by && by.first() > 0
        ? List.of(
            Listener.on(
                    new PortRange(by.first(), by.last()),
                    origin.at(),
                    listening.protocol(),
                    Origin.OPTIONAL,
                    Confidence.POSSIBLE)
                .defaultOf(origin.subject()))
        : List.of();
  }

  /** The word by which the program is recognised, behind what runs it: {@code manage.py}. */
  private static Text programWord(Server server, List<Text> words) {
    for (Text word : words) {
      String name = word.chars().substring(word.chars().lastIndexOf('/') + 1);
      for (List<String> command : server.commands()) {
        if (command.get(0).equals(name)) {
          return written(command, word, words);
        }
      }
    }
    return words.get(0);
  }

  /** Where another file tells the program what to do, that is the place: {@code command: serve}. */
  private static Text written(List<String> command, Text program, List<Text> words) {
    String last = command.get(command.size() - 1);
    return words.stream()
        .filter(word -> command.size() > 1 && word.is(last))
        .filter(word -> !word.span().file().equals(program.span().file()))
        .findFirst()
        .orElse(program);
  }

  /** The name of an image without tag and digest, at its place. */
  static Text nameOf(Text image) {
    return image.slice(0, imageName(image).length());
  }

  /** The name of an image without tag and digest, as it is written. */
  private static String imageName(Text image) {
    String name = image.toString();
    int digest = name.indexOf('@');
    String undigested = digest < 0 ? name : name.substring(0, digest);
    int colon = undigested.lastIndexOf(':');
    return colon > undigested.lastIndexOf('/') ? undigested.substring(0, colon) : undigested;
  }
}
