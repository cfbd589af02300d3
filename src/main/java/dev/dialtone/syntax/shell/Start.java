package dev.dialtone.syntax.shell;

import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.Program.Role;
import dev.dialtone.syntax.shell.Program.Setting;
import java.util.ArrayList;
import java.util.List;

/**
 * How a program is started.
 *
 * @param role what its end means for the whole command
 * @param probing whether it is tried until it succeeds
 * @param decisive whether the whole command fails, or never ends, unless it succeeds
 * @param environment the variables it gets besides those of the container
 * @param wrappers the programs that start it, outermost first
 */
record Start(
    Role role, boolean probing, boolean decisive, List<Setting> environment, List<Text> wrappers) {
  /** The start of the command itself. */
  static final Start FIRST = new Start(Role.FINAL, false, true, List.of(), List.of());

  Start as(Role other) {
    return new Start(other, probing, decisive, environment, wrappers);
  }

  Start deciding(boolean whether) {
    return new Start(role, probing, whether, environment, wrappers);
  }

  Start probed() {
    return new Start(role, true, decisive, environment, wrappers);
  }

  Start in(List<Setting> settings) {
    if (settings.isEmpty()) {
      return this;
    }
    List<Setting> all = new ArrayList<>(environment);
    all.addAll(settings);
    return new Start(role, probing, decisive, all, wrappers);
  }

  /** The same for a shell that keeps the variables itself. */
  Start withoutEnvironment() {
    return new Start(role, probing, decisive, List.of(), wrappers);
  }

  Start by(Text wrapper) {
    List<Text> all = new ArrayList<>(wrappers);
    all.add(wrapper);
    return new Start(role, probing, decisive, environment, all);
  }
}
