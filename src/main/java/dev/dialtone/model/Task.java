package dev.dialtone.model;

import dev.dialtone.source.Text;
import java.util.List;

/**
 * Something that a service's container is given to do once it is there: a step of a CI job.
 *
 * @param at where it is written
 * @param environment all variables it finds, those of the service included, each once, the winner
 * @param script what a shell runs: one entry, or none if something else than a shell does the work
 * @param confidence how sure it is that the task is done at all
 * @param pace how long it takes as far as that is known
 */
public record Task(
    Text at, List<Variable> environment, List<Text> script, Confidence confidence, Pace pace) {
  public Task {
    environment = List.copyOf(environment);
    script = List.copyOf(script);
  }

  /** How long a task takes, which is how long servers have until the next one begins. */
  public enum Pace {
    /** It is over at once. */
    BRIEF,
    /** It does something. */
    WORK,
    /** It waits until something is there. */
    WAIT
  }
}
