package dev.dialtone.link;

import dev.dialtone.catalogue.Answer;
import dev.dialtone.catalogue.ImageFacts;
import dev.dialtone.catalogue.ServerCommand;
import dev.dialtone.catalogue.ServerCommand.Setting;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Listener;
import dev.dialtone.source.Text;
import java.util.List;

/**
 * Redis's protected mode: a server that is neither told an address nor a password turns away
 * whoever comes from another machine, unless its image switches that off.
 *
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/management/security/">Redis,
 *     Security</a>
 */
final class RedisGuard {
  private static final String OPEN = "--protected-mode no";

  private RedisGuard() {}

  /**
   * The sockets of a command, guarded where protected mode is on.
   *
   * @param image what is known of the image; nothing if anything may be in it
   * @param at the word that starts the server
   */
  static List<Listener> over(
      ServerCommand.Listens command, List<ImageFacts> image, Text at, List<Listener> sockets) {
    boolean redis = command.server().name().equals("redis-server");
    if (!redis || !command.configFiles().isEmpty() || hasPassword(command)) {
      return sockets;
    }
    List<Text> mode = values(command, "protected-mode");
    boolean guarded =
        mode.isEmpty()
            ? image.stream().anyMatch(facts -> facts.guard() == Answer.YES)
            : mode.get(0).is("yes");
    // Before Redis 7 an address that was told was as good as a password.
    boolean open = !values(command, "bind").isEmpty();
    return guarded && !open
        ? sockets.stream()
            .map(socket -> guarded(socket, mode.isEmpty() ? at : mode.get(0)))
            .toList()
        : sockets;
  }

  private static Listener guarded(Listener socket, Text because) {
    boolean wide = socket.scope().isEverywhere() || socket.scope() == BindScope.UNKNOWN;
    return wide
        ? socket
            .boundTo(BindScope.GUARDED, because)
            .mendedBy(OPEN)
            .withConfidence(Confidence.CERTAIN)
        : socket;
  }

  private static boolean hasPassword(ServerCommand.Listens command) {
    return !values(command, "requirepass").isEmpty()
        || !values(command, "aclfile").isEmpty()
        || !values(command, "user").isEmpty();
  }

  /** The first word of each value that the command gives a setting. */
  static List<Text> values(ServerCommand.Listens command, String name) {
    return command.settings().stream()
        .filter(setting -> setting.name().equalsIgnoreCase(name))
        .map(Setting::values)
        .filter(values -> !values.isEmpty())
        .map(values -> values.get(0))
        .toList();
  }
}
