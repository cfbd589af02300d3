package dev.dialtone.cli;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Note;
import dev.dialtone.lint.ProjectSummary;
import dev.dialtone.model.Attachment;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Host;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Value;
import dev.dialtone.model.Verdict;
import dev.dialtone.reach.NameResolution;
import dev.dialtone.reach.Namespaces;
import dev.dialtone.reach.Reachability;
import dev.dialtone.reach.Readiness;
import dev.dialtone.reach.Resolution;
import dev.dialtone.reach.RuntimeErrors;
import dev.dialtone.report.Trace;
import dev.dialtone.report.Trace.Kind;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Follows the connections of a project from the address that is written to the socket. */
final class Tracer {
  private final Outcome outcome;
  private final Composition composition;
  private final Namespaces namespaces;
  private final NameResolution names;
  private final RuntimeErrors errors;
  private final Readiness readiness;

  Tracer(Outcome outcome) {
    this.outcome = outcome;
    this.composition = outcome.project().composition();
    this.namespaces = new Namespaces(composition);
    this.names = new NameResolution(composition, namespaces);
    this.errors = new RuntimeErrors(outcome.project());
    this.readiness = new Readiness(outcome);
  }

  /**
   * The ways of what {@code from} dials, of what leads to {@code target} if there is one; of that
   * target itself if nothing does.
   */
  List<Trace> traces(ServiceName from, List<Target> target) {
    List<Trace> traces = new ArrayList<>();
    for (Connection connection : outcome.connections()) {
      Dial dial = connection.dial();
      if (dial.from().equals(from) && target.stream().allMatch(to -> to.isMetBy(dial))) {
        Trace trace = trace(connection, false);
        // One address may serve in several places, as that of a collector does in its pipelines.
        if (!traces.contains(trace)) {
          traces.add(trace);
        }
      }
    }
    if (traces.isEmpty()) {
      Reachability reachability = new Reachability(outcome.project(), namespaces, names);
      target.forEach(to -> traces.add(trace(reachability.decide(to.dialledBy(from)), true)));
    }
    return traces;
  }

  private Trace trace(Connection connection, boolean hypothetical) {
    Dial dial = connection.dial();
    List<Trace.Step> steps = new ArrayList<>();
    steps.add(address(dial, hypothetical));
    Container dialler = outcome.project().containers().get(dial.from());
    if (dialler != null) {
      steps.add(Diallers.step(dial, dialler));
      steps.add(new NamespaceStep(composition, namespaces).of(dial.from()));
    }
    Value<Host> host = Host.parse(dial.host());
    if (!dial.host().isEmpty() && host instanceof Value.Known<Host> known) {
      Resolution resolution = names.resolve(dial.from(), known.value());
      steps.add(new NameStep(composition, names).of(dial, known.value(), resolution));
      new ListenerStep(outcome.project(), namespaces)
          .of(connection, resolution)
          .forEach(steps::add);
    }
    inTime(connection).forEach(steps::add);
    return new Trace(
        new ProjectSummary(
            composition.name().isKnown()
                ? composition.name().chars()
                : composition.folder().value(),
            composition.files()),
        dial.from().value(),
        dial.host().toString(),
        dial.port().known().isEmpty() ? 0 : dial.port().known().get(0).number(),
        dial.role().name().toLowerCase(Locale.ROOT),
        hypothetical,
        VerdictWords.result(connection.verdict()),
        VerdictWords.of(connection.verdict()),
        errors.of(connection),
        steps);
  }

  private static Trace.Step address(Dial dial, boolean hypothetical) {
    String words = quoted(dial.host()) + ", " + port(dial);
    if (hypothetical) {
      return new Trace.Step(Kind.ADDRESS, words + ", as asked for", List.of());
    }
    List<Note> places = new ArrayList<>(places(dial.host()));
    Text port = dial.port().text();
    if (dial.portWritten() && !dial.address().span().contains(port.span())) {
      places.addAll(places(port, "the port"));
    }
    return new Trace.Step(Kind.ADDRESS, words, places);
  }

  /** What is written as a port and is none may be anything, a password too. */
  private static String port(Dial dial) {
    if (dial.port().known().isEmpty()) {
      return dial.portWritten() ? "a port that is not known" : "no port";
    }
    return "port " + dial.port().known().get(0) + (dial.portWritten() ? "" : ", the usual one");
  }

  /** Whether anything makes the client wait until the server accepts connections. */
  private List<Trace.Step> inTime(Connection connection) {
    ServiceName from = connection.dial().from();
    if (!(connection.verdict() instanceof Verdict.Connects to) || to.server().equals(from)) {
      return List.of();
    }
    Map<ServiceName, Container> containers = outcome.project().containers();
    Container client = containers.get(from);
    Container server = containers.get(to.server());
    if (client == null || server == null) {
      return List.of();
    }
    List<Note> places = new ArrayList<>();
    client.service().dependencies().stream()
        .filter(on -> on.service().equals(to.server()))
        .forEach(on -> places.addAll(places(on.conditionAt())));
    if (readiness.isOrdered(from, to.server())) {
      String words = quoted(from) + " starts once " + quoted(to.server()) + " accepts connections";
      return List.of(new Trace.Step(Kind.IN_TIME, words, places));
    }
    String words =
        "nothing makes "
            + quoted(from)
            + " wait until "
            + quoted(to.server())
            + " accepts connections";
    return server.needsTime() ? List.of(new Trace.Step(Kind.IN_TIME, words, places)) : List.of();
  }

  /** The place of a text that the step's own words are about, and the way it came from there. */
  static List<Note> places(Text text) {
    return places(text, "");
  }

  /** The place of a text, in these words, and the way it came from there. */
  static List<Note> places(Text text, String words) {
    List<Note> places = new ArrayList<>();
    for (Note note : Note.chain(text, words)) {
      int last = places.size() - 1;
      if (last >= 0 && places.get(last).span().equals(note.span())) {
        // What is known of an image, or assumed, is so where it is written.
        String before = places.get(last).message();
        String both = before.isEmpty() ? note.message() : before + ", " + note.message();
        places.set(last, new Note(note.span(), both));
      } else {
        places.add(note);
      }
    }
    return places;
  }

  /** A service's places on networks. */
  static List<Note> places(List<Attachment> attachments) {
    List<Note> places = new ArrayList<>();
    for (Attachment attachment : attachments) {
      places.add(new Note(attachment.at().span(), "the network " + quoted(attachment.network())));
    }
    return places;
  }
}
