package dev.dialtone.format.compose;

import dev.dialtone.model.facts.EnvironmentFile;
import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Allowance;
import dev.dialtone.syntax.interpolation.Interpolation;
import dev.dialtone.syntax.interpolation.Interpolator;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The variables that a Compose file is interpolated with. */
final class Environment implements Variables {
  private final Map<String, Text> values;
  private final boolean unsetIsEmpty;

  Environment(Map<String, Text> values, boolean unsetIsEmpty) {
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    this.unsetIsEmpty = unsetIsEmpty;
  }

  @Override
  public Answer lookup(String name) {
    Text value = values.get(name);
    return value == null ? new Answer.Unset() : new Answer.Set(value);
  }

  @Override
  public boolean unsetIsEmpty() {
    return unsetIsEmpty;
  }

  /** The value of a variable; an empty text at {@code otherwise} if it has none. */
  Text value(String name, Text otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  boolean sets(String name) {
    return values.containsKey(name);
  }

  /** These variables, and of {@code weaker} those that are not among them. */
  Environment over(Map<String, Text> weaker) {
    Map<String, Text> all = new LinkedHashMap<>(weaker);
    all.putAll(values);
    return new Environment(all, unsetIsEmpty);
  }

  /** The same variables and one more, which wins. */
  Environment with(String name, Text value) {
    Map<String, Text> all = new LinkedHashMap<>(values);
    all.put(name, value);
    return new Environment(all, unsetIsEmpty);
  }

  /**
   * Adds the assignments of a file, which may use what {@code stronger} sets and what was added
   * before.
   */
  static void read(
      EnvironmentFile file,
      Variables stronger,
      Map<String, Text> into,
      Consumer<Problem> problems) {
    Variables visible = new Layered(stronger, into);
    Allowance allowance = new Allowance();
    for (EnvironmentFile.Assignment assignment : file.assignments()) {
      String name = assignment.name().chars();
      if (assignment.form() == EnvironmentFile.Form.INHERITED) {
        if (stronger.lookup(name) instanceof Answer.Set set) {
          into.put(name, set.value());
        }
      } else if (assignment.form().interpolates()) {
        Interpolation result = Interpolator.interpolate(assignment.value(), visible);
        result.problems().forEach(problems);
        into.put(name, allowance.limited(assignment.value(), result.text(), problems));
      } else {
        into.put(name, assignment.value());
      }
    }
  }

  /** Variables over others that are still being read. */
  record Layered(Variables stronger, Map<String, Text> weaker) implements Variables {
    @Override
    public Answer lookup(String name) {
      Answer answer = stronger.lookup(name);
      if (!(answer instanceof Answer.Unset)) {
        return answer;
      }
      Text value = weaker.get(name);
      return value == null ? answer : new Answer.Set(value);
    }

    @Override
    public boolean unsetIsEmpty() {
      return stronger.unsetIsEmpty();
    }
  }
}
