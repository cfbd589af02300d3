package dev.dialtone.model.facts;

import dev.dialtone.source.Text;
import java.util.List;

/**
 * The assignments of a {@code .env} file in their order, values not yet interpolated.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/services/#env_file-format">Compose
 *     file reference, env_file format</a>
 */
public record EnvironmentFile(List<Assignment> assignments) implements Facts {
  public EnvironmentFile {
    assignments = List.copyOf(assignments);
  }

  /**
   * One line {@code NAME=value}.
   *
   * @param name the variable; empty if the file gives a value no name
   * @param value what stands behind the {@code =}, quotes taken off and escapes undone; in double
   *     quotes a {@code \$} becomes {@code $$}, which is how a template writes a dollar
   * @param form how the value is written, which decides whether {@code $NAME} in it is replaced
   */
  public record Assignment(Text name, Text value, Form form) {}

  /** How a value is written. */
  public enum Form {
    /** {@code NAME=value}: variables are replaced. */
    PLAIN,
    /** {@code NAME="value"}: variables are replaced. */
    DOUBLE_QUOTED,
    /** {@code NAME='value'}: the value is literal. */
    SINGLE_QUOTED,
    /** {@code NAME=value} of {@code format: raw}: the value is literal, with any quotes. */
    RAW,
    /** {@code NAME} alone: the value is whatever the surroundings give it. */
    INHERITED;

    /** Whether {@code $NAME} in a value of this form is replaced. */
    public boolean interpolates() {
      return this == PLAIN || this == DOUBLE_QUOTED;
    }
  }
}
