package dev.dialtone.link;

import dev.dialtone.catalogue.Bind;
import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ListenPort;
import dev.dialtone.catalogue.Listening;
import dev.dialtone.catalogue.Server;
import dev.dialtone.catalogue.ServerCommand;
import dev.dialtone.catalogue.ServerOption;
import dev.dialtone.catalogue.Sets;
import dev.dialtone.catalogue.Variables;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Listener.Origin;
import dev.dialtone.model.Port;
import dev.dialtone.model.PortRange;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

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
              .map(l -> l.origin() == Origin.PROGRAM ? l.withScope(BindScope.UNKNOWN) : l)
              .toList(),
          settled);
    }
  }

  /**
   * The sockets of a program that was started by these words, in this environment.
   *
   * @param image what is known of the image; nothing if anything may be in it
   */
  Sockets ofProgram(
      ServerCommand.Listens command, List<Text> words, List<ImageFacts> image, Variables env) {
    ServerCommand.Listens placed = command;
    boolean ownImage = false;
    for (ImageFacts facts : image) {
      if (facts.server().equals(command.server().name())) {
        placed = placed.on(facts);
        ownImage = true;
      }
    }
    Server server = command.server();
    boolean configurable =
        !ownImage && server.options().stream().anyMatch(o -> o.sets() == Sets.CONFIG_FILE);
    ServerCommand.Listens told = placed.in(env);
    Sockets found =
        sockets(
            told.listeners(),
            placed.listeners(),
            new Default(
                programWords(words),
                Origin.PROGRAM,
                programWords(words).toString(),
                configurable ? server.confidence().and(Confidence.PROBABLE) : server.confidence()),
            remedy(server));
    return configurable && image.isEmpty() ? found.withoutDefaultScopes() : found;
  }

  /** The sockets of an image that is started as it is shipped. */
  Sockets ofImage(ImageFacts facts, Confidence confidence, Text image, Variables env) {
    List<Listening> told = facts.listeners(env);
    Default origin = new Default(nameOf(image), Origin.IMAGE, imageName(image), confidence);
    String remedy = catalogue.serverNamed(facts.server()).map(SocketFinder::remedy).orElse("");
    return sockets(told, facts.ports(), origin, remedy);
  }

  /** What speaks for a listener that nobody mentions: the place, and whose default it is. */
  private record Default(Text at, Origin origin, String subject, Confidence confidence) {}

  private static Sockets sockets(
      List<Listening> told, List<Listening> untold, Default origin, String remedy) {
    List<Listener> listeners = new ArrayList<>();
    boolean settled = true;
    for (Listening listening : told) {
      Bind.Scope scope = listening.bind().scope();
      boolean off = !listening.on() || scope == Bind.Scope.OFF || scope == Bind.Scope.UNIX_SOCKET;
      if (off) {
        continue;
      }
      boolean byVariable = !untold.contains(listening);
      List<Listener> found = listener(listening, byVariable, origin, remedy);
      settled &= !found.isEmpty();
      listeners.addAll(found);
    }
    return new Sockets(listeners, settled);
  }

  private static List<Listener> listener(
      Listening listening, boolean byVariable, Default origin, String remedy) {
    Bind bind = listening.bind();
    Text scopeAt = bind instanceof Bind.Given given ? given.text() : origin.at();
    Origin told = byVariable ? Origin.ENVIRONMENT : Origin.COMMAND;
    ListenPort port = listening.port();
    PortRange ports;
    Text at;
    if (port instanceof ListenPort.Given given && given.port() > 0) {
      ports = PortRange.of(new Port(given.port()));
      at = given.text();
    } else if (port instanceof ListenPort.Default by && by.first() > 0) {
      ports = new PortRange(by.first(), by.last());
      at = origin.at();
    } else {
      return List.of();
    }
    boolean defaultPort = port instanceof ListenPort.Default;
    boolean defaultBind = !(bind instanceof Bind.Given);
    return List.of(
        new Listener(
            ports,
            at,
            scope(bind.scope()),
            scopeAt,
            listening.protocol(),
            defaultPort && (defaultBind || origin.origin() == Origin.IMAGE)
                ? origin.origin()
                : told,
            defaultPort || defaultBind ? origin.subject() : "",
            scope(bind.scope()).isLoopback() ? remedy : "",
            defaultPort ? origin.confidence() : Confidence.CERTAIN));
  }

  private static BindScope scope(Bind.Scope scope) {
    return switch (scope) {
      case ALL -> BindScope.ALL;
      case ALL_IPV4 -> BindScope.ALL_IPV4;
      case LOOPBACK, LOOPBACK_IPV4, LOOPBACK_IPV6 -> BindScope.LOOPBACK;
      case ADDRESS, CONTAINER -> BindScope.ADDRESS;
      default -> BindScope.UNKNOWN;
    };
  }

  /** The option that binds a server to all addresses, in the server's own words. */
  private static String remedy(Server server) {
    for (ServerOption option : server.options()) {
      String name = option.names().get(0);
      if (name.indexOf('*') >= 0) {
        continue;
      }
      if (option.sets() == Sets.HOST) {
        return name + " 0.0.0.0";
      }
      if (option.sets() == Sets.ADDRESS) {
        return name + " 0.0.0.0:" + defaultPort(server);
      }
    }
    return "";
  }

  private static String defaultPort(Server server) {
    for (Listening listening : server.listeners()) {
      if (listening.port() instanceof ListenPort.Default port) {
        return String.valueOf(port.first());
      }
    }
    return "PORT";
  }

  /** The program with its subcommand: the words up to the first option, two at most. */
  private static Text programWords(List<Text> words) {
    Text first = words.get(0);
    if (words.size() < 2 || words.get(1).chars().startsWith("-")) {
      return first;
    }
    Span from = first.span();
    Span to = words.get(1).span();
    boolean together = from.file().equals(to.file()) && to.start() - from.end() == 1;
    return together ? Text.of(from.cover(to)) : first;
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
