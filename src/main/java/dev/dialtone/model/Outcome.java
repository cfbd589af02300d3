package dev.dialtone.model;

import java.util.List;

/**
 * A project with what comes of each of its dials.
 *
 * @param socketFaults the unix sockets that are dialled and are not there
 * @param unread the variables that are not read, where the default does not answer
 * @param buildFaults the commands of builds that need a service of the project
 */
public record Outcome(
    Project project,
    List<Connection> connections,
    List<SocketFault> socketFaults,
    List<UnreadVariable> unread,
    List<BuildFault> buildFaults) {
  public Outcome {
    socketFaults = List.copyOf(socketFaults);
    unread = List.copyOf(unread);
    buildFaults = List.copyOf(buildFaults);
    connections = List.copyOf(connections);
  }
}
