package dev.dialtone.model.facts;

import dev.dialtone.model.CommandLine;
import dev.dialtone.source.Span;
import dev.dialtone.source.Text;
import java.util.List;

/**
 * A Dockerfile: the arguments before its first stage and its stages in their order.
 *
 * <p>Where a text is called a <em>word</em>, it stands as written, with its quotes, escapes and
 * variables: which variables are replaced depends on the quotes, and by what on the stage.
 *
 * @param escape the character that takes its meaning from the one behind it
 * @see <a href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference</a>
 */
public record ImageRecipe(char escape, List<Instruction.Arg> globalArguments, List<Stage> stages)
    implements Facts {
  public ImageRecipe {
    globalArguments = List.copyOf(globalArguments);
    stages = List.copyOf(stages);
  }

  /**
   * What stands between one {@code FROM} and the next.
   *
   * @param base the image or the name of the earlier stage, a word
   * @param name the name behind {@code AS}; empty if there is none
   * @param platform the value of {@code --platform}, a word; empty if there is none
   * @param instructions the instructions behind {@code FROM} in their order
   * @param span the {@code FROM} instruction
   */
  public record Stage(
      Text base, Text name, Text platform, List<Instruction> instructions, Span span) {
    public Stage {
      instructions = List.copyOf(instructions);
    }
  }

  /** One instruction of a stage. */
  public sealed interface Instruction {
    /** The whole instruction with its here-documents, without the last line end. */
    Span span();

    /** {@code ARG NAME} or {@code ARG NAME=default}, one for each name of the line. */
    record Arg(Text name, Default value, Span span) implements Instruction {}

    /** {@code ENV NAME=value NAME=value}: no value sees another one of the same instruction. */
    record Env(List<Assignment> assignments, Span span) implements Instruction {
      public Env {
        assignments = List.copyOf(assignments);
      }
    }

    /**
     * {@code EXPOSE}: a word for each port, such as {@code 8080}, {@code 53/udp}, {@code $PORT}.
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

    /**
     * {@code RUN}; a line with here-documents is followed by them, a here-document alone is the
     * script.
     *
     * @param options the options in front of it, such as {@code --network}, {@code --mount}
     */
    record Run(CommandLine command, List<Option> options, Span span) implements Instruction {
      public Run {
        options = List.copyOf(options);
      }
    }

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
     * @param sources files of the context or stage, a word each; for {@code ADD} addresses too
     * @param inline files that are given as here-documents
     * @param target where they go, a word
     */
    record Copy(Text from, List<Text> sources, List<InlineFile> inline, Text target, Span span)
        implements Instruction {
      public Copy {
        sources = List.copyOf(sources);
        inline = List.copyOf(inline);
      }
    }

    /** {@code WORKDIR}: a word. */
    record Workdir(Text folder, Span span) implements Instruction {}

    /** {@code USER}: a word. */
    record User(Text user, Span span) implements Instruction {}

    /** {@code SHELL}. */
    record Shell(List<Text> words, Span span) implements Instruction {
      public Shell {
        words = List.copyOf(words);
      }
    }

    /** {@code ONBUILD}: what a stage that is based on this one does first of all. */
    record Onbuild(List<Instruction> instructions, Span span) implements Instruction {
      public Onbuild {
        instructions = List.copyOf(instructions);
      }
    }

    /** An instruction that says nothing about connections, such as LABEL, VOLUME, STOPSIGNAL. */
    record Other(Text keyword, Text rest, Span span) implements Instruction {}
  }

  /** A variable of {@code ENV} with its value, words both. */
  public record Assignment(Text name, Text value) {}

  /**
   * A file that a here-document holds.
   *
   * @param name its name in the target folder
   * @param content its lines
   * @param expands whether variables in it are replaced
   */
  public record InlineFile(Text name, Text content, boolean expands) {}

  /** An option of an instruction, such as {@code --interval=30s}: name without dashes, value. */
  public record Option(Text name, Text value) {}

  /** The default of an {@code ARG}. */
  public sealed interface Default {
    /** {@code ARG NAME=value}: a word. */
    record Given(Text value) implements Default {}

    /** {@code ARG NAME}. */
    record None() implements Default {}
  }
}
