package dev.dialtone.model;

import java.util.List;

/**
 * A project with what comes of each of its dials.
 *
 * @param socketFaults the unix sockets that are dialled and are not there
 * @param buildFaults the commands of builds that need a service of the project
 */
public record Outcome(
    Project project,
    List<Connection> connections,
    List<SocketFault> socketFaults,
    List<BuildFault> buildFaults) {
  public Outcome {
    socketFaults = List.copyOf(socketFaults);
    buildFaults = List.copyOf(buildFaults);
    connections = List.copyOf(connections);
  }
}
