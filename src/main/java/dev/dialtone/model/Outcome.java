package dev.dialtone.model;

import java.util.List;

/**
 * A project with what comes of each of its dials.
 *
 * @param socketFaults the unix sockets that are dialled and are not there
 */
public record Outcome(
    Project project, List<Connection> connections, List<SocketFault> socketFaults) {
  public Outcome {
    socketFaults = List.copyOf(socketFaults);
    connections = List.copyOf(connections);
  }
}
