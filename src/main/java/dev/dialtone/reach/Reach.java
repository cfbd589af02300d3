package dev.dialtone.reach;

import dev.dialtone.model.Connection;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Project;
import java.util.ArrayList;
import java.util.List;

/** Decides what comes of every dial of a project. */
public final class Reach {
  private Reach() {}

  /** The project with the verdict of each of its dials, in the order of the dials. */
  public static Outcome decide(Project project) {
    Namespaces namespaces = new Namespaces(project.composition());
    Reachability reachability =
        new Reachability(
            project, namespaces, new NameResolution(project.composition(), namespaces));
    List<Connection> connections = new ArrayList<>();
    for (Dial dial : project.dials()) {
      connections.add(reachability.decide(dial));
    }
    return new Outcome(
        project,
        connections,
        new Sockets(project).faults(connections),
        new Builds(project).faults());
  }
}
