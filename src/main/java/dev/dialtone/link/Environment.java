package dev.dialtone.link;

import dev.dialtone.model.Variable;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a container's processes find in their environment. */
final class Environment {
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final boolean complete;

  /**
   * @param complete whether nothing else can be in it, be it from a file that is not there or from
   *     an image that is not seen
   */
  Environment(Collection<Variable> stronger, Collection<Variable> weaker, boolean complete) {
    weaker.forEach(variable -> variables.put(variable.name().chars(), variable));
    stronger.forEach(variable -> variables.put(variable.name().chars(), variable));
    this.complete = complete;
  }

  List<Variable> variables() {
    return List.copyOf(variables.values());
  }

  /** The value of a variable; empty if it is not known to be set. */
  Optional<Text> value(String name) {
    return Optional.ofNullable(variables.get(name)).map(Variable::value);
  }

  /** The environment as a shell looks variables up. */
  Variables forShell() {
    return name ->
        value(name)
            .<Variables.Answer>map(
                text ->
                    text.isKnown()
                        ? new Variables.Answer.Set(text)
                        : new Variables.Answer.Unknown(text.whyUnknown()))
            .orElseGet(
                () ->
                    complete
                        ? new Variables.Answer.Unset()
                        : new Variables.Answer.Unknown("the image may set `" + name + "`"));
  }
}
