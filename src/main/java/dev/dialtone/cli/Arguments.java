package dev.dialtone.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of a command, taken apart. No library does it: the one that was tried takes longer
 * to load, at every start, than all the rest of a small run.
 */
final class Arguments {
  private final List<Given> given = new ArrayList<>();
  private final List<String> operands = new ArrayList<>();

  private record Given(Option option, String value) {}

  private Arguments() {}

  /** Takes {@code words} apart as {@code options} tell. */
  static Arguments parse(List<Option> options, List<String> words) throws UsageException {
    Arguments arguments = new Arguments();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        arguments.operands.addAll(words.subList(i + 1, words.size()));
        break;
      }
      if (!word.startsWith("-") || word.equals("-")) {
        arguments.operands.add(word);
        continue;
      }
      int nameEnd = word.startsWith("--") ? endOfName(word) : 2;
      Option option = find(options, word.substring(0, nameEnd));
      String rest = word.substring(nameEnd);
      if (option.isSwitch()) {
        if (!rest.isEmpty()) {
          throw new UsageException("option " + word.substring(0, nameEnd) + " takes no value");
        }
        arguments.given.add(new Given(option, ""));
      } else if (!rest.isEmpty()) {
        arguments.given.add(new Given(option, rest.startsWith("=") ? rest.substring(1) : rest));
      } else if (i + 1 < words.size()) {
        arguments.given.add(new Given(option, words.get(++i)));
      } else {
        throw new UsageException("option " + word + " needs a value: " + option.value());
      }
    }
    return arguments;
  }

  private static int endOfName(String word) {
    int equals = word.indexOf('=');
    return equals < 0 ? word.length() : equals;
  }

  private static Option find(List<Option> options, String name) throws UsageException {
    List<String> names = new ArrayList<>();
    for (Option option : options) {
      if (name.equals(option.name()) || name.equals(option.letter())) {
        return option;
      }
      names.add(option.name());
    }
    throw new UsageException("unknown option " + name + Suggestion.of(name, names));
  }

  /** What is no option, in its order. */
  List<String> operands() {
    return operands;
  }

  /** Whether the option is given. */
  boolean has(String name) {
    return !all(name).isEmpty();
  }

  /** The values of an option in their order. */
  List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (Given one : given) {
      if (one.option().name().equals(name)) {
        values.add(one.value());
      }
    }
    return values;
  }

  /** The values of an option that takes lists, each cut at its commas. */
  List<String> lists(String name) {
    List<String> values = new ArrayList<>();
    for (String list : all(name)) {
      for (String value : list.split(",", -1)) {
        if (!value.isBlank()) {
          values.add(value.strip());
        }
      }
    }
    return values;
  }

  /** The value that counts of an option: the last one, or {@code fallback} if there is none. */
  String last(String name, String fallback) {
    List<String> values = all(name);
    return values.isEmpty() ? fallback : values.get(values.size() - 1);
  }

  /** The same for an option that knows only some values. */
  String choice(String name, String fallback, List<String> choices) throws UsageException {
    return oneOf(name, last(name, fallback), choices);
  }

  /** The value itself, which is one of the choices of an option. */
  static String oneOf(String name, String value, List<String> choices) throws UsageException {
    if (!choices.contains(value)) {
      throw new UsageException(
          name
              + ": `"
              + value
              + "` is none of "
              + String.join(", ", choices)
              + Suggestion.of(value, choices));
    }
    return value;
  }

  /** Refuses operands, for a command that has no use for them. */
  void takesNoOperands() throws UsageException {
    if (!operands.isEmpty()) {
      throw new UsageException("unexpected argument " + operands.get(0));
    }
  }
}
