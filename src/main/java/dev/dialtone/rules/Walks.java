package dev.dialtone.rules;

import dev.dialtone.lint.Note;
import dev.dialtone.model.Connection;
import java.util.List;

/** The way of a connection from its dialler to its listener, for reports that can show it. */
public final class Walks {
  private Walks() {}

  /** The steps of a connection in their order, each followed by the way its text came. */
  public static List<Note> of(Connection connection) {
    return connection.walk().stream()
        .flatMap(step -> Note.chain(step.at(), step.words()).stream())
        .toList();
  }
}
