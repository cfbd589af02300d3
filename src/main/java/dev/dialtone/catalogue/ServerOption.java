package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Entry;
import java.util.List;
import java.util.Map;

/**
 * An option of a server's command line.
 *
 * @param names how it is written, dashes included; a {@code *} stands for a listener's name
 * @param sets what it decides
 * @param of the listeners it concerns, by name; empty for all
 * @param takes whether a value follows
 * @param to the value of an option that takes none or stands without its optional one
 * @param bare what a lone word in an address is
 * @param words words with a meaning of their own to this server
 */
public record ServerOption(
    List<String> names,
    Sets sets,
    List<String> of,
    Takes takes,
    String to,
    AddressGrammar.Bare bare,
    Map<String, Bind.Scope> words) {
  public ServerOption {
    names = List.copyOf(names);
    of = List.copyOf(of);
    words = Map.copyOf(words);
  }

  /** Whether an option takes a value. */
  public enum Takes {
    VALUE,
    NONE,
    /** The next word, unless it is an option itself. */
    OPTIONAL,
    /** Only what stands behind {@code =} or right behind the letter. */
    ATTACHED,
    /** All words up to the next option. */
    MANY
  }

  /** Reads an entry of {@code options}. */
  static ServerOption of(Entry entry) {
    ServerOption option =
        new ServerOption(
            entry.texts("names"),
            entry.choice("sets", Sets.values(), Sets.NOTHING),
            entry.texts("of"),
            entry.choice("takes", Takes.values(), Takes.VALUE),
            entry.text("to", ""),
            entry.choice("bare", AddressGrammar.Bare.values(), AddressGrammar.Bare.HOST),
            AddressGrammar.words(entry));
    for (String name : option.names()) {
      if (!name.startsWith("-")) {
        entry.complain("names", "must begin with a dash, not `" + name + "`");
      }
    }
    if (option.names().isEmpty()) {
      entry.complain("`names` is missing");
    }
    entry.done();
    return option;
  }
}
