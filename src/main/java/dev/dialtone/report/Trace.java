package dev.dialtone.report;

import dev.dialtone.lint.Note;
import dev.dialtone.lint.ProjectSummary;
import dev.dialtone.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The way of one connection, step by step, in words.
 *
 * @param project the project that it is part of
 * @param from the service that dials
 * @param host the host as it is dialled, with {@code …} for unknown parts
 * @param port the port; 0 if it is not known
 * @param role what the connection is for, such as {@code client}
 * @param hypothetical whether nothing in the project makes the service dial this
 * @param verdict what comes of it, in words
 * @param runtimeError what people read when it fails; empty for nothing
 */
public record Trace(
    ProjectSummary project,
    String from,
    String host,
    int port,
    String role,
    boolean hypothetical,
    Result result,
    String verdict,
    String runtimeError,
    List<Step> steps) {
  public Trace {
    steps = List.copyOf(steps);
  }

  /**
   * One step.
   *
   * @param words what is found
   * @param places where it is written, first of all the place itself, then how it came from there
   *     to where it counts
   */
  public record Step(Kind kind, String words, List<Note> places) {
    public Step {
      places = firstOfEach(places);
    }

    /** One place is named once, in the words that come first. */
    private static List<Note> firstOfEach(List<Note> places) {
      Map<Span, Note> first = new LinkedHashMap<>();
      places.forEach(place -> first.putIfAbsent(place.span(), place));
      return List.copyOf(first.values());
    }
  }

  /** What a step tells, in the order of the steps. */
  public enum Kind {
    ADDRESS,
    DIALLER,
    NAMESPACE,
    NAME,
    LISTENER,
    IN_TIME
  }

  /** What comes of a connection. */
  public enum Result {
    REACHED,
    REFUSED,
    UNRESOLVED,
    ISOLATED,
    TURNED_AWAY,
    IMPOSSIBLE,
    EXTERNAL,
    UNKNOWN;

    /** Whether the connection is sure to fail. */
    public boolean fails() {
      return this != REACHED && this != EXTERNAL && this != UNKNOWN;
    }
  }

  /** The address: {@code host:port}, or the host alone. */
  public String target() {
    boolean bracketed = host.indexOf(':') >= 0 && port > 0;
    return (bracketed ? "[" + host + "]" : host) + (port > 0 ? ":" + port : "");
  }
}
