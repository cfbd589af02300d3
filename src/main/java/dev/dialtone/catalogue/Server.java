package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Entry;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Habits;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that is started from a command line and what its arguments and variables decide.
 *
 * @param name unique among the servers
 * @param commands the words it is started with: the program's base name and its subcommands
 * @param requires options of which one must be given for it to be this server; empty for none
 * @param alone whether it is this server only if no argument but options is given
 * @param listens whether it opens ports at all
 * @param waits whether it does nothing but wait, so that any dial to it is refused
 * @param listeners where it listens by itself
 * @param options its options as far as they decide listeners or take a value
 * @param positionals what the arguments that are no options are, by their number
 * @param variables the environment variables it reads, the winning one first
 * @param ignoreCase whether option names match in any case
 * @param underscores whether {@code _} and {@code -} in option names are the same
 * @param portZeroIsOff whether port 0 closes the listener, instead of choosing a port
 * @param habits how it takes the addresses that it is told to listen on
 * @param readsNamedOnly whether it reads no configuration file but those that its command line
 *     names
 * @param finds names of configuration files that it finds by itself where it is started; they may
 *     hold {@code *}
 * @param undeclared whether options that are not listed take a value
 * @param remedy what makes it listen on all addresses, in its own words; empty if nothing does
 * @param confidence how sure its defaults are
 */
public record Server(
    String name,
    List<List<String>> commands,
    List<String> requires,
    boolean alone,
    boolean listens,
    boolean waits,
    List<Listening> listeners,
    List<ServerOption> options,
    List<List<Positional>> positionals,
    List<ListenVariable> variables,
    boolean ignoreCase,
    boolean underscores,
    boolean portZeroIsOff,
    Habits habits,
    boolean readsNamedOnly,
    List<String> finds,
    ServerOption.Takes undeclared,
    String remedy,
    Confidence confidence) {
  public Server {
    commands = List.copyOf(commands);
    requires = List.copyOf(requires);
    finds = List.copyOf(finds);
    listeners = List.copyOf(listeners);
    options = List.copyOf(options);
    positionals = List.copyOf(positionals);
    variables = List.copyOf(variables);
  }

  /** What an argument that is no option is. */
  public enum Positional {
    HOST,
    PORT,
    /** An address in which a lone word is a port. */
    ADDRESS,
    CONFIG_FILE,
    OTHER
  }

  /** Reads an entry of {@code servers.yaml}. */
  public static Server of(Entry entry) {
    List<List<String>> commands = entry.phrases("commands");
    List<Listening> listeners = entry.each("listeners", Listening::of);
    List<ServerOption> options = entry.each("options", ServerOption::of);
    List<List<Positional>> positionals = new ArrayList<>();
    for (List<String> form : entry.phrases("positionals")) {
      List<Positional> places = new ArrayList<>();
      for (String place : form) {
        places.add(entry.constant("positionals", place, Positional.values(), Positional.OTHER));
      }
      positionals.add(places);
    }
    Server server =
        new Server(
            entry.text("server"),
            commands,
            entry.texts("requires"),
            entry.flag("alone", false),
            entry.flag("listens", true),
            entry.flag("waits", false),
            listeners,
            options,
            positionals,
            entry.each("variables", ListenVariable::of),
            entry.flag("ignore-case", false),
            entry.flag("underscores", false),
            entry.flag("port-zero-is-off", false),
            new Habits(entry.flag("starts-in-part", false), entry.flag("shares-port", false)),
            entry.flag("reads-named-only", false),
            entry.texts("finds"),
            entry.choice("undeclared", ServerOption.Takes.values(), ServerOption.Takes.ATTACHED),
            entry.text("bind-all", ""),
            entry.choice("confidence", Confidence.values(), Confidence.CERTAIN));
    List<String> names = listeners.stream().map(Listening::name).toList();
    for (ServerOption option : options) {
      for (String of : option.of()) {
        if (!names.contains(of) && !of.equals("*")) {
          entry.complain("options", "names the listener `" + of + "`, which is not there");
        }
      }
    }
    for (ListenVariable variable : server.variables()) {
      for (String of : variable.of()) {
        if (!names.contains(of)) {
          entry.complain("variables", "names the listener `" + of + "`, which is not there");
        }
      }
    }
    if (server.listens() == listeners.isEmpty()) {
      entry.complain("a server has `listeners`, or `listens: false`");
    }
    entry.done();
    return server;
  }

  /** Reads an entry of a program that starts others: the commands it is started with. */
  public static List<List<String>> runnerCommands(Entry entry) {
    return Runner.of(entry).commands();
  }
}
