package dev.dialtone.model;

import dev.dialtone.source.Text;
import java.util.List;

/**
 * What is amiss with how a server is set up.
 *
 * @param missing variables without which it does not start
 * @param unread configuration files that it never looks at
 * @param bypassed variables that its image applies only in a step that is left out
 */
public record Setup(List<Missing> missing, List<Unread> unread, List<Bypassed> bypassed) {
  /** Nothing is known to be amiss. */
  public static final Setup SOUND = new Setup(List.of(), List.of(), List.of());

  public Setup {
    missing = List.copyOf(missing);
    unread = List.copyOf(unread);
    bypassed = List.copyOf(bypassed);
  }

  /**
   * A variable without which the server does not start.
   *
   * @param at the image that wants it
   * @param anyOf the variables, or {@code NAME=value}, of which one would do, the usual one first
   * @param firstRunOnly whether it is wanted only while its data, which may be there already, is
   *     not
   */
  public record Missing(Text at, List<String> anyOf, boolean firstRunOnly, Confidence confidence) {
    public Missing {
      anyOf = List.copyOf(anyOf);
    }
  }

  /**
   * A configuration file that the server never looks at.
   *
   * @param at where the entry that puts it into the container says where
   * @param target where the container has it
   * @param readFrom where the server looks, with a {@code *} for any name perhaps; empty for
   *     nowhere
   * @param argument what must stand before the file's path on the command line; empty if the place
   *     decides
   */
  public record Unread(Text at, String target, String readFrom, String argument) {}

  /**
   * A variable of the image that is set and never applied.
   *
   * @param at the command or entrypoint that leaves the step out
   * @param variable the variable
   */
  public record Bypassed(Text at, Text variable) {}
}
