package dev.dialtone.reach;

import dev.dialtone.model.Connection;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Project;
import dev.dialtone.model.UnreadVariable;
import dev.dialtone.model.Verdict;
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
    List<UnreadVariable> unread = new ArrayList<>();
    HostNames names = new HostNames(project.composition());
    for (UnreadVariable variable : project.hints().unread()) {
      Connection instead = reachability.decide(variable.fallback());
      if (names.isCalled(variable.dial().host()) && fails(instead.verdict())) {
        unread.add(variable);
      } else {
        connections.add(instead);
      }
    }
    return new Outcome(
        project,
        connections,
        new Sockets(project).faults(connections),
        unread,
        new Builds(project, names).faults());
  }

  /** Whether it is sure enough to be reported that a connection comes to nothing. */
  private static boolean fails(Verdict verdict) {
    return !(verdict instanceof Verdict.Connects
        || verdict instanceof Verdict.External
        || verdict instanceof Verdict.Undecided);
  }
}
