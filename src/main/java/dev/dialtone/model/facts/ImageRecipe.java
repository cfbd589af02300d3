package dev.dialtone.model.facts;

import dev.dialtone.model.CommandLine;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.List;

/**
 * A Dockerfile: the arguments before its first stage and its stages in their order.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference</a>
 */
public record ImageRecipe(List<Instruction.Arg> globalArguments, List<Stage> stages)
    implements Facts {
  public ImageRecipe {
    globalArguments = List.copyOf(globalArguments);
    stages = List.copyOf(stages);
  }

  /**
   * What stands between one {@code FROM} and the next.
   *
   * @param base the image or the name of the earlier stage, variables not yet replaced
   * @param name the name behind {@code AS}; empty if there is none
   * @param platform the value of {@code --platform}; empty if there is none
   * @param instructions the instructions behind {@code FROM} in their order
   * @param span the {@code FROM} instruction
   */
  public record Stage(
      Text base, Text name, Text platform, List<Instruction> instructions, Span span) {
    public Stage {
      instructions = List.copyOf(instructions);
    }
  }

  /** One instruction of a stage; variables in it are not yet replaced. */
  public sealed interface Instruction {
    /** The whole instruction without the line end. */
    Span span();

    /** {@code ARG NAME} or {@code ARG NAME=default}, one for each name of the line. */
    record Arg(Text name, Default value, Span span) implements Instruction {}

    /** {@code ENV NAME=value}, one for each name of the line; quotes taken off. */
    record Env(Text name, Text value, Span span) implements Instruction {}

    /**
     * {@code EXPOSE}: each port as written, such as {@code 8080}, {@code 53/udp}, {@code
     * 7000-7005}.
     */
    record Expose(List<Text> ports, Span span) implements Instruction {
      public Expose {
        ports = List.copyOf(ports);
      }
    }

    /** {@code CMD}. */
    record Cmd(CommandLine command, Span span) implements Instruction {}

    /** {@code ENTRYPOINT}. */
    record Entrypoint(CommandLine command, Span span) implements Instruction {}

    /** {@code RUN}; the text holds here-documents as they stand. */
    record Run(CommandLine command, Span span) implements Instruction {}

    /** {@code HEALTHCHECK NONE}. */
    record NoHealthcheck(Span span) implements Instruction {}

    /** {@code HEALTHCHECK [OPTIONS] CMD ...}; options that are not written are absent. */
    record Healthcheck(CommandLine command, List<Option> options, Span span)
        implements Instruction {
      public Healthcheck {
        options = List.copyOf(options);
      }
    }

    /**
     * {@code COPY} or {@code ADD}.
     *
     * @param from the value of {@code --from}; empty for the build context
     * @param sources files of the context or stage, at least one unless given inline
     * @param target where they go
     */
    record Copy(Text from, List<Text> sources, Text target, Span span) implements Instruction {
      public Copy {
        sources = List.copyOf(sources);
      }
    }

    /** {@code WORKDIR}. */
    record Workdir(Text folder, Span span) implements Instruction {}

    /** {@code USER}. */
    record User(Text user, Span span) implements Instruction {}

    /** {@code SHELL}. */
    record Shell(List<Text> words, Span span) implements Instruction {
      public Shell {
        words = List.copyOf(words);
      }
    }

    /** An instruction that says nothing about connections: LABEL, VOLUME, STOPSIGNAL, ONBUILD... */
    record Other(Text keyword, Text rest, Span span) implements Instruction {}
  }

  /**
   * An option of {@code HEALTHCHECK}, such as {@code --interval=30s}: name without dashes, value.
   */
  public record Option(Text name, Text value) {}

  /** The default of an {@code ARG}. */
  public sealed interface Default {
    /** {@code ARG NAME=value}. */
    record Given(Text value) implements Default {}

    /** {@code ARG NAME}. */
    record None() implements Default {}
  }
}
