package dev.dialtone.rules.dial;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.Note;
import dev.dialtone.lint.Occurrence;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Connection;
import dev.dialtone.model.Container;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.Port;
import dev.dialtone.model.Project;
import dev.dialtone.model.Verdict;
import dev.dialtone.reach.RuntimeErrors;
import dev.dialtone.rules.Fixes;
import dev.dialtone.rules.Walks;
import dev.dialtone.rules.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** DT101: a process in a container dials a loopback address at which nothing listens. */
public final class LocalhostInContainer implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT101",
        "localhost-in-container",
        Severity.ERROR,
        "A process in a container dials its own container, where nothing listens on that port");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    for (Connection connection : outcome.connections()) {
      if (connection.verdict() instanceof Verdict.DialsItself verdict) {
        sink.accept(finding(outcome.project(), connection, verdict));
      }
    }
  }

  private Finding finding(Project project, Connection connection, Verdict.DialsItself verdict) {
    Dial dial = connection.dial();
    Port port = dial.port().known().get(0);
    boolean shared = !verdict.owner().equals(dial.from());
    String container =
        shared
            ? "in the container of " + quoted(verdict.owner()) + ", which it shares,"
            : "in its container";
    boolean hostAloneIsWrong =
        dial.address().equals(dial.host())
            && verdict.meant().stream().allMatch(m -> m.port().equals(port));
    return Finding.at(
            info(),
            dial.address().span(),
            quoted(dial.from()) + " dials itself: nothing " + container + " listens on " + port)
        .label(
            "inside %s, %s is the %s container"
                .formatted(quoted(dial.from()), dial.host(), verdict.owner()))
        .service(dial.from().value())
        .confidence(verdict.confidence())
        .occurrence(Occurrence.EVERY_START)
        .notes(Words.usedBy(dial.from(), dial.address()))
        .notes(Words.portElsewhere(dial))
        .notes(listeners(project, verdict, port))
        .walk(Walks.of(connection))
        .help(Words.dialInstead(verdict.meant(), !hostAloneIsWrong))
        .fixes(fixes(dial, verdict))
        .runtimeError(new RuntimeErrors(project).refused(dial))
        .build();
  }

  private static List<Note> listeners(Project project, Verdict.DialsItself verdict, Port dialled) {
    List<Note> notes = new ArrayList<>();
    for (Verdict.Candidate candidate : verdict.meant()) {
      Container server = project.containers().get(candidate.server());
      // A port that is the same on the host says nothing that its listener does not say better.
      if (!candidate.published().isEmpty() && !candidate.port().equals(dialled)) {
        notes.add(
            new Note(
                candidate.published().get(0).at().span(),
                "%s is published on the host at %s; between containers its port is %s"
                    .formatted(quoted(candidate.server()), dialled, candidate.port())));
      } else if (server != null) {
        server.listeners().all().stream()
            .filter(listener -> listener.ports().contains(candidate.port()))
            .limit(1)
            .forEach(listener -> notes.add(Words.listens(candidate.server(), listener)));
      }
    }
    return notes;
  }

  private static List<Fix> fixes(Dial dial, Verdict.DialsItself verdict) {
    if (verdict.meant().size() != 1) {
      return List.of();
    }
    Verdict.Candidate meant = verdict.meant().get(0);
    return Fixes.dial(dial, meant.server(), meant.port().number(), verdict.confidence());
  }
}
