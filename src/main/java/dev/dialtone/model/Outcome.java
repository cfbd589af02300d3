package dev.dialtone.model;

import java.util.List;

/** A project with what comes of each of its dials. */
public record Outcome(Project project, List<Connection> connections) {
  public Outcome {
    connections = List.copyOf(connections);
  }
}
