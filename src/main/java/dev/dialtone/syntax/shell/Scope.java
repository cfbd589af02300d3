package dev.dialtone.syntax.shell;

import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The variables, parameters and functions of a shell while it is followed. */
final class Scope implements Variables {
  private final Variables outer;
  private final Map<String, Answer> assigned = new LinkedHashMap<>();
  private final Map<String, Program.Setting> exported = new LinkedHashMap<>();
  private final Set<String> marked = new HashSet<>();
  private final Map<String, Command> functions = new HashMap<>();
  private List<Text> parameters;
  private boolean sourced;

  Scope(Variables outer, List<Text> parameters) {
    this.outer = outer;
    this.parameters = List.copyOf(parameters);
  }

  /** A copy for a branch that may not be taken, or for a shell of its own. */
  Scope fork() {
    Scope copy = new Scope(outer, parameters);
    copy.assigned.putAll(assigned);
    copy.exported.putAll(exported);
    copy.marked.addAll(marked);
    copy.functions.putAll(functions);
    copy.sourced = sourced;
    return copy;
  }

  /** Notes that {@code branch} may have been taken: what it sets is no longer known. */
  void mayBecome(Scope branch) {
    branch.assigned.forEach(
        (name, answer) -> {
          if (!answer.equals(assigned.get(name))) {
            assigned.put(name, new Answer.Unknown("`" + name + "` is set on one path only"));
            exported.remove(name);
          }
        });
    functions.putAll(branch.functions);
    sourced |= branch.sourced;
  }

  @Override
  public Answer lookup(String name) {
    Answer own = assigned.get(name);
    if (own != null) {
      return own;
    }
    if (name.length() == 1 && name.charAt(0) >= '1' && name.charAt(0) <= '9') {
      int number = name.charAt(0) - '0';
      return number <= parameters.size()
          ? new Answer.Set(parameters.get(number - 1))
          : new Answer.Unset();
    }
    return sourced
        ? new Answer.Unknown("a file that is read before may set `" + name + "`")
        : outer.lookup(name);
  }

  @Override
  public boolean unsetIsEmpty() {
    return outer.unsetIsEmpty();
  }

  void assign(Text name, Text value) {
    assigned.put(name.chars(), new Answer.Set(value));
    boolean inEnvironment =
        marked.contains(name.chars()) || outer.lookup(name.chars()) instanceof Answer.Set;
    if (inEnvironment) {
      exported.put(name.chars(), new Program.Setting(name, value));
    }
  }

  void forget(String name, String why) {
    assigned.put(name, new Answer.Unknown(why));
    exported.remove(name);
  }

  void unset(String name) {
    assigned.put(name, new Answer.Unset());
    exported.remove(name);
  }

  void export(Text name) {
    marked.add(name.chars());
    if (assigned.get(name.chars()) instanceof Answer.Set set) {
      exported.put(name.chars(), new Program.Setting(name, set.value()));
    }
  }

  /** A file is read whose contents are not seen here. */
  void source() {
    sourced = true;
  }

  /** What a program that is started now can look up: no parameters, and only what is exported. */
  Variables seenByPrograms() {
    Scope seen = new Scope(outer, List.of());
    seen.sourced = sourced;
    assigned.forEach(
        (name, answer) -> {
          boolean hidden = answer instanceof Answer.Set && !exported.containsKey(name);
          seen.assigned.put(name, hidden ? new Answer.Unset() : answer);
        });
    return seen;
  }

  /** What a program finds in its environment besides what the shell found. */
  List<Program.Setting> environment() {
    return new ArrayList<>(exported.values());
  }

  List<Text> parameters() {
    return parameters;
  }

  void parameters(List<Text> values) {
    parameters = List.copyOf(values);
  }

  void define(String name, Command body) {
    functions.put(name, body);
  }

  boolean defines(String name) {
    return functions.containsKey(name);
  }

  Command function(String name) {
    return functions.getOrDefault(name, new Command.Group(false, List.of(), List.of()));
  }
}
