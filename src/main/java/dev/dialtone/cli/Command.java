package dev.dialtone.cli;

import java.io.IOException;
import java.util.List;

/** Something that can be asked for by its name on the command line. */
interface Command {
  /** Its name and what may stand behind it: {@code lint [OPTION...] [PATH...]}. */
  String usage();

  /** What it does, as sentences for the help page. */
  String description();

  /** The options it takes besides {@code --help}. */
  List<Option> options();

  /** Carries it out and gives the exit status. */
  int run(Arguments arguments, Surroundings surroundings) throws UsageException, IOException;
}
