package dev.dialtone.cli;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Note;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Port;
import dev.dialtone.model.Project;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Verdict;
import dev.dialtone.reach.Namespace;
import dev.dialtone.reach.Namespaces;
import dev.dialtone.reach.Resolution;
import dev.dialtone.report.Trace;
import dev.dialtone.rules.Words;
import java.util.ArrayList;
import java.util.List;

/** Tells what listens where a connection arrives. */
final class ListenerStep {
  private final Project project;
  private final Namespaces namespaces;

  ListenerStep(Project project, Namespaces namespaces) {
    this.project = project;
    this.namespaces = namespaces;
  }

  /** The step, or none where the connection arrives nowhere. */
  List<Trace.Step> of(Connection connection, Resolution resolution) {
    Dial dial = connection.dial();
    if (dial.port().known().isEmpty()) {
      return List.of();
    }
    Port port = dial.port().known().get(0);
    if (resolution instanceof Resolution.Found found) {
      List<ServiceName> members = new ArrayList<>();
      found.servers().forEach(s -> members.addAll(namespaces.members(namespaces.of(s))));
      return List.of(inside(dial, port, members, List.of()));
    }
    if (resolution instanceof Resolution.Self self
        && self.namespace() instanceof Namespace.OfService own) {
      List<Verdict.Candidate> meant =
          connection.verdict() instanceof Verdict.DialsItself itself ? itself.meant() : List.of();
      return List.of(inside(dial, port, namespaces.members(own), meant));
    }
    boolean host =
        resolution instanceof Resolution.HostMachine
            || (resolution instanceof Resolution.Self self
                && self.namespace() instanceof Namespace.OfHost);
    return host ? List.of(onHost(dial, port)) : List.of();
  }

  /** What listens in a namespace; {@code meant} listens elsewhere. */
  private Trace.Step inside(
      Dial dial, Port port, List<ServiceName> members, List<Verdict.Candidate> meant) {
    List<Note> there = new ArrayList<>();
    List<Note> others = new ArrayList<>();
    List<Note> published = new ArrayList<>();
    boolean closed = true;
    for (ServiceName member : members) {
      Container container = project.containers().get(member);
      if (container != null) {
        closed &= container.listeners().closed();
        for (Listener listener : container.listeners().all()) {
          if (listener.protocol() == dial.protocol()) {
            (listener.ports().contains(port) ? there : others).addAll(note(member, listener));
          }
        }
        published.addAll(published(container, port, dial));
      }
    }
    if (!there.isEmpty()) {
      return new Trace.Step(Trace.Kind.LISTENER, "on port " + port, there);
    }
    // The number on the host's side is what is often taken for the port.
    others.addAll(0, published);
    for (Verdict.Candidate candidate : meant) {
      others.addAll(meant(candidate, dial));
    }
    String words =
        closed
            ? "nothing listens on port " + port
            : "nothing that is known listens on port " + port + "; more may be listening";
    return new Trace.Step(Trace.Kind.LISTENER, words, others);
  }

  private List<Note> meant(Verdict.Candidate candidate, Dial dial) {
    List<Note> notes = new ArrayList<>();
    candidate.published().forEach(entry -> notes.add(published(candidate.server(), entry)));
    Container server = project.containers().get(candidate.server());
    if (server != null) {
      server.listeners().on(candidate.port(), dial.protocol()).stream()
          .limit(1)
          .forEach(listener -> notes.addAll(note(candidate.server(), listener)));
    }
    return notes;
  }

  /** What of the project answers on the host's port. */
  private Trace.Step onHost(Dial dial, Port port) {
    List<Note> notes = new ArrayList<>();
    for (ServiceName member : namespaces.members(new Namespace.OfHost())) {
      Container container = project.containers().get(member);
      if (container != null) {
        container.listeners().on(port, dial.protocol()).forEach(l -> notes.addAll(note(member, l)));
      }
    }
    for (Container container : project.containers().values()) {
      notes.addAll(published(container, port, dial));
    }
    String words =
        notes.isEmpty()
            ? "nothing of the project is on the host's port " + port
            : "on the host's port " + port;
    return new Trace.Step(Trace.Kind.LISTENER, words, notes);
  }

  /** The entries that have the number on the host's side. */
  private static List<Note> published(Container container, Port port, Dial dial) {
    return container.service().ports().stream()
        .filter(entry -> entry.protocol() == dial.protocol())
        .filter(entry -> entry.hostPorts().known().stream().anyMatch(p -> p.contains(port)))
        .map(entry -> published(container.service().name(), entry))
        .toList();
  }

  private static Note published(ServiceName server, PublishedPort entry) {
    Note note = Words.publishedHere(entry);
    return new Note(note.span(), quoted(server) + " is " + note.message());
  }

  private static List<Note> note(ServiceName server, Listener listener) {
    return Tracer.places(
        listener.at(), Words.listens(server, listener).message() + scope(listener.scope()));
  }

  private static String scope(BindScope scope) {
    return switch (scope) {
      case LOOPBACK, LOOPBACK_IPV4, LOOPBACK_IPV6 -> ", for its own container alone";
      case ADDRESS -> ", at one address";
      case SEVERAL -> ", at some addresses";
      case GUARDED -> ", and sends clients away";
      case OFF -> ", but is switched off";
      case ALL_IPV6 -> ", over IPv6 alone";
      case ALL, ALL_IPV4, UNKNOWN -> "";
    };
  }
}
