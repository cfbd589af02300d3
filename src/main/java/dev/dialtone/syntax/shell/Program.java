package dev.dialtone.syntax.shell;

import dev.dialtone.source.Text;
import java.util.List;

/**
 * A program that a command comes to run.
 *
 * @param words its name and arguments, at least one; variables of the shell are replaced
 * @param environment variables that are set for it alone, the last one of a name counts
 * @param role what its end means for the command
 * @param decisive whether the command fails, or never ends, unless it succeeds
 * @param wrappers the programs that start it, outermost first: {@code tini}, {@code gosu}
 */
public record Program(
    List<Text> words, List<Setting> environment, Role role, boolean decisive, List<Text> wrappers) {
  public Program {
    words = List.copyOf(words);
    environment = List.copyOf(environment);
    wrappers = List.copyOf(wrappers);
  }

  /** A variable and its value. */
  public record Setting(Text name, Text value) {}

  /** What a program is for a command. */
  public enum Role {
    /** The command lives as long as it does. */
    FINAL,
    /** It runs to its end before something else starts. */
    STEP,
    /** It runs beside what follows: {@code a &}. */
    BACKGROUND,
    /** It may not run at all: a branch, what follows {@code ||}. */
    CONDITIONAL,
    /** It is run again until it succeeds: {@code until a; do sleep 1; done}. */
    RETRIED
  }

  /** The name as it is written, with its path. */
  public Text name() {
    return words.get(0);
  }

  /** The name without its path; holds {@link Text#HOLE} if it is not known. */
  public String baseName() {
    return baseName(name());
  }

  /** A program's name without its path; holds {@link Text#HOLE} if it is not known. */
  public static String baseName(Text name) {
    String chars = name.chars();
    return chars.substring(chars.lastIndexOf('/') + 1);
  }

  public List<Text> arguments() {
    return words.subList(1, words.size());
  }
}
