package dev.dialtone.rules.listen;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.Note;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Container;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Listener.Origin;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Verdict;
import dev.dialtone.reach.Namespace;
import dev.dialtone.reach.Namespaces;
import dev.dialtone.rules.Words;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** DT404: a port is declared on which the service does not listen. */
public final class ExposeMismatch implements Rule {
  private static final int MOST_SHOWN = 3;

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT404",
        "expose-mismatch",
        Severity.NOTE,
        "A port is declared with `EXPOSE` or `expose` on which nothing listens");
  }

  /** A declaration and whose it is. */
  private record Declared(Container container, Listener port) {}

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    Namespaces namespaces = new Namespaces(outcome.project().composition());
    Map<Span, Declared> unheard = new LinkedHashMap<>();
    Set<Span> inOrder = new HashSet<>();
    for (Container container : outcome.project().containers().values()) {
      List<Listener> exposed =
          container.listeners().all().stream().filter(l -> l.origin() == Origin.EXPOSED).toList();
      List<Listener> doubted =
          exposed.stream().filter(port -> isUnheard(outcome, namespaces, container, port)).toList();
      // Programs that are built here may open further ports beside the one they are told.
      boolean extra = container.origin().isBuiltHere() && doubted.size() < exposed.size();
      for (Listener port : exposed) {
        if (doubted.contains(port) && !extra) {
          unheard.putIfAbsent(port.at().span(), new Declared(container, port));
        } else {
          // What is right for one service of a Dockerfile is right.
          inOrder.add(port.at().span());
        }
      }
    }
    unheard.forEach(
        (span, declared) -> {
          if (!inOrder.contains(span)) {
            sink.accept(finding(outcome, declared));
          }
        });
  }

  private static boolean isUnheard(
      Outcome outcome, Namespaces namespaces, Container container, Listener port) {
    ServiceName name = container.service().name();
    boolean alone =
        namespaces.of(name) instanceof Namespace.OfService own
            && namespaces.members(own).size() == 1;
    return alone
        && container.listeners().closed()
        && !heard(container, port).isEmpty()
        && container.listeners().all().stream()
            .filter(other -> !isMereIntent(other))
            .noneMatch(
                other ->
                    other.protocol() == port.protocol() && other.ports().overlaps(port.ports()))
        && !isToldElsewhere(outcome, container, port)
        && !isReported(outcome, container, port);
  }

  /** The sockets of a declared port's protocol. */
  private static List<Listener> heard(Container container, Listener port) {
    return container.listeners().sockets().stream()
        .filter(socket -> socket.protocol() == port.protocol())
        .toList();
  }

  /** Whether this declares a port and says nothing of what the server can do. */
  private static boolean isMereIntent(Listener listener) {
    return listener.origin().isDeclaration() && listener.origin() != Origin.OPTIONAL;
  }

  /** Whether the Compose files tell a server its port that its Dockerfile knows nothing of. */
  private static boolean isToldElsewhere(Outcome outcome, Container container, Listener port) {
    List<FilePath> files = outcome.project().composition().files();
    boolean inDockerfile = !files.contains(port.at().span().file().path());
    boolean replaced =
        !container.service().command().isEmpty() || !container.service().entrypoint().isEmpty();
    return inDockerfile
        && (replaced
            || container.listeners().sockets().stream()
                .anyMatch(socket -> files.contains(socket.at().span().file().path())));
  }

  /** Whether another rule speaks of the number already: it is published, or dialled. */
  private static boolean isReported(Outcome outcome, Container container, Listener port) {
    ServiceName name = container.service().name();
    boolean published =
        container.service().ports().stream()
            .filter(entry -> entry.protocol() == port.protocol())
            .flatMap(entry -> entry.containerPorts().known().stream())
            .anyMatch(range -> range.overlaps(port.ports()));
    return published
        || outcome.connections().stream()
            .filter(connection -> refuses(connection.verdict(), name))
            .flatMap(connection -> connection.dial().port().known().stream())
            .anyMatch(number -> port.ports().contains(number));
  }

  private static boolean refuses(Verdict verdict, ServiceName server) {
    return (verdict instanceof Verdict.WrongPort wrong && wrong.server().equals(server))
        || (verdict instanceof Verdict.PublishedPortInside inside
            && inside.server().equals(server));
  }

  private Finding finding(Outcome outcome, Declared declared) {
    Container container = declared.container();
    Listener port = declared.port();
    ServiceName server = container.service().name();
    List<Listener> heard = heard(container, port);
    List<Integer> ports =
        heard.stream().map(l -> l.ports().first()).distinct().limit(MOST_SHOWN).toList();
    return Finding.at(
            info(),
            port.at(),
            "%s declares port %s, on which it does not listen"
                .formatted(quoted(server), port.ports()))
        .label("it listens on " + String.join(", ", ports.stream().map(String::valueOf).toList()))
        .service(server.value())
        .confidence(
            heard.stream().map(Listener::confidence).reduce(Confidence.CERTAIN, Confidence::and))
        .occurrence(Occurrence.FRAGILE)
        .notes(heard.stream().limit(MOST_SHOWN).map(l -> Words.listens(server, l)).toList())
        .notes(believers(outcome, server, port))
        .notes(Words.usedBy(server, port.at()))
        .help(help(container, heard))
        .fixes(fixes(container, port, ports))
        .build();
  }

  /** Who dials the port because it is declared: nothing else tells them of it. */
  private static List<Note> believers(Outcome outcome, ServiceName server, Listener port) {
    return outcome.connections().stream()
        .filter(connection -> connection.verdict().equals(new Verdict.Connects(server)))
        .map(Connection::dial)
        .filter(dial -> dial.port().known().stream().anyMatch(port.ports()::contains))
        .limit(MOST_SHOWN)
        .map(dial -> new Note(dial.address().span(), quoted(dial.from()) + " dials it here"))
        .toList();
  }

  private static String help(Container container, List<Listener> heard) {
    List<Listener> undeclared =
        heard.stream().filter(socket -> !isDeclared(container, socket)).toList();
    if (undeclared.isEmpty()) {
      return "drop it";
    }
    return undeclared.size() == 1 ? "declare " + quoted(undeclared.get(0).ports()) : "";
  }

  private static boolean isDeclared(Container container, Listener socket) {
    return container.listeners().all().stream()
        .filter(other -> other.origin() == Origin.EXPOSED)
        .anyMatch(
            other ->
                other.protocol() == socket.protocol() && other.ports().overlaps(socket.ports()));
  }

  /** The number is replaced if it is the only one; which of the two is wrong a person decides. */
  private static List<Fix> fixes(Container container, Listener port, List<Integer> ports) {
    long exposed =
        container.listeners().all().stream().filter(l -> l.origin() == Origin.EXPOSED).count();
    if (ports.size() != 1 || exposed != 1 || port.ports().size() != 1) {
      return List.of();
    }
    String chars = port.at().chars();
    int slash = chars.indexOf('/');
    Text number = port.at().slice(0, slash < 0 ? chars.length() : slash);
    return Fix.replacing("declare port " + ports.get(0), number, "" + ports.get(0)).stream()
        .map(Fix::unsafely)
        .toList();
  }
}
