package dev.dialtone.link;

import dev.dialtone.model.Listener;
import dev.dialtone.syntax.shell.Launch;
import dev.dialtone.syntax.shell.Program;
import java.util.List;
import java.util.Optional;

/** A program that starts those that a file of its own names. */
interface ProgramStarter {
  /**
   * What a manager comes to.
   *
   * @param launch what it starts, with itself where it may start more
   * @param sockets those that it opens itself
   */
  record Started(Launch launch, List<Listener> sockets) {
    public Started {
      sockets = List.copyOf(sockets);
    }
  }

  /** What {@code program} starts if it is this manager and its file is seen. */
  Optional<Started> of(Program program);
}
