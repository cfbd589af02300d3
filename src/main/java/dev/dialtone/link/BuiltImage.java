package dev.dialtone.link;

import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Variable;
import dev.dialtone.source.Text;
import java.util.List;

/**
 * What the Dockerfile of a service adds to the image that it is built upon.
 *
 * @param base the image it is built upon; empty if there is no Dockerfile to be seen
 * @param environment {@code ENV}, each name once, the winner
 * @param exposed {@code EXPOSE}, each as written
 * @param entrypoint one entry, or none
 * @param command one entry, or none
 * @param healthcheck what it says of health
 * @param copied files of the build context that it copies, as written
 * @param seen whether there is a Dockerfile that could be read
 */
record BuiltImage(
    Text base,
    List<Variable> environment,
    List<Text> exposed,
    List<CommandLine> entrypoint,
    List<CommandLine> command,
    Healthcheck healthcheck,
    List<Text> copied,
    boolean seen) {
  BuiltImage {
    environment = List.copyOf(environment);
    exposed = List.copyOf(exposed);
    entrypoint = List.copyOf(entrypoint);
    command = List.copyOf(command);
    copied = List.copyOf(copied);
  }

  /** No Dockerfile. */
  static BuiltImage none(Text at) {
    return new BuiltImage(
        Text.of("", at.site()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Healthcheck.Unspecified(),
        List.of(),
        false);
  }
}
