package dev.dialtone.model;

import dev.dialtone.source.Text;
import java.util.List;

/** What tells whether a service is healthy. */
public sealed interface Healthcheck {
  /** Nothing is said about it here; the image may bring one. */
  record Unspecified() implements Healthcheck {}

  /** It is known that there is none: the image is known to bring none. */
  record Absent(Text at) implements Healthcheck {}

  /** It is switched off: {@code disable: true} or {@code test: ["NONE"]}. */
  record Disabled(Text at) implements Healthcheck {}

  /** The image brings one that is not seen here. */
  record BuiltIn(Text at) implements Healthcheck {}

  /** Only the times are set: the test is the one that the image brings, if it brings any. */
  record Retimed(Text at, Timing timing) implements Healthcheck {}

  /**
   * A command.
   *
   * @param command what runs
   * @param ignored items behind the script of a {@code CMD-SHELL} list, which nothing ever reads
   * @param at the {@code test} or the {@code HEALTHCHECK} instruction
   * @param timing when it runs
   */
  record Probe(CommandLine command, List<Text> ignored, Text at, Timing timing)
      implements Healthcheck {
    public Probe {
      ignored = List.copyOf(ignored);
    }
  }

  /**
   * Something is written that is no test.
   *
   * @param at the {@code test}
   * @param form the first item of the list
   * @param fault what is wrong with it
   */
  record Malformed(Text at, Text form, Fault fault) implements Healthcheck {
    /** What is wrong with a test. */
    public enum Fault {
      /** It begins with another word than {@code CMD}, {@code CMD-SHELL} or {@code NONE}. */
      FIRST_ITEM,
      /** Behind that word there is nothing. */
      NO_COMMAND
    }
  }

  /**
   * The times of a probe as written, such as {@code 1m30s}; empty where the default holds.
   *
   * @see <a href="https://docs.docker.com/reference/compose-file/services/#healthcheck">Compose
   *     file reference, healthcheck</a>
   */
  record Timing(Text interval, Text timeout, Text retries, Text startPeriod, Text startInterval) {}
}
