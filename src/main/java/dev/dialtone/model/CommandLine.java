package dev.dialtone.model;

import dev.dialtone.source.Text;
import java.util.List;

/** A command as a configuration file gives it: words for the kernel, or a line for a shell. */
public sealed interface CommandLine {
  /** The exec form, {@code ["a", "b"]}: run as it stands, no shell sees it. */
  record Exec(List<Text> words) implements CommandLine {
    public Exec {
      words = List.copyOf(words);
    }
  }

  /** The shell form: a line that a shell ({@code /bin/sh -c}) interprets. */
  record Shell(Text line) implements CommandLine {}
}
