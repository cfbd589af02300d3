package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Complaints;
import dev.dialtone.catalogue.entry.Entry;
import dev.dialtone.catalogue.entry.NameTable;
import dev.dialtone.catalogue.entry.NodeCodec;
import dev.dialtone.source.Text;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds the server that a simple command starts by the program's base name and subcommands. */
final class ServerIndex {
  /** How many runners may start each other: {@code poetry run python -m ...} takes two. */
  private static final int MAX_RUNNERS = 6;

  private final NameTable programs;
  private final NameTable runners;
  private final NameTable names;
  private final ByteBuffer bytes;
  private final int start;

  private record Candidate(List<String> command, Server server) {}

  private record RunnerCandidate(List<String> command, Runner runner) {}

  /**
   * Takes {@code servers.bin}: for each program the place of the list of its commands, for each
   * runner likewise, for each server's name the place of its entry; then lists and entries.
   */
  ServerIndex(ByteBuffer bytes) {
    programs = new NameTable(bytes);
    runners = new NameTable(bytes);
    names = new NameTable(bytes);
    start = bytes.position();
    this.bytes = bytes;
  }

  private Entry entry(int place) {
    ByteBuffer at = bytes.duplicate();
    at.position(start + place);
    return new Entry(NodeCodec.readMapping(at), Complaints.none());
  }

  Optional<Server> named(String name) {
    OptionalInt place = names.find(name);
    return place.isEmpty() ? Optional.empty() : Optional.of(Server.of(entry(place.getAsInt())));
  }

  /** The commands that begin with a program, their places among the entries. */
  private List<Entry> commands(NameTable table, String program) {
    OptionalInt place = table.find(program);
    if (place.isEmpty()) {
      place = table.find(withoutVersion(program));
    }
    return place.isEmpty() ? List.of() : entry(place.getAsInt()).entries("commands");
  }

  ServerCommand find(List<Text> argv) {
    List<Text> words = argv;
    for (int i = 0; i < MAX_RUNNERS && !words.isEmpty(); i++) {
      String program = baseName(words.get(0));
      ServerCommand found = find(program, words.subList(1, words.size()));
      if (!(found instanceof ServerCommand.Unrecognised)) {
        return found;
      }
      words = started(program, words);
    }
    return new ServerCommand.Unrecognised();
  }

  /** The last name of the path, empty if it is not known. */
  private static String baseName(Text word) {
    String chars = word.chars();
    String name = chars.substring(chars.lastIndexOf('/') + 1);
    return name.indexOf(Text.HOLE) >= 0 ? "" : name;
  }

  /** {@code python} for {@code python3.11}, {@code php-fpm} for {@code php-fpm8.2}. */
  private static String withoutVersion(String program) {
    int end = program.length();
    while (end > 1 && isVersionChar(program.charAt(end - 1))) {
      end--;
    }
    return program.substring(0, end);
  }

  private static boolean isVersionChar(char c) {
    return (c >= '0' && c <= '9') || c == '.';
  }

  private ServerCommand find(String program, List<Text> arguments) {
    Optional<ServerCommand> best = Optional.empty();
    int bestLength = 0;
    for (Entry command : commands(programs, program)) {
      Server server = Server.of(entry(command.integer("at")));
      Candidate candidate = new Candidate(command.texts("words"), server);
      int length = candidate.command().size() * 2 + (server.requires().isEmpty() ? 0 : 1);
      if (length <= bestLength || !hasRequired(server, arguments)) {
        continue;
      }
      Optional<List<Text>> rest = behindSubcommands(candidate, arguments);
      if (rest.isPresent()) {
        best = Optional.of(ServerArguments.read(server, rest.get()));
        bestLength = length;
      }
    }
    return best.orElseGet(ServerCommand.Unrecognised::new);
  }

  private static boolean hasRequired(Server server, List<Text> arguments) {
    if (server.requires().isEmpty()) {
      return true;
    }
    for (Text argument : arguments) {
      for (String required : server.requires()) {
        boolean attached =
            argument.chars().startsWith(required + "=")
                || (required.length() == 2 && argument.chars().startsWith(required));
        if (argument.is(required) || attached) {
          return true;
        }
      }
    }
    return false;
  }

  /** The arguments without the subcommands, which must stand side by side but for options. */
  private static Optional<List<Text>> behindSubcommands(Candidate candidate, List<Text> arguments) {
    List<String> wanted = candidate.command().subList(1, candidate.command().size());
    boolean alone = candidate.server().alone();
    if (wanted.isEmpty() && !alone) {
      return Optional.of(arguments);
    }
    List<Integer> plain = ServerArguments.plainWords(candidate.server(), arguments);
    if (alone && plain.size() > wanted.size()) {
      return Optional.empty();
    }
    for (int from = 0; from + wanted.size() <= plain.size(); from++) {
      List<Integer> places = plain.subList(from, from + wanted.size());
      if (matches(wanted, places, arguments)) {
        List<Text> rest = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
          if (!places.contains(i)) {
            rest.add(arguments.get(i));
          }
        }
        return Optional.of(rest);
      }
    }
    return Optional.empty();
  }

  private static boolean matches(List<String> wanted, List<Integer> places, List<Text> arguments) {
    for (int i = 0; i < wanted.size(); i++) {
      if (!matches(wanted.get(i), arguments.get(places.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(String pattern, Text word) {
    return pattern.startsWith("*")
        ? word.chars().endsWith(pattern.substring(1)) && pattern.length() > 1
        : word.is(pattern) || baseName(word).equals(pattern);
  }

  /** The command that a runner starts; nothing if it is no runner. */
  private List<Text> started(String program, List<Text> words) {
    List<Text> longest = List.of();
    int length = 0;
    for (Entry command : commands(runners, program)) {
      RunnerCandidate candidate =
          new RunnerCandidate(command.texts("words"), Runner.of(entry(command.integer("at"))));
      if (candidate.command().size() > length) {
        List<Text> rest = behind(candidate, words);
        if (!rest.isEmpty()) {
          longest = rest;
          length = candidate.command().size();
        }
      }
    }
    return longest;
  }

  private static List<Text> behind(RunnerCandidate candidate, List<Text> words) {
    Runner runner = candidate.runner();
    int wanted = 1;
    int at = 1;
    while (at < words.size()) {
      Text word = words.get(at);
      String chars = word.chars();
      if (runner.stopsAt().contains(chars) || stopsAttached(runner, chars)) {
        return List.of();
      }
      if (!runner.moduleOption().isEmpty() && chars.equals(runner.moduleOption())) {
        // A module starts what a program of its name starts: `python -m flask` is `flask`.
        return words.subList(Math.min(at + 1, words.size()), words.size());
      }
      if (chars.equals("--")) {
        at++;
      } else if (runner.valueOptions().contains(chars)) {
        at += 2;
      } else if (chars.startsWith("-")) {
        at++;
      } else if (wanted < candidate.command().size()) {
        if (!word.is(candidate.command().get(wanted))) {
          return List.of();
        }
        wanted++;
        at++;
      } else {
        boolean excluded = runner.except().contains(chars);
        return excluded ? List.of() : words.subList(at, words.size());
      }
    }
    return List.of();
  }

  private static boolean stopsAttached(Runner runner, String chars) {
    for (String stop : runner.stopsAt()) {
      if (stop.length() == 2 && !chars.startsWith("--") && chars.startsWith(stop)) {
        return true;
      }
    }
    return false;
  }
}
