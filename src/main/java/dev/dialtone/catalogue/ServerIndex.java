package dev.dialtone.catalogue;

import dev.dialtone.catalogue.entry.Complaints;
import dev.dialtone.catalogue.entry.Entry;
import dev.dialtone.catalogue.entry.Node;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the server that a simple command starts by the program's base name and subcommands. */
final class ServerIndex {
  /** How many runners may start each other: {@code poetry run python -m ...} takes two. */
  private static final int MAX_RUNNERS = 6;

  private final Map<String, List<Candidate>> byProgram = new HashMap<>();
  private final Map<String, List<RunnerCandidate>> runners = new HashMap<>();
  private final Map<String, Server> byName = new HashMap<>();

  private record Candidate(List<String> command, Server server) {}

  private record RunnerCandidate(List<String> command, Runner runner) {}

  ServerIndex(List<Node.Mapping> entries) {
    for (Node.Mapping node : entries) {
      Entry entry = new Entry(node, Complaints.none());
      if (entry.has("runner")) {
        add(Runner.of(entry));
      } else {
        add(Server.of(entry));
      }
    }
  }

  private void add(Runner runner) {
    for (List<String> command : runner.commands()) {
      runners
          .computeIfAbsent(command.get(0), name -> new ArrayList<>())
          .add(new RunnerCandidate(command, runner));
    }
  }

  private void add(Server server) {
    byName.put(server.name(), server);
    for (List<String> command : server.commands()) {
      byProgram
          .computeIfAbsent(command.get(0), name -> new ArrayList<>())
          .add(new Candidate(command, server));
    }
  }

  Optional<Server> named(String name) {
    return Optional.ofNullable(byName.get(name));
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
    List<Candidate> candidates = byProgram.get(program);
    if (candidates == null) {
      candidates = byProgram.getOrDefault(withoutVersion(program), List.of());
    }
    Optional<ServerCommand> best = Optional.empty();
    int bestLength = 0;
    for (Candidate candidate : candidates) {
      Server server = candidate.server();
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

  /** The arguments without the subcommands, which must come in their order. */
  private static Optional<List<Text>> behindSubcommands(Candidate candidate, List<Text> arguments) {
    List<String> command = candidate.command();
    if (command.size() == 1 && !candidate.server().alone()) {
      return Optional.of(arguments);
    }
    List<Integer> plain = ServerArguments.plainWords(candidate.server(), arguments);
    if (candidate.server().alone() && plain.size() >= command.size()) {
      return Optional.empty();
    }
    List<Text> rest = new ArrayList<>(arguments);
    int wanted = 1;
    int removed = 0;
    for (int place : plain) {
      if (wanted < command.size() && matches(command.get(wanted), arguments.get(place))) {
        rest.remove(place - removed);
        removed++;
        wanted++;
      }
    }
    return wanted == command.size() ? Optional.of(rest) : Optional.empty();
  }

  private static boolean matches(String pattern, Text word) {
    return pattern.startsWith("*")
        ? word.chars().endsWith(pattern.substring(1)) && pattern.length() > 1
        : word.is(pattern) || baseName(word).equals(pattern);
  }

  /** The command that a runner starts; nothing if it is no runner. */
  private List<Text> started(String program, List<Text> words) {
    List<RunnerCandidate> candidates = runners.get(program);
    if (candidates == null) {
      candidates = runners.getOrDefault(withoutVersion(program), List.of());
    }
    List<Text> longest = List.of();
    int length = 0;
    for (RunnerCandidate candidate : candidates) {
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
