package dev.dialtone.link;

import dev.dialtone.catalogue.Catalogue;
import dev.dialtone.catalogue.ServerCommand;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Listener.Origin;
import dev.dialtone.model.PortRange;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * The connections between the members of a Redis cluster: their port follows from that of the
 * clients, be it the command line or the file that tells it.
 *
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/management/scaling/">Redis,
 *     Scale with Redis Cluster</a>
 */
final class RedisCluster {
  /** How far the port of the cluster's own connections is from that of the clients. */
  private static final int OFFSET = 10_000;

  private RedisCluster() {}

  /** The sockets with those of the cluster where its mode is on. */
  static List<Listener> completed(Catalogue catalogue, Startup startup, List<Listener> sockets) {
    for (Launch launch : startup.launch()) {
      for (Program program : launch.programs()) {
        if (catalogue.server(program.words()) instanceof ServerCommand.Listens listens
            && listens.server().name().equals("redis-server")) {
          return completed(RedisGuard.values(listens, "cluster-enabled"), sockets);
        }
      }
    }
    return sockets;
  }

  private static List<Listener> completed(List<Text> told, List<Listener> sockets) {
    List<Listener> completed = new ArrayList<>(sockets);
    List<Text> switches = new ArrayList<>(told);
    for (Listener socket : sockets) {
      if (isOfCluster(socket)) {
        completed.remove(socket);
        switches.add(socket.at());
      }
    }
    if (switches.isEmpty() || !isYes(told.isEmpty() ? switches.get(0) : last(told))) {
      return completed;
    }
    List<Listener> clients = completed.stream().filter(l -> l.scope() != BindScope.OFF).toList();
    for (Listener client : clients) {
      int port = client.ports().first() + OFFSET;
      if (client.ports().equals(clients.get(0).ports()) && port <= 65_535) {
        completed.add(client.movedTo(new PortRange(port, port), switches.get(0), client.origin()));
      }
    }
    return completed;
  }

  /** Whether the file has it because of {@code cluster-enabled yes}. */
  private static boolean isOfCluster(Listener socket) {
    return socket.origin() == Origin.CONFIGURATION
        && socket.ports().first() > OFFSET
        && isYes(socket.at());
  }

  private static Text last(List<Text> values) {
    return values.get(values.size() - 1);
  }

  private static boolean isYes(Text value) {
    return value.chars().equalsIgnoreCase("yes");
  }
}
