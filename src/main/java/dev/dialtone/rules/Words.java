package dev.dialtone.rules;

import dev.dialtone.lint.Note;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Listener;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Verdict;
import dev.dialtone.source.Span;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;

/** The words that several rules use, so that one thing is always said in one way. */
public final class Words {
  private Words() {}

  /** A name in backquotes. */
  public static String quoted(Object name) {
    return "`" + name + "`";
  }

  /** Names in backquotes, joined with commas and a final "or". */
  public static String anyOf(List<?> names) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      if (i > 0) {
        words.append(i == names.size() - 1 ? " or " : ", ");
      }
      words.append(quoted(names.get(i)));
    }
    return words.toString();
  }

  /**
   * The place that uses a text which is written elsewhere, in a note; nothing for a text that is
   * used where it is written.
   */
  public static List<Note> usedBy(ServiceName user, Text text) {
    return used(text, quoted(user) + " uses it here");
  }

  /** The place that uses a text which is written elsewhere, where no one service is concerned. */
  public static List<Note> usedHere(Text text) {
    return used(text, "it is used here");
  }

  private static List<Note> used(Text text, String words) {
    Span span = text.span();
    return text.chain().stream()
        .filter(step -> step.kind() != Step.Kind.INCLUDED)
        .filter(step -> !step.at().equals(span) && !step.at().contains(span))
        .reduce((first, second) -> second)
        .map(step -> new Note(step.at(), words))
        .stream()
        .toList();
  }

  /** Whoever dials: a proxy that is told its services' ports may be anywhere. */
  public static String dialler(Dial dial, ServiceName server) {
    return dial.from().equals(server) && dial.role() == Dial.Role.ROUTE
        ? "the proxy that reads this"
        : quoted(dial.from());
  }

  /** The host, in a note, where it is written apart from the flagged port. */
  public static List<Note> hostElsewhere(Dial dial) {
    return dial.portWritten()
            && dial.role() != Dial.Role.ROUTE
            && !dial.address().span().contains(dial.port().text().span())
        ? List.of(new Note(dial.host().span(), "with the host from here"))
        : List.of();
  }

  /** The port, in a note, where it is written apart from the flagged host. */
  public static List<Note> portElsewhere(Dial dial) {
    return dial.portWritten() && !dial.address().span().contains(dial.port().text().span())
        ? List.of(new Note(dial.port().text().span(), "with the port from here"))
        : List.of();
  }

  /** What tells that a server listens, at the place that tells it. */
  public static Note listens(ServiceName server, Listener listener) {
    String words =
        switch (listener.origin()) {
          case COMMAND, CONFIGURATION, ENVIRONMENT ->
              quoted(server) + " is told to listen on " + listener.ports() + " here";
          case PROGRAM ->
              quoted(listener.subject())
                  + " listens on "
                  + listener.ports()
                  + " unless told otherwise";
          case IMAGE ->
              "the image " + quoted(listener.subject()) + " listens on " + listener.ports();
          case DEBUGGER ->
              quoted(server) + " listens on " + listener.ports() + " for a debugger here";
          case OPTIONAL ->
              "the image " + quoted(listener.subject()) + " can listen on " + listener.ports();
          case EXPOSED -> quoted(server) + " declares " + listener.ports() + " here";
          case PUBLISHED -> quoted(server) + " is published here on " + listener.ports();
          case HEALTHCHECK -> quoted(server) + " is probed on " + listener.ports() + " here";
        };
    return new Note(listener.at().span(), words);
  }

  /** Both sides of a published port. */
  public static Note publishedHere(PublishedPort entry) {
    List<String> sides = new ArrayList<>();
    entry.hostPorts().known().forEach(port -> sides.add(port + " on the host"));
    entry.containerPorts().known().forEach(port -> sides.add(port + " in the container"));
    return new Note(entry.at().span(), "published here: " + String.join(", ", sides));
  }

  /** What to dial instead. */
  public static String dialInstead(List<Verdict.Candidate> meant, boolean withPort) {
    List<String> addresses =
        meant.stream()
            .map(m -> withPort ? m.server() + ":" + m.port() : m.server().toString())
            .toList();
    return addresses.isEmpty() ? "" : "dial " + anyOf(addresses);
  }
}
