package dev.dialtone.link;

import dev.dialtone.catalogue.Server;
import dev.dialtone.link.SocketFinder.Sockets;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Host;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Listener.Origin;
import dev.dialtone.model.Port;
import dev.dialtone.model.PortRange;
import dev.dialtone.model.facts.Settings;
import dev.dialtone.model.facts.Settings.Setting;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import dev.dialtone.source.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * What the configuration file that a development server finds by itself says of its socket, as far
 * as it says it in so many words.
 */
final class DevServerConfiguration {
  /** The sections that are about the server, in the files of one tool or another. */
  private static final List<String> SECTIONS =
      List.of("devServer", "server", "serve.options", "preview");

  private static final String WEBPACK = "webpack-dev-server";

  /** The first release of webpack's server that listens on all addresses by itself. */
  private static final int WEBPACK_OPEN = 4;

  private final FactReader reader;
  private final FileShelf shelf;

  DevServerConfiguration(FactReader reader, FileShelf shelf) {
    this.reader = reader;
    this.shelf = shelf;
  }

  /**
   * The sockets of a program, its file heard: the command line wins over it.
   *
   * @param found the sockets without the file
   */
  Sockets heard(Server server, List<FilePath> folders, Sockets found) {
    if (server.finds().isEmpty()) {
      return found;
    }
    List<Setting> settings = settings(server, folders);
    List<Setting> hosts = named(settings, ".host");
    List<Setting> ports = named(settings, ".port");
    List<Listener> listeners = new ArrayList<>();
    for (Listener listener : found.listeners()) {
      Listener heard = listener;
      for (Setting port : ports) {
        for (Port known : Port.parse(port.value()).known()) {
          boolean byDefault = listener.origin() == Origin.PROGRAM;
          heard =
              byDefault
                  ? heard.movedTo(PortRange.of(known), port.value(), Origin.CONFIGURATION)
                  : heard;
        }
      }
      if (!listener.scopeTold()) {
        heard = hosts.isEmpty() ? left(server, settings, folders, heard) : bound(heard, hosts);
      }
      listeners.add(heard);
    }
    return new Sockets(listeners, found.settled());
  }

  private static Listener bound(Listener listener, List<Setting> hosts) {
    Text host = hosts.get(hosts.size() - 1).value();
    boolean all = host.is("true");
    for (Host known : Host.parse(host).known()) {
      BindScope scope =
          all || known.isUnspecified()
              ? BindScope.ALL
              : known.isLoopback() ? BindScope.LOOPBACK : BindScope.UNKNOWN;
      return listener.boundTo(scope, host);
    }
    return listener.boundByDefault(BindScope.UNKNOWN, host);
  }

  /** A socket of which the file says nothing, though it speaks of the server perhaps. */
  private Listener left(
      Server server, List<Setting> settings, List<FilePath> folders, Listener listener) {
    boolean closed = server.name().equals(WEBPACK) && release(folders) < WEBPACK_OPEN;
    if (!closed) {
      return listener;
    }
    for (Setting setting : settings) {
      if (setting.name().endsWith("devServer") && setting.value().isEmpty()) {
        return listener
            .boundByDefault(BindScope.LOOPBACK, setting.at())
            .withConfidence(Confidence.PROBABLE);
      }
    }
    return listener
        .boundByDefault(BindScope.LOOPBACK, listener.scopeAt())
        .withConfidence(Confidence.PROBABLE);
  }

  /** The settings of the files that the program finds. */
  private List<Setting> settings(Server server, List<FilePath> folders) {
    List<Setting> settings = new ArrayList<>();
    for (FilePath folder : folders) {
      if (shelf.workspace().kind(folder) == Workspace.Kind.FOLDER) {
        for (String name : shelf.workspace().list(folder)) {
          if (server.finds().stream().anyMatch(pattern -> FoundConfiguration.fits(pattern, name))) {
            for (Settings read : shelf.readQuietly(folder.resolve(name), reader::settings)) {
              settings.addAll(read.all());
            }
          }
        }
      }
    }
    return settings;
  }

  /** The settings with this end in a section that is about the server. */
  private static List<Setting> named(List<Setting> settings, String end) {
    return settings.stream()
        .filter(
            setting ->
                SECTIONS.stream()
                    .anyMatch(
                        section ->
                            setting.name().equals(section + end)
                                || setting.name().endsWith("." + section + end)))
        .toList();
  }

  /** The release of webpack's server that the packages ask for; a high one if nobody can tell. */
  private int release(List<FilePath> folders) {
    for (FilePath folder : folders) {
      for (Settings read : shelf.readQuietly(folder.resolve("package.json"), reader::settings)) {
        for (Setting setting : read.all()) {
          if (setting.name().endsWith("ependencies." + WEBPACK)) {
            return major(setting.value().chars());
          }
        }
      }
    }
    return Integer.MAX_VALUE;
  }

  /** The first number of {@code ^3.11.0}. */
  private static int major(String release) {
    int from = 0;
    while (from < release.length() && !Character.isDigit(release.charAt(from))) {
      from++;
    }
    int number = 0;
    int at = from;
    while (at < release.length() && at < from + 4 && Character.isDigit(release.charAt(at))) {
      number = number * 10 + Character.digit(release.charAt(at), 10);
      at++;
    }
    return at == from ? Integer.MAX_VALUE : number;
  }
}
