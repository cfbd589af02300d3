package dev.dialtone.rules.listen;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Note;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dependency;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.Service;
import dev.dialtone.model.Verdict;
import dev.dialtone.reach.RuntimeErrors;
import dev.dialtone.rules.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Who wants to reach a socket that cannot be reached.
 *
 * @param dials the dials that lead to it in vain, in their order
 * @param published the entries that publish it
 * @param dependants services that start only after the server, and so have a use for it
 */
record Demand(List<Dial> dials, List<PublishedPort> published, List<Note> dependants) {
  private static final int MOST_SHOWN = 2;

  Demand {
    dials = List.copyOf(dials);
    published = List.copyOf(published);
    dependants = List.copyOf(dependants);
  }

  /**
   * The demand for a socket.
   *
   * @param unreachable the socket to which a verdict says that a dial leads in vain
   */
  static Demand of(
      Outcome outcome,
      Container container,
      Listener listener,
      Function<Verdict, List<Listener>> unreachable) {
    List<Dial> dials = new ArrayList<>();
    for (Connection connection : outcome.connections()) {
      if (unreachable.apply(connection.verdict()).contains(listener)) {
        dials.add(connection.dial());
      }
    }
    List<PublishedPort> published =
        container.service().ports().stream()
            .filter(entry -> entry.protocol() == listener.protocol())
            .filter(
                entry ->
                    entry.containerPorts().known().stream()
                        .anyMatch(range -> range.overlaps(listener.ports())))
            .toList();
    return new Demand(dials, published, dependants(outcome, container));
  }

  private static List<Note> dependants(Outcome outcome, Container container) {
    List<Note> notes = new ArrayList<>();
    for (Service service : outcome.project().composition().services().values()) {
      for (Dependency dependency : service.dependencies()) {
        if (dependency.service().equals(container.service().name()) && notes.size() < MOST_SHOWN) {
          notes.add(
              new Note(
                  dependency.at().span(), quoted(service.name()) + " depends on the server here"));
        }
      }
    }
    return notes;
  }

  /** Whether somebody is seen to connect. */
  boolean isSeen() {
    return !dials.isEmpty() || !published.isEmpty();
  }

  /** What the first who connects in vain reads; empty if nobody is seen to. */
  String runtimeError(Outcome outcome) {
    if (dials.isEmpty()) {
      // The engine's proxy accepts what it cannot pass on.
      return published.isEmpty() ? "" : "curl: (56) Recv failure: Connection reset by peer";
    }
    return new RuntimeErrors(outcome.project()).refused(dials.get(0));
  }

  /** What shows the demand: dials and published ports, or else what depends on the server. */
  List<Note> notes() {
    List<Note> notes = new ArrayList<>();
    dials.stream()
        .limit(MOST_SHOWN)
        .map(dial -> new Note(dial.address().span(), quoted(dial.from()) + " dials it here"))
        .forEach(notes::add);
    published.forEach(entry -> notes.add(Words.publishedHere(entry)));
    return notes.isEmpty() ? dependants : notes;
  }
}
