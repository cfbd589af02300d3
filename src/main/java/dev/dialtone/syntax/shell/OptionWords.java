package dev.dialtone.syntax.shell;

import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of a program as GNU {@code getopt_long} takes them apart: options and operands in
 * any order, brief options joined, values attached or apart.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/getopt.3.html">getopt(3)</a>
 */
final class OptionWords {
  private final Map<String, Text> options = new HashMap<>();
  private final List<Text> operands = new ArrayList<>();
  private boolean clear = true;

  private OptionWords() {}

  /**
   * Takes arguments apart.
   *
   * @param brief the brief options as for {@code getopt}: {@code a} without a value, {@code a:}
   *     with one, {@code a::} with one that is attached or left out; others have none
   * @param full the brief option, or the name itself, of each long option that takes a value
   */
  static OptionWords of(List<Text> arguments, String brief, Map<String, String> full) {
    OptionWords words = new OptionWords();
    int at = 0;
    while (at < arguments.size()) {
      at = words.take(arguments, at, brief, full);
    }
    return words;
  }

  /** The value of an option, the last one given; {@code otherwise} if it is not given. */
  Text value(String option, Text otherwise) {
    return options.getOrDefault(option, otherwise);
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  List<Text> operands() {
    return List.copyOf(operands);
  }

  /** Whether every word could be told for what it is. */
  boolean clear() {
    return clear;
  }

  /** Takes the argument at {@code at}, and returns the place of the next one. */
  private int take(List<Text> arguments, int at, String brief, Map<String, String> full) {
    Text argument = arguments.get(at);
    String chars = argument.chars();
    if (chars.equals("--")) {
      operands.addAll(arguments.subList(at + 1, arguments.size()));
      return arguments.size();
    }
    clear &= chars.isEmpty() || chars.charAt(0) != Text.HOLE;
    if (chars.startsWith("--")) {
      return takeFull(arguments, at, full);
    }
    if (chars.length() > 1 && chars.charAt(0) == '-') {
      return takeBrief(arguments, at, brief);
    }
    operands.add(argument);
    return at + 1;
  }

  private int takeFull(List<Text> arguments, int at, Map<String, String> full) {
    Text argument = arguments.get(at);
    String chars = argument.chars();
    int equals = chars.indexOf('=');
    String name = chars.substring(2, equals < 0 ? chars.length() : equals);
    String option = full.getOrDefault(name, name);
    if (equals >= 0) {
      options.put(option, argument.slice(equals + 1));
      return at + 1;
    }
    if (full.containsKey(name) && at + 1 < arguments.size()) {
      options.put(option, arguments.get(at + 1));
      return at + 2;
    }
    options.put(option, argument.slice(argument.length()));
    return at + 1;
  }

  private int takeBrief(List<Text> arguments, int at, String brief) {
    Text argument = arguments.get(at);
    String chars = argument.chars();
    for (int i = 1; i < chars.length(); i++) {
      String option = chars.substring(i, i + 1);
      int place = brief.indexOf(option);
      boolean takes = place >= 0 && brief.startsWith(":", place + 1);
      Text rest = argument.slice(i + 1);
      if (!takes) {
        options.put(option, rest.slice(0, 0));
        continue;
      }
      boolean attached = brief.startsWith("::", place + 1) || !rest.isEmpty();
      boolean apart = !attached && at + 1 < arguments.size();
      options.put(option, apart ? arguments.get(at + 1) : rest);
      return apart ? at + 2 : at + 1;
    }
    return at + 1;
  }
}
