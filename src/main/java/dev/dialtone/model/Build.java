package dev.dialtone.model;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import java.util.List;

/**
 * How a service's image is built.
 *
 * @param context the build context as written; empty for the project's folder
 * @param folder the context's folder; unknown for a remote context or one with a variable
 * @param dockerfile the Dockerfile's path as written; empty for {@code Dockerfile}
 * @param inline the Dockerfile itself, if the Compose file holds it; else empty
 * @param target the stage to build; empty for the last
 * @param arguments build arguments
 * @param network the network mode of the build; empty for the default
 * @param extraHosts further lines for the hosts file of what runs during the build
 * @param contexts names of further contexts, each of which replaces a stage of the same name
 * @param at the {@code build} entry
 */
public record Build(
    Text context,
    Value<FilePath> folder,
    Text dockerfile,
    Text inline,
    Text target,
    List<Argument> arguments,
    Text network,
    List<ExtraHost> extraHosts,
    List<Text> contexts,
    Text at) {
  public Build {
    arguments = List.copyOf(arguments);
    extraHosts = List.copyOf(extraHosts);
    contexts = List.copyOf(contexts);
  }

  /** A build argument; its value is a hole where the surroundings give it. */
  public record Argument(Text name, Text value) {}
}
