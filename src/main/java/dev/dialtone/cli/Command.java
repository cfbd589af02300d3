package dev.dialtone.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Something that can be asked for by its name on the command line. */
interface Command {
  /** Its name, its options and parameters, and the words of its help page. */
  CommandSpec spec();

  /** Carries it out and gives the exit status. */
  int run(ParseResult arguments, Surroundings surroundings) throws UsageException, IOException;
}
