package dev.dialtone.cli;

import java.util.List;

/** {@code dialtone model}: prints what is known of each project. */
final class ModelCommand implements Command {
  @Override
  public String usage() {
    return "model [OPTION...] [PATH...]";
  }

  @Override
  public String description() {
    return "Prints what is known of each project, with the places it was read from.\n";
  }

  @Override
  public List<Option> options() {
    return List.of(Option.of("--format", "FORMAT", "text (default) or json"));
  }

  @Override
  public int run(Arguments arguments, Surroundings surroundings) throws UsageException {
    throw new UsageException("model: not there yet");
  }
}
