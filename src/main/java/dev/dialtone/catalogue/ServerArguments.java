package dev.dialtone.catalogue;

import dev.dialtone.catalogue.ServerCommand.Setting;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the arguments of one known server from left to right. */
final class ServerArguments {
  private final Server server;
  private final List<Text> words;
  private final List<Told> told = new ArrayList<>();
  private final List<Integer> plain = new ArrayList<>();
  private final List<Setting> settings = new ArrayList<>();
  private final List<Text> configFiles = new ArrayList<>();
  private boolean uncertain;

  private ServerArguments(Server server, List<Text> words) {
    this.server = server;
    this.words = words;
  }

  /**
   * What an option or argument says.
   *
   * @param byName whether the option itself holds the name of the listener
   */
  private record Told(
      Sets sets,
      List<String> of,
      boolean byName,
      List<Text> values,
      AddressGrammar.Bare bare,
      Map<String, Bind.Scope> special) {
    /** Whether it is a switch that is set the other way: {@code --insecure=false}. */
    boolean isDenied() {
      return values.stream().anyMatch(value -> value.chars().equalsIgnoreCase("false"));
    }

    List<Listening> of(Listening old) {
      AddressGrammar grammar = new AddressGrammar(bare, special);
      List<Listening> all = new ArrayList<>();
      for (Text value : values) {
        all.addAll(grammar.apply(sets, value, old));
      }
      return all;
    }
  }

  /**
   * An option as it was found.
   *
   * @param star what stood for the {@code *} of its name
   * @param valueAt where in the word an attached value begins, -1 if there is none
   */
  private record Found(ServerOption option, String star, int valueAt) {}

  /** What the server makes of the arguments behind its program and subcommands. */
  static ServerCommand read(Server server, List<Text> arguments) {
    ServerArguments reading = new ServerArguments(server, arguments);
    reading.scan();
    reading.positionals();
    if (!server.listens()) {
      return new ServerCommand.Silent(server);
    }
    return new ServerCommand.Listens(
        server, reading.listeners(), reading.settings, reading.configFiles);
  }

  /** The places of the arguments that are neither options nor their values. */
  static List<Integer> plainWords(Server server, List<Text> words) {
    ServerArguments reading = new ServerArguments(server, words);
    reading.scan();
    return reading.plain;
  }

  private void scan() {
    int at = 0;
    while (at < words.size()) {
      at = step(at);
    }
  }

  /** Takes the word at {@code at} with its values; gives the next word's place. */
  private int step(int at) {
    Text word = words.get(at);
    String chars = word.chars();
    if (!isOption(chars)) {
      // "$OPTIONS" may be any number of arguments, none of which is known.
      uncertain |= word.length() == 1 && !word.isKnown();
      plain.add(at);
      return at + 1;
    }
    if (chars.equals("--")) {
      for (int i = at + 1; i < words.size(); i++) {
        plain.add(i);
      }
      return words.size();
    }
    Optional<Found> found = find(chars);
    if (found.isEmpty()) {
      return undeclared(at);
    }
    ServerOption option = found.get().option();
    int valueAt = found.get().valueAt();
    if (valueAt >= 0) {
      tell(found.get(), word, List.of(word.slice(valueAt)));
      return at + 1;
    }
    int next = behindValues(option.takes(), at + 1);
    if (next > at + 1) {
      tell(found.get(), word, words.subList(at + 1, next));
      return next;
    }
    tell(found.get(), word, List.of());
    return cluster(at, option);
  }

  /** The place behind the values that an option takes from {@code at} on. */
  private int behindValues(ServerOption.Takes takes, int at) {
    int most =
        switch (takes) {
          case NONE, ATTACHED -> 0;
          case VALUE, OPTIONAL -> 1;
          case MANY -> words.size();
        };
    boolean anything = takes == ServerOption.Takes.VALUE;
    int next = at;
    while (next < words.size()
        && next - at < most
        && (anything || !isOption(words.get(next).chars()))) {
      next++;
    }
    return next;
  }

  /** The further letters of a cluster such as {@code -lvp}, whose first letter takes no value. */
  private int cluster(int at, ServerOption first) {
    Text word = words.get(at);
    String chars = word.chars();
    if (chars.startsWith("--") || chars.length() == 2 || isNamed(first, chars)) {
      return at + 1;
    }
    for (int i = 2; i < chars.length(); i++) {
      Text letter = word.slice(i, i + 1);
      Optional<Found> found = find("-" + chars.charAt(i));
      if (found.isEmpty()) {
        return at + 1;
      }
      if (found.get().option().takes() == ServerOption.Takes.VALUE) {
        if (i + 1 < chars.length()) {
          tell(found.get(), letter, List.of(word.slice(i + 1)));
          return at + 1;
        }
        int next = Math.min(at + 2, words.size());
        tell(found.get(), letter, words.subList(at + 1, next));
        return next;
      }
      tell(found.get(), letter, List.of());
    }
    return at + 1;
  }

  /** A negative number or an address such as redis' {@code -::1} is a value. */
  private boolean isOption(String chars) {
    if (chars.length() < 2 || chars.charAt(0) != '-') {
      return false;
    }
    char second = chars.charAt(1);
    return second == '-' || Character.isLetter(second) || isDeclared(chars);
  }

  private boolean isDeclared(String chars) {
    for (ServerOption option : server.options()) {
      if (option.names().contains(chars)) {
        return true;
      }
    }
    return false;
  }

  private int undeclared(int at) {
    Text word = words.get(at);
    int equals = word.chars().indexOf('=');
    if (equals > 0) {
      settings.add(setting(word.slice(0, equals), List.of(word.slice(equals + 1))));
      return at + 1;
    }
    int next = behindValues(server.undeclared(), at + 1);
    settings.add(setting(word, words.subList(at + 1, next)));
    return next;
  }

  private Optional<Found> find(String chars) {
    int equals = chars.indexOf('=');
    String name = equals < 0 ? chars : chars.substring(0, equals);
    for (ServerOption option : server.options()) {
      for (String known : option.names()) {
        int star = known.indexOf('*');
        String between = star < 0 ? "" : between(known, star, name);
        if (star < 0 ? same(known, name) : !between.isEmpty()) {
          return Optional.of(new Found(option, between, equals < 0 ? -1 : equals + 1));
        }
      }
    }
    if (chars.startsWith("--")) {
      return Optional.empty();
    }
    for (ServerOption option : server.options()) {
      for (String known : option.names()) {
        if (known.length() == 2 && chars.startsWith(known)) {
          boolean without = option.takes() == ServerOption.Takes.NONE;
          return Optional.of(new Found(option, "", without ? -1 : 2));
        }
      }
    }
    return Optional.empty();
  }

  private boolean isNamed(ServerOption option, String chars) {
    for (String known : option.names()) {
      if (same(known, chars)) {
        return true;
      }
    }
    return false;
  }

  private String between(String pattern, int star, String name) {
    String after = pattern.substring(star + 1);
    int end = name.length() - after.length();
    boolean fits =
        end > star
            && name.regionMatches(server.ignoreCase(), 0, pattern, 0, star)
            && name.regionMatches(server.ignoreCase(), end, after, 0, after.length());
    return fits ? name.substring(star, end) : "";
  }

  private boolean same(String known, String given) {
    String left = server.underscores() ? known.replace('_', '-') : known;
    String right = server.underscores() ? given.replace('_', '-') : given;
    return server.ignoreCase() ? left.equalsIgnoreCase(right) : left.equals(right);
  }

  private Setting setting(Text option, List<Text> values) {
    String chars = option.chars();
    int from = 0;
    while (from < chars.length() && chars.charAt(from) == '-') {
      from++;
    }
    String name = chars.substring(from);
    return new Setting(server.underscores() ? name.replace('-', '_') : name, option, values);
  }

  private void tell(Found found, Text word, List<Text> values) {
    ServerOption option = found.option();
    if (option.sets() == Sets.SETTING) {
      values.forEach(this::nameAndValue);
      return;
    }
    int equals = word.chars().indexOf('=');
    boolean attached = found.valueAt() >= 0;
    int end = attached && equals < 0 ? found.valueAt() : equals < 0 ? word.length() : equals;
    settings.add(setting(word.slice(0, end), values));
    if (option.sets() == Sets.CONFIG_FILE) {
      configFiles.addAll(values);
      return;
    }
    List<String> of =
        found.star().isEmpty() ? option.of() : List.of(found.star().toLowerCase(Locale.ROOT));
    List<Text> effective = values.isEmpty() ? List.of(Text.of(option.to(), word.span())) : values;
    boolean byName = !found.star().isEmpty();
    told.add(new Told(option.sets(), of, byName, effective, option.bare(), option.words()));
  }

  /** {@code name=value} says the same as the option {@code --name=value}. */
  private void nameAndValue(Text assignment) {
    int equals = assignment.chars().indexOf('=');
    if (equals <= 0) {
      settings.add(setting(assignment, List.of()));
      return;
    }
    Text name = assignment.slice(0, equals).strip();
    Text value = assignment.slice(equals + 1).strip();
    Optional<Found> found = find("--" + name.chars().toLowerCase(Locale.ROOT));
    if (found.isPresent() && found.get().option().sets() != Sets.SETTING) {
      tell(new Found(found.get().option(), found.get().star(), -1), name, List.of(value));
    } else {
      settings.add(setting(name, List.of(value)));
    }
  }

  private void positionals() {
    for (List<Server.Positional> form : server.positionals()) {
      if (form.size() == plain.size()) {
        for (int i = 0; i < form.size(); i++) {
          positional(form.get(i), words.get(plain.get(i)));
        }
      }
    }
  }

  private void positional(Server.Positional kind, Text word) {
    switch (kind) {
      case HOST -> tellPlain(Sets.HOST, word);
      case PORT -> tellPlain(Sets.PORT, word);
      case ADDRESS -> tellPlain(Sets.ADDRESS, word);
      case CONFIG_FILE -> configFiles.add(word);
      case OTHER -> {}
    }
  }

  private void tellPlain(Sets sets, Text word) {
    told.add(new Told(sets, List.of(), false, List.of(word), AddressGrammar.Bare.PORT, Map.of()));
  }

  private List<Listening> listeners() {
    List<Listening> listeners = named();
    boolean replaced = told.stream().anyMatch(Told::byName);
    for (Listening own : server.listeners()) {
      if (!replaced || !own.equals(server.listeners().get(0))) {
        listeners.addAll(listener(own));
      }
    }
    return uncertain
        ? listeners.stream().map(ServerArguments::unknownWhereDefault).toList()
        : listeners;
  }

  /**
   * The listeners that the arguments bring up by names of their own; they replace the server's
   * first. A further one that goes by such a name stays itself.
   */
  private List<Listening> named() {
    List<Listening> named = new ArrayList<>();
    for (Told each : told) {
      if (each.byName() && server.listeners().stream().skip(1).noneMatch(l -> concerns(each, l))) {
        named.addAll(each.of(server.listeners().get(0).withName(each.of().get(0))));
      }
    }
    return named;
  }

  private static boolean concerns(Told told, Listening listener) {
    return told.of().isEmpty() || told.of().contains(listener.name());
  }

  /** One listener of the server with all that is told of it: addresses, or else host and port. */
  private List<Listening> listener(Listening own) {
    List<Listening> addresses = new ArrayList<>();
    List<Listening> bound = List.of(own);
    Optional<Told> port = Optional.empty();
    List<Listening> closed = List.of();
    for (Told each : told) {
      if (!concerns(each, own)) {
        continue;
      }
      switch (each.sets()) {
        case HOST -> {
          boolean off = bound.get(0).bind().scope() == Bind.Scope.OFF;
          bound = each.of(own.switched(off ? own.on() : bound.get(0).on()));
        }
        case PORT -> port = Optional.of(each);
        case ADDRESS, URL, SOMEHOW -> addresses.addAll(each.of(own));
        case SOCKET, OFF -> closed = each.of(own);
        case ON -> {
          if (!each.isDenied()) {
            bound = bound.stream().map(listening -> listening.switched(true)).toList();
          }
        }
        case SETTING, CONFIG_FILE, ARGUMENTS, NOTHING -> {}
      }
    }
    if (!closed.isEmpty()) {
      return closed;
    }
    List<Listening> ported = new ArrayList<>();
    for (Listening each : addresses.isEmpty() ? bound : addresses) {
      boolean open = port.isPresent() && each.defaultPort();
      ported.addAll(open ? ported(each, port.get()) : List.of(each));
    }
    return ported;
  }

  private List<Listening> ported(Listening listener, Told port) {
    Text value = port.values().get(0);
    if (server.portZeroIsOff() && value.is("0")) {
      return List.of(listener.switched(false).withBind(new Bind.Given(Bind.Scope.OFF, value)));
    }
    boolean stays = listener.bind().scope() == Bind.Scope.OFF;
    return stays ? List.of(listener) : port.of(listener);
  }

  private static Listening unknownWhereDefault(Listening listening) {
    Listening unbound =
        listening.defaultBind()
            ? listening.withBind(new Bind.Default(Bind.Scope.UNKNOWN))
            : listening;
    return unbound.defaultPort() ? unbound.withPort(new ListenPort.Unstated()) : unbound;
  }
}
