package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Entry;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An environment variable that moves a listener.
 *
 * @param name the variable
 * @param sets what its value decides
 * @param of the listeners it concerns, by name; empty for all
 * @param bare what a lone word in an address is
 * @param words words with a meaning of their own to this server
 * @param empty whether it counts when it is set to nothing, rather than to something
 * @param bind the address that setting the variable brings about; UNKNOWN if it does not
 */
public record ListenVariable(
    String name,
    Sets sets,
    List<String> of,
    AddressGrammar.Bare bare,
    Map<String, Bind.Scope> words,
    boolean empty,
    Bind.Scope bind) {
  public ListenVariable {
    of = List.copyOf(of);
    words = Map.copyOf(words);
  }

  /** Reads an entry of {@code variables}. */
  static ListenVariable of(Entry entry) {
    ListenVariable variable =
        new ListenVariable(
            entry.text("name"),
            entry.choice("sets", Sets.values(), Sets.NOTHING),
            entry.texts("of"),
            entry.choice("bare", AddressGrammar.Bare.values(), AddressGrammar.Bare.HOST),
            AddressGrammar.words(entry),
            entry.flag("empty", false),
            entry.choice("bind", Bind.Scope.values(), Bind.Scope.UNKNOWN));
    entry.done();
    return variable;
  }

  /** Applies the variables that are set, the first that decides a listener's aspect winning. */
  static List<Listening> apply(
      List<ListenVariable> variables, Variables environment, List<Listening> listeners) {
    List<Listening> moved = listeners;
    for (ListenVariable variable : variables) {
      Optional<Text> value = environment.value(variable.name());
      // Most servers take an empty variable for an unset one.
      if (value.isPresent() && value.get().isEmpty() == variable.empty()) {
        moved = apply(variable, value.get(), moved);
      }
    }
    return moved;
  }

  private static List<Listening> apply(
      ListenVariable variable, Text value, List<Listening> listeners) {
    AddressGrammar grammar = new AddressGrammar(variable.bare(), variable.words());
    List<Listening> moved = new ArrayList<>();
    for (Listening old : listeners) {
      boolean open = old.defaultBind() || old.defaultPort();
      boolean concerned = open && (variable.of().isEmpty() || variable.of().contains(old.name()));
      List<Listening> told =
          concerned ? grammar.apply(variable.sets(), value, old) : List.<Listening>of();
      if (told.isEmpty()) {
        moved.add(old);
        continue;
      }
      for (Listening each : told) {
        Listening kept = each;
        if (!old.defaultBind()) {
          kept = kept.withBind(old.bind());
        } else if (variable.bind() != Bind.Scope.UNKNOWN) {
          kept = kept.withBind(new Bind.Given(variable.bind(), value));
        }
        moved.add(old.defaultPort() ? kept : kept.withPort(old.port()));
      }
    }
    return moved;
  }
}
