package dev.dialtone.model;

import dev.dialtone.source.Text;
import java.util.List;

/**
 * Proxies that take their services from the labels of containers, and the services that have such
 * labels.
 */
public record Routing(List<Router> routers, List<Routed> routed) {
  public Routing {
    routers = List.copyOf(routers);
    routed = List.copyOf(routed);
  }

  /**
   * A proxy.
   *
   * @param network the network over which it dials services that name none, as the engine calls it:
   *     one text, or none; an unknown text where that cannot be told
   */
  public record Router(ServiceName service, List<Text> network, Taking taking) {
    public Router {
      network = List.copyOf(network);
    }
  }

  /** Which services a proxy takes. */
  public enum Taking {
    ALL,
    /** Those that ask for it in so many words. */
    ASKING,
    /** Those that a condition chooses, which is not looked into. */
    CHOSEN
  }

  /**
   * A service that a proxy is told of.
   *
   * @param at what tells it so: the label for the port, or the first of the others
   * @param network the network over which it wants to be dialled, as the engine calls it: one text,
   *     or none
   * @param asking whether it asks for it in so many words
   */
  public record Routed(ServiceName service, Text at, List<Text> network, boolean asking) {
    public Routed {
      network = List.copyOf(network);
    }
  }
}
